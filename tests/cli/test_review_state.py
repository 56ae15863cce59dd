"""`review status`, `gate`, `show`, `report` and `stats`: what they print, and the gate of a pull request."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from tests.repositories import commit, git
from tests.reviewing.loops import HEAD, loops

FIRST = f"""{HEAD}reviewer: first reader
findings:
  - id: no-countdown
    severity: critical
    title: No countdown | <b>at all</b>
    location: [{{section: check-1, question: q1}}, {{section: gone, quote: words that are gone}}]
    rule: SEQ001
  - {{id: typo, severity: polish, title: "Typo\\e[31m", location: [{{text: somewhere}}]}}
fixes:
  - {{finding: no-countdown, status: fixed, change: Added., date: 2026-02-22}}
notes: {{patterns: [Checks come early.]}}
verdict: needs-revision
"""
SECOND = """lesson: loops
round: 2
verification: [{finding: 1/no-countdown, status: reopened, evidence: It counts up.}]
verdict: needs-revision
"""


def printed(root: Path, *words: str, status: int = 0) -> str:
    result = run("--root", root, "review", *words)
    assert result.exit_code == status, result.output
    return result.stdout


def as_json(root: Path, *words: str, status: int = 0) -> Any:
    return json.loads(printed(root, *words, "--output-format", "json", status=status))


def test_status_as_a_table(tmp_path: Path) -> None:
    root = loops(tmp_path, FIRST, SECOND)
    assert printed(root, "status").splitlines() == [
        "lesson  round  verdict         open                  since the review",
        "loops   2      needs-revision  1 critical, 1 polish",
    ]


def test_status_as_json(tmp_path: Path) -> None:
    [told] = as_json(loops(tmp_path, FIRST), "status", "loops")["lessons"]
    assert told == {
        "lesson": "loops",
        "built": True,
        "round": 1,
        "path": "reviews/loops/round-1.yaml",
        "verdict": "needs-revision",
        "verdict_round": 1,
        "in_review": False,
        "open": {"critical": 0, "improvement": 0, "polish": 1},
        "unverified": 1,
        "stale": False,
        "changed": {"sections": [], "state": False},
    }


def test_show_tells_the_whole_history(tmp_path: Path) -> None:
    lines = printed(loops(tmp_path, FIRST, SECOND), "show", "loops").splitlines()
    assert lines == [
        "round 1 (2026-02-21, first reader): needs-revision",
        "round 2: needs-revision",
        "",
        "1/no-countdown  critical, SEQ001  reopened",
        "  No countdown | <b>at all</b>",
        "  in check-1, q1: planning/basics/loops.yaml:16",
        "  in gone, “words that are gone”: gone",
        "  round 1, 2026-02-22: fixed. Added.",
        "  round 2: reopened. It counts up.",
        "",
        "1/typo  polish  open",
        "  Typo [31m",
        "  in somewhere: in the reviewer's words",
    ]


def test_show_as_json(tmp_path: Path) -> None:
    told = as_json(loops(tmp_path, FIRST, SECOND), "show", "loops", "no-countdown")
    assert [one["round"] for one in told["rounds"]] == [1, 2]
    [finding] = told["findings"]
    assert (finding["finding"], finding["status"], finding["rule"]) == ("1/no-countdown", "reopened", "SEQ001")
    assert [place["found"] and place["found"]["by"] for place in finding["location"]] == ["id", None]
    assert [(step["status"], step["round"], step["text"]) for step in finding["history"]] == [
        ("open", 1, None),
        ("fixed", 1, "Added."),
        ("reopened", 2, "It counts up."),
    ]
    assert all(step["path"].startswith("reviews/loops/") and step["line"] > 1 for step in finding["history"])


def test_the_gate_as_json(tmp_path: Path) -> None:
    told = as_json(loops(tmp_path, FIRST, SECOND), "gate", status=1)
    assert told["lessons"] == 1
    assert {(one["lesson"], one["round"], one["path"]) for one in told["faults"]} == {
        ("loops", 2, "reviews/loops/round-2.yaml")
    }
    assert [one["message"] for one in told["faults"]] == [
        "round 2 ended with needs-revision",
        "1 critical finding is open",
    ]


def test_a_report_for_a_pull_request(tmp_path: Path) -> None:
    text = printed(loops(tmp_path, FIRST, SECOND), "report")
    assert "The gate is shut by 1 lesson." in text
    assert "| loops | 2 | needs-revision | 1 critical, 1 polish |  |  |" in text
    assert (
        "- **critical** `1/no-countdown`, reopened: No countdown &#124; &#60;b&#62;at all&#60;/b&#62; (check-1, q1 and gone)"
        in text
    )
    assert "\x1b" not in text
    open_gate = printed(loops(tmp_path / "other", f"{HEAD}verdict: pass\n"), "report")
    assert "The gate is open." in open_gate
    assert "###" not in open_gate


def test_statistics(tmp_path: Path) -> None:
    root = loops(tmp_path, FIRST, SECOND)
    text = printed(root, "stats")
    assert "2 findings in 2 rounds of review of 1 lesson." in text
    assert "A rule catches 1 of them." in text
    told = as_json(root, "stats")
    assert told["findings"] == {"critical": 1, "improvement": 0, "polish": 1}
    assert {one["class"] for one in told["classes"]} == {"SEQ", "judgement"}
    assert {one["kind"] for one in told["kinds"]} == {"check", None}
    assert told["patterns"] == [{"pattern": "Checks come early.", "count": 1}]


def test_a_round_goes_on_until_it_is_closed(tmp_path: Path) -> None:
    root = loops(tmp_path, f"{HEAD}verdict: pass\n", "lesson: loops\nround: 2\n")
    assert "in review" in printed(root, "status")
    assert "round 2: goes on" in printed(root, "show", "loops")
    assert "round 2 is not closed" in printed(root, "gate", status=1)


# -- the gate of a pull request


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A reviewed lesson and one that nobody has reviewed, on a branch off main."""
    root = loops(tmp_path, f"{HEAD}verdict: pass\n")
    plan = root / "planning/basics/loops.yaml"
    other = plan.read_text(encoding="utf-8").replace("lesson: loops", "lesson: more-loops")
    (root / "planning/basics/more-loops.yaml").write_text(other, encoding="utf-8")
    course = root / "planning/course.yaml"
    course.write_text(course.read_text(encoding="utf-8").replace("[loops]", "[loops, more-loops]"), encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "work")
    return root


def test_a_pull_request_answers_for_the_lessons_that_it_touches(repository: Path) -> None:
    assert "more-loops: it is built and was never reviewed" in printed(repository, "gate", status=1)
    assert "The gate is open: 0 built lessons" in printed(repository, "gate", "--changed-since", "main")
    plan = repository / "planning/basics/more-loops.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert "more-loops" in printed(repository, "gate", "--changed-since", "main", status=1)
    commit(repository)
    assert "1 of 1 built lesson keeps" in printed(repository, "gate", "--changed-since", "main", status=1)
    report = printed(repository, "report", "--changed-since", "main")
    assert "| more-loops |" in report
    assert "| loops |" not in report


def test_what_main_did_since_is_not_the_pull_requests(repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    plan = repository / "planning/basics/more-loops.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "work")
    assert "0 built lessons" in printed(repository, "gate", "--changed-since", "main")


def test_a_new_round_counts_before_it_is_committed(repository: Path) -> None:
    file = repository / "reviews/more-loops/round-1.yaml"
    file.parent.mkdir()
    file.write_text("lesson: more-loops\nround: 1\nverdict: pass\n")
    assert "The gate is open: 1 built lesson" in printed(repository, "gate", "--changed-since", "main")
