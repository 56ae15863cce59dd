"""The reports for other programs, as they are written on a small spoilt course (`tests/report/golden.py`)."""

import json
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

from lesson_pipeline.report import gitlab, junit, sarif
from tests.cli.running import run
from tests.report.golden import FILES, FOLDER, RULES, SUMMARY, check, course, documented, reports
from tests.report.reports import CONTEXT, diagnostic, report

SCHEMA = json.loads((Path(__file__).parent / "schema/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return reports(tmp_path_factory.mktemp("golden"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return course(tmp_path)


@pytest.mark.parametrize("name", [*FILES.values(), SUMMARY])
def test_each_format_is_written_as_before(made: dict[str, str], name: str) -> None:
    assert made[name] == (FOLDER / name).read_text(encoding="utf-8"), "read `python -m tests.report.golden`'s diff"


def sarif_faults(text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft4Validator(SCHEMA).iter_errors(json.loads(text))]


def test_sarif_is_valid(made: dict[str, str]) -> None:
    assert sarif_faults(made["report.sarif"]) == []
    broken = json.loads(made["report.sarif"])
    broken["runs"][0]["results"][0]["level"] = "info"
    assert sarif_faults(json.dumps(broken)), "the schema is asked"


@pytest.mark.parametrize("base", ["https://docs.example/lp/", None])
def test_sarif_with_every_rule_is_valid(root: Path, base: str | None) -> None:
    with documented(base):
        text = run("--root", root, "check", "--select", "ALL", "--output-format", "sarif").stdout
    assert sarif_faults(text) == []
    rules = json.loads(text)["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) == len({rule["id"] for rule in rules}) > 60
    for rule in rules:
        texts = (rule["shortDescription"]["text"], rule["fullDescription"]["text"], rule["help"]["text"])
        assert all(texts), rule["id"]
        assert max(map(len, texts[:2])) <= 1024
        assert "## How to fix" in rule["help"]["markdown"]
        assert urlsplit(rule.get("helpUri", "")).scheme == ("https" if base else "")
        assert ("helpUri" in rule) == bool(base)


def test_sarif_holds_the_rules_that_ran_whether_or_not_they_found_anything(made: dict[str, str]) -> None:
    [log] = json.loads(made["report.sarif"])["runs"]
    rules = [rule["id"] for rule in log["tool"]["driver"]["rules"]]
    assert sorted(rules) == sorted(RULES.split(","))
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in log["results"])
    assert "SCH004" not in {result["ruleId"] for result in log["results"]}


def test_sarif_tells_what_is_set_aside_and_why(made: dict[str, str]) -> None:
    [log] = json.loads(made["report.sarif"])["runs"]
    kinds = [[entry["kind"] for entry in result["suppressions"]] for result in log["results"]]
    assert sorted(kinds) == [[], [], [], [], ["external"], ["inSource"]]


# -- lines move, faults stay


def identities(root: Path) -> dict[str, list[str]]:
    """What each format calls its faults, in an order of its own."""
    check(root)
    [log] = json.loads((root / FILES["sarif"]).read_text(encoding="utf-8"))["runs"]
    return {
        "sarif": sorted(result["partialFingerprints"]["lessonPipeline/v1"] for result in log["results"]),
        "gitlab": sorted(entry["fingerprint"] for entry in json.loads((root / FILES["gitlab"]).read_text())),
        "junit": sorted(
            f"{case.get('classname')} {case.get('name')}"
            for case in ElementTree.parse(root / FILES["junit"]).iter("testcase")
        ),
    }


def lines_told(root: Path) -> list[int]:
    return [entry["location"]["lines"]["begin"] for entry in json.loads((root / FILES["gitlab"]).read_text())]


def test_what_a_fault_is_called_stays_when_lines_are_inserted_above(root: Path) -> None:
    before, lines = identities(root), lines_told(root)
    for plan in (root / "planning/basics").iterdir():
        plan.write_text(f"# one\n\n# two\n{plan.read_text(encoding='utf-8')}", encoding="utf-8")
    assert identities(root) == before
    assert lines_told(root) == [line + 3 for line in lines]


def test_faults_that_look_alike_have_names_of_their_own() -> None:
    alike = report(diagnostic(message="a"), diagnostic(message="b"), waived=(diagnostic(message="c", reason="So."),))
    first, second = (entry["fingerprint"] for entry in json.loads("".join(gitlab.write(alike, CONTEXT))))
    assert second == f"{first}:2"
    results = sarif.as_data(alike, CONTEXT)["runs"][0]["results"]
    names = [result["partialFingerprints"]["lessonPipeline/v1"] for result in results]
    assert names == [first, f"{first}:2", f"{first}:3"]
    cases = [case.get("name") for case in ElementTree.fromstring("".join(junit.write(alike, CONTEXT))).iter("testcase")]
    assert cases[:3] == [f"SCH003 schema-violation: colour{number}" for number in ("", " (2)", " (3)")]


# -- a curriculum in a folder of its repository


def test_paths_begin_at_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    root = course(tmp_path / "our courses/basics")
    told = check(root, "--output-format", "github").stdout
    assert "file=our courses/basics/planning/basics/loops.yaml," in told
    [log] = json.loads((root / FILES["sarif"]).read_text(encoding="utf-8"))["runs"]
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in log["results"]}
    assert "our%20courses/basics/planning/basics/loops.yaml" in places
    entries = json.loads((root / FILES["gitlab"]).read_text())
    assert {entry["location"]["path"] for entry in entries} == {"our courses/basics/planning/basics/loops.yaml"}


# -- JUnit


def cases(root: Path) -> dict[str, int]:
    counts = dict.fromkeys(("failure", "skipped", "system-out"), 0)
    for case in ElementTree.parse(root / FILES["junit"]).iter("testcase"):
        for outcome in case:
            counts[outcome.tag] += 1
    return counts


@pytest.mark.parametrize(("level", "failures"), [("error", 2), ("warning", 3), ("info", 4)])
def test_a_case_fails_if_its_fault_fails_the_run(root: Path, level: str, failures: int) -> None:
    check(root, "--fail-level", level)
    assert cases(root) == {"failure": failures, "skipped": 2, "system-out": 4 - failures}


def test_only_the_files_asked_for_have_suites(root: Path) -> None:
    check(root, root / "planning/basics/loops.yaml", root / "planning/basics/functions.yaml")
    suites = {suite.get("name"): suite for suite in ElementTree.parse(root / FILES["junit"]).iter("testsuite")}
    assert set(suites) == {"planning/basics/loops.yaml", "planning/basics/functions.yaml"}
    assert [case.get("name") for case in suites["planning/basics/functions.yaml"]] == ["nothing found"]
