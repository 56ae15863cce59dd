"""The reviews of real planning documents: none of their words is lost, and the counts are those of their headings."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.importers.review_parts import DOCUMENTS, SEED, reviews_of

_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_ROUND = re.compile(r"^## Review\b", re.MULTILINE)
_FINDING = re.compile(
    r"^#{3,4} (?:\[(CRITICAL|IMPROVEMENT|POLISH)\]|(CRITICAL|IMPROVEMENT|POLISH)) (?:—|--) ", re.MULTILINE
)
_COUNT = re.compile(r"^- (Critical|Improvement|Polish): (\d+)$", re.MULTILINE)

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the documents are not here")


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_no_word_is_lost(document: Path) -> None:
    assert not reviews_of(document).lost


def test_rounds_and_findings_are_those_of_the_headings(document: Path) -> None:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    found = reviews_of(document)
    assert [one["round"] for one in found.rounds] == list(range(1, len(_ROUND.findall(text)) + 1))
    per_round = [
        Counter((match[1] or match[2]).lower() for match in _FINDING.finditer(review))
        for review in _ROUND.split(text)[1:]
    ]
    assert [Counter(one["severity"] for one in data.get("findings", [])) for data in found.rounds] == per_round
    summed = [
        Counter({match[1].lower(): int(match[2]) for match in _COUNT.finditer(review) if match[2] != "0"})
        for review in _ROUND.split(text)[1:]
    ]
    assert per_round == summed
    assert "the summary counts" not in " ".join(one.message for one in found.log.odd)


def test_every_round_has_a_verdict_and_a_day(document: Path) -> None:
    for data in reviews_of(document).rounds:
        assert data["verdict"] and data["date"] and "reviewer" not in data


def test_ids_are_unique_and_lead_somewhere(document: Path) -> None:
    found = reviews_of(document)
    ids = [[one["id"] for one in data.get("findings", [])] for data in found.rounds]
    assert all(len(set(of_round)) == len(of_round) for of_round in ids)
    for data in found.rounds:
        assert all(fix["finding"] in ids[data["round"] - 1] for fix in data.get("fixes", []))
        for verification in data.get("verification", []):
            number, _, id = verification["finding"].partition("/")
            assert int(number) < data["round"] and id in ids[int(number) - 1]


def test_the_seed() -> None:
    if not SEED.is_file():
        pytest.skip("the seed is not here")
    found = reviews_of(SEED)
    findings = Counter(one["severity"] for data in found.rounds for one in data["findings"])
    fixes = Counter(one["status"] for data in found.rounds for one in data.get("fixes", []))
    verification = Counter(one["status"] for data in found.rounds for one in data.get("verification", []))
    assert findings == {"critical": 1, "improvement": 3, "polish": 3}
    assert (fixes, verification) == ({"fixed": 4, "declined": 2}, {"verified": 4})
    assert [data["verdict"] for data in found.rounds] == ["major-revision", "pass"]
    assert found.log.odd == []
