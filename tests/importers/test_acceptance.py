"""The planning document that the product was conceived from, and those met in the wild, imported whole.

They lie beside the repository where they are at all; without them these tests are skipped.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.importers.markdown.report import as_data
from lesson_pipeline.importers.markdown.run import import_markdown
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.testing import check_folder
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "siglip-2-planning-document.md"
CORPUS = SHARED / "corpus"
DOCUMENTS = sorted(CORPUS.glob("*/*/lessons/*.md"))

pytestmark = pytest.mark.skipif(not (SEED.is_file() and DOCUMENTS), reason="the documents are not here")


def written(into: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        (into / path).write_text(text, encoding="utf-8")


def data_of(texts: dict[str, str], path: str) -> Any:
    document = parse_document(texts[path], path)
    assert document.faults == []
    return document.data


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path, dict[str, Any]]:
    into = tmp_path_factory.mktemp("seed")
    outcome = import_markdown([SEED], into)
    texts = dict(outcome.texts)
    written(into, texts)
    return texts, into, as_data(outcome)


def plan_of(texts: dict[str, str], slug: str) -> Any:
    return data_of(texts, next(path for path in texts if path.endswith(f"/{slug}.yaml") and "planning" in path))


def test_the_seed_has_a_home_for_every_row(seed: tuple[dict[str, str], Path, dict[str, Any]]) -> None:
    plan = plan_of(seed[0], "siglip-2")
    assert len(plan["student_state"]["knows"]) == 14
    assert len(plan["student_state"]["mental_models"]) == 6
    assert len(plan["student_state"]["not_covered"]) == 7
    assert (len(plan["prerequisites"]), len(plan["gaps"])) == (9, 1)
    assert [len(plan[key]) for key in ("misconceptions", "examples", "modalities")] == [5, 4, 6]
    assert [len(plan["scope"][key]) for key in ("covers", "excludes")] == [5, 8]
    assert (len(plan["connections"]), len(plan["teaches"])) == (8, 5)
    assert [len(checklist["items"]) for checklist in plan["checklists"]] == [6, 7]
    checks = [section for section in plan["outline"] if section["kind"] == "check"]
    assert (len(plan["outline"]), [len(check["questions"]) for check in checks]) == (11, [4, 3])
    assert all(question["prompt"] for check in checks for question in check["questions"])
    assert "notes" not in plan


def test_the_seeds_reviews(seed: tuple[dict[str, str], Path, dict[str, Any]]) -> None:
    first, second = (data_of(seed[0], f"reviews/siglip-2/round-{number}.yaml") for number in (1, 2))
    findings = Counter(finding["severity"] for one in (first, second) for finding in one["findings"])
    assert findings == {"critical": 1, "improvement": 3, "polish": 3}
    assert (first["verdict"], second["verdict"]) == ("major-revision", "pass")
    assert Counter(fix["status"] for fix in first["fixes"]) == {"fixed": 4, "declined": 2}
    assert [entry["status"] for entry in second["verification"]] == ["verified"] * 4


def test_the_seeds_plan_is_in_order(seed: tuple[dict[str, str], Path, dict[str, Any]]) -> None:
    found = check_folder(seed[1]).diagnostics
    assert [item for item in found if item.code.startswith("SCH")] == []
    assert [item for item in found if item.code in {"SEQ001", "SEQ002", "SEQ003", "SEQ004"}] == []
    assert [item for item in found if item.code == "REV001"] == []


def test_the_second_check_stands_after_the_recipe_that_it_asks_for(
    seed: tuple[dict[str, str], Path, dict[str, Any]],
) -> None:
    plan = plan_of(seed[0], "siglip-2")
    order = [section["id"] for section in plan["outline"]]
    recipe = next(
        section["id"]
        for section in plan["outline"]
        if any("training-improvements" in row["concept"] for row in section.get("teaches", []))
    )
    asked = next(
        section["id"]
        for section in plan["outline"]
        for question in section.get("questions", [])
        if any("training-improvements" in row["concept"] for row in question["tests"])
    )
    assert order.index(recipe) < order.index(asked)


def test_no_word_of_the_seed_is_lost(seed: tuple[dict[str, str], Path, dict[str, Any]]) -> None:
    [document] = seed[2]["documents"]
    assert document["words"]["lost"] == []
    assert document["words"]["in_notes"] <= document["words"]["in"] / 20
    assert all(table["rows_in"] == table["rows_out"] for table in document["tables"])


# -- documents met in the wild


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path, dict[str, Any]]:
    into = tmp_path_factory.mktemp("corpus")
    outcome = import_markdown([CORPUS], into)
    texts = dict(outcome.texts)
    written(into, texts)
    return texts, into, as_data(outcome)


def counted(text: str) -> list[Counter[str]]:
    """The findings of each review by severity, straight from its headings."""
    rounds: list[Counter[str]] = []
    fenced = ours = False
    for line in text.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        if fenced:
            continue
        if line.startswith("## "):
            ours = bool(re.match(r"## Review\b", line))
            rounds += [Counter()] if ours else []
        found = re.match(r"#{3,4} \[?(CRITICAL|IMPROVEMENT|POLISH)\]? ?(?:—|--)", line)
        if found and ours:
            rounds[-1][found[1].lower()] += 1
    return rounds


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_findings_and_rounds_are_those_of_the_headings(
    path: Path, corpus: tuple[dict[str, str], Path, dict[str, Any]]
) -> None:
    texts = corpus[0]
    expected = counted(path.read_text(encoding="utf-8"))
    rounds = [data_of(texts, f"reviews/{path.stem}/round-{number}.yaml") for number in range(1, len(expected) + 1)]
    assert f"reviews/{path.stem}/round-{len(expected) + 1}.yaml" not in texts
    assert [Counter(finding["severity"] for finding in one.get("findings", [])) for one in rounds] == expected


def test_every_document_arrives_with_all_its_words(corpus: tuple[dict[str, str], Path, dict[str, Any]]) -> None:
    documents = corpus[2]["documents"]
    assert len(documents) == len(DOCUMENTS)
    assert {one["lesson"]: one["words"]["lost"] for one in documents if one["words"]["lost"]} == {}
    shares = [one["words"]["in_notes"] / one["words"]["in"] for one in documents]
    assert sum(shares) / len(shares) <= 1 / 20
    assert all(table["rows_in"] == table["rows_out"] for one in documents for table in one["tables"])


def test_the_course_that_the_corpus_makes_has_no_fault_of_structure(
    corpus: tuple[dict[str, str], Path, dict[str, Any]],
) -> None:
    report = check_folder(corpus[1])
    assert [item.message for item in report.diagnostics if item.code.startswith("SCH")] == []
    assert report.lessons == len(DOCUMENTS) + len(corpus[2]["records"])


def test_every_guess_is_listed_and_every_listed_guess_is_a_place(
    corpus: tuple[dict[str, str], Path, dict[str, Any]],
) -> None:
    for one in corpus[2]["documents"]:
        plan = data_of(corpus[0], one["files"][0])
        assert {guess["at"] for guess in one["inferred"]} == set(plan.get("inferred", []))
        assert all(guess["why"] for guess in one["inferred"])
