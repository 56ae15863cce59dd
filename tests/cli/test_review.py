"""`review`: rounds begun and closed, findings moved on, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.cli import review_options, review_rounds
from lesson_pipeline.source.document import parse_document
from tests.cli.running import refused, run
from tests.reviewing.loops import HEAD, loops, round_text
from tests.small import course, record

FINDINGS = """findings:
  - {id: no-countdown, severity: critical, title: No countdown, location: [{section: check-1}]}
  - {id: long-table, severity: improvement, title: Long table, location: [{section: hook}]}
  - {id: typo, severity: polish, title: Typo}
"""
DAY = ("--date", "2026-03-01")


def review(root: Path, *words: str) -> Any:
    return run("--root", root, "review", *words)


def done(root: Path, *words: str) -> str:
    """What a command prints that did its work."""
    result = review(root, *words)
    assert result.exit_code == 0, result.output
    return result.output


def data(root: Path, number: int = 1) -> Any:
    document = parse_document(round_text(root, number), "round")
    assert document.faults == []
    return document.data


# -- start


def test_a_round_begins_with_digests_and_a_checklist(tmp_path: Path) -> None:
    root = loops(tmp_path)
    told = done(root, "start", "loops", "--reviewer", "second reader", *DAY)
    assert "reviews/loops/round-1.yaml: round 1 of loops." in told
    found = data(root)
    assert list(found) == ["lesson", "round", "date", "reviewer", "of", "checklist", "findings"]
    assert (found["round"], found["date"], found["reviewer"]) == (1, "2026-03-01", "second reader")
    assert list(found["of"]["sections"]) == ["hook", "explain-loop", "check-1"]
    ticked = {item["item"]: item.get("holds") for item in found["checklist"]}
    assert ticked["Enough misconceptions are foreseen, each with what disproves it"] is False
    assert ticked["Nothing is used or tested before it is taught"] is True
    assert ticked["No exercise asks for several new things at once"] is None
    assert "does not hold: Enough misconceptions are foreseen, each with what disproves it: MIS001 at line" in told


def test_the_course_may_have_a_checklist_of_its_own(tmp_path: Path) -> None:
    root = loops(tmp_path)
    own = "policy: {review_checklist: [{item: Enough beliefs, rules: [MIS001]}, {item: It sounds like us}]}\n"
    text = course("loops", own).partition("\n")[2]
    (root / "planning/course.yaml").write_text(text, encoding="utf-8")
    done(root, "start", "loops")
    failed, open_item = data(root)["checklist"]
    assert (failed["item"], failed["holds"]) == ("Enough beliefs", False)
    assert failed["why"].startswith("MIS001 at line")
    assert open_item == {"item": "It sounds like us"}


def test_the_next_round_waits_for_the_verdict_and_names_what_is_to_verify(tmp_path: Path) -> None:
    root = loops(tmp_path, HEAD + FINDINGS)
    refused(review(root, "start", "loops"), "round 1 of `loops` goes on", "review close loops")
    done(root, "close", "loops")
    done(root, "fix", "loops", "no-countdown", "--change", "Added.")
    told = done(root, "start", "loops")
    assert "To verify: 1/no-countdown" in told
    assert data(root, 2)["round"] == 2


def test_a_round_beyond_the_plan_is_named(tmp_path: Path) -> None:
    root = loops(tmp_path, *[f"lesson: loops\nround: {number}\nverdict: needs-revision\n" for number in (1, 2, 3)])
    assert "the course's policy plans 3 rounds at most" in done(root, "start", "loops")


# -- moves


def test_a_finding_goes_its_way_over_two_rounds(tmp_path: Path) -> None:
    root = loops(tmp_path, HEAD + FINDINGS)
    done(root, "close", "loops", "--verdict", "major-revision", "--rationale", "It cannot be followed.")
    done(root, "fix", "loops", "no-countdown", "--change", "A countdown opens it.", *DAY)
    done(root, "decline", "loops", "1/typo", "--reason", "It is a name.", *DAY)
    done(root, "start", "loops", *DAY)
    done(root, "verify", "loops", "no-countdown", "--evidence", "Line one counts down.", *DAY)
    done(root, "reopen", "loops", "typo", "--reason", "It is no name.", *DAY)
    done(root, "fix", "loops", "typo", "--change", "Corrected.", *DAY)
    first, second = data(root), data(root, 2)
    assert (first["verdict"], first["rationale"]) == ("major-revision", "It cannot be followed.")
    day = "2026-03-01"
    assert first["fixes"] == [
        {"finding": "no-countdown", "status": "fixed", "change": "A countdown opens it.", "date": day},
        {"finding": "typo", "status": "declined", "reason": "It is a name.", "date": day},
    ]
    assert second["verification"] == [
        {"finding": "1/no-countdown", "status": "verified", "evidence": "Line one counts down.", "date": day},
        {"finding": "1/typo", "status": "reopened", "evidence": "It is no name.", "date": day},
    ]
    assert second["fixes"] == [{"finding": "1/typo", "status": "fixed", "change": "Corrected.", "date": day}]


def test_a_late_fix_stands_before_the_round_that_goes_on(tmp_path: Path) -> None:
    """So the reviewer of that round can verify it, and the verdict counts it as fixed."""
    root = loops(tmp_path, f"{HEAD}{FINDINGS}verdict: major-revision\n", "lesson: loops\nround: 2\n")
    for finding in ("no-countdown", "long-table"):
        done(root, "fix", "loops", finding, "--change", "Done.")
    done(root, "verify", "loops", "no-countdown", "--evidence", "Seen.")
    assert [fix["finding"] for fix in data(root)["fixes"]] == ["no-countdown", "long-table"]
    told = done(root, "close", "loops")
    assert "Round 2 of loops: pass, with 1 polish finding open." in told
    assert "note: fixed, and not verified: 1/long-table" in told


def test_a_fix_may_be_verified_at_once_and_broken_again(tmp_path: Path) -> None:
    root = loops(tmp_path, f"{HEAD}{FINDINGS}verdict: major-revision\n")
    done(root, "fix", "loops", "typo", "--change", "Corrected.")
    done(root, "reopen", "loops", "typo", "--reason", "It is back.")
    done(root, "fix", "loops", "typo", "--change", "Corrected again.")
    done(root, "verify", "loops", "typo", "--evidence", "Gone.")
    done(root, "reopen", "loops", "typo", "--reason", "It is back once more.")
    refused(
        review(root, "fix", "loops", "typo", "--change", "And again."),
        "round 1 cannot say any more of `1/typo`", "start the next round",
    )  # fmt: skip
    done(root, "start", "loops")
    done(root, "fix", "loops", "typo", "--change", "And again.")
    assert "1/typo  polish  fixed" in done(root, "show", "loops", "typo")


def test_a_fix_keeps_its_sections_fresh(tmp_path: Path) -> None:
    root = loops(tmp_path)
    done(root, "start", "loops")
    done(root, "add", "loops", *GIVEN, "--section", "hook")
    done(root, "close", "loops")
    plan = root / "planning/basics/loops.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("a hundred times", "ten times"), encoding="utf-8")
    assert "section `hook` changed" in done(root, "status", "loops")
    done(root, "fix", "loops", "long-opening", "--change", "Fewer.")
    assert "changed" not in done(root, "status", "loops")
    assert done(root, "gate")
    plan.write_text(plan.read_text(encoding="utf-8").replace("Three times", "Twice"), encoding="utf-8")
    shut = review(root, "gate")
    assert shut.exit_code == 1
    assert "reviews/loops/round-1.yaml  loops: section `check-1` changed since round 1 passed" in shut.stdout
    done(root, "accept", "loops", "--reason", "Only a number.", *DAY)
    assert review(root, "gate").exit_code == 0
    assert data(root)["accepted"] == [{"reason": "Only a number.", "sections": ["check-1"], "date": "2026-03-01"}]
    refused(
        review(root, "accept", "loops", "--reason", "Again."), "nothing has changed in `loops`", "nothing to accept"
    )


def test_a_fix_names_other_sections_that_it_changed(tmp_path: Path) -> None:
    root = loops(tmp_path)
    done(root, "start", "loops")
    done(root, "add", "loops", *GIVEN, "--section", "hook")
    done(root, "close", "loops")
    refused(
        review(root, "fix", "loops", "long-opening", "--change", "Cut.", "--section", "chek-1"),
        "the lesson has no section `chek-1`", "did you mean `check-1`?",
    )  # fmt: skip
    plan = root / "planning/basics/loops.yaml"
    text = plan.read_text(encoding="utf-8").replace("a hundred times", "often").replace("Three times", "Twice")
    plan.write_text(text, encoding="utf-8")
    done(root, "fix", "loops", "long-opening", "--change", "Cut.", "--section", "check-1")
    assert review(root, "gate").exit_code == 0


GIVEN = (
    *("--severity", "polish", "--title", "Long opening", "--issue", "It drags."),
    *("--student-impact", "They yawn.", "--suggested-fix", "Cut it."),
)


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (("verify", "loops", "typo", "--evidence", "x"), "`1/typo` cannot become verified: it is open", "it can become fixed (the author: `review fix --change`), or declined"),
        (("decline", "loops", "no-countdown", "--reason", "x"), "it is open, and it is critical", "it can become fixed"),
        (("reopen", "loops", "typo", "--reason", "x"), "cannot become reopened: it is open", "fixed"),
        (("fix", "loops", "tipo", "--change", "x"), "`loops` has no finding `tipo`", "did you mean `typo`?"),
        (("fix", "loops", "2/typo", "--change", "x"), "`loops` has no finding `2/typo`", "did you mean `1/typo`?"),
        (("fix", "loops", "../../etc", "--change", "x"), "has no finding", "review show loops"),
        (("fix", "lops", "typo", "--change", "x"), "no lesson `lops`", "did you mean `loops`?"),
        (("fix", "../loops", "typo", "--change", "x"), "no lesson `../loops`", ""),
        (("fix", "loops", "typo"), "--change is missing", '--change "…"'),
        (("fix", "loops", "typo", "--change", " "), "the change is empty", ""),
        (("fix", "loops", "typo", "--change", "a\x1bb"), "holds the character U+001B", "remove it"),
        (("fix", "loops", "typo", "--change", "x" * 30_000), "the change has 30,000 characters", "shorter"),
        (("fix", "loops", "typo", "--change", "x", "--date", "tomorrow"), "`tomorrow` is no day", "2026-02-21"),
        (("start", "variables"), "only a record of what was taught", "kind `lesson`"),
        (("show", "lops"), "no lesson `lops`", "loops"),
        (("status", "lops"), "no lesson `lops`", "loops"),
        (("gate", "--changed-since", "no-such-branch"), "is in no git repository", "clone"),
        (("gate", "--changed-since", "--output=x"), "git finds no commit `--output=x`", "a branch"),
        (("clse", "loops"), "no command `review clse`", "did you mean `close`?"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_refusals_say_what_to_do_and_change_nothing(
    tmp_path: Path, words: tuple[str, ...], message: str, help: str
) -> None:
    root = loops(tmp_path, HEAD + FINDINGS)
    (root / "planning/course.yaml").write_text(course("variables, loops").partition("\n")[2])
    (root / "planning/basics/variables.yaml").write_text(record("variables", "loop mentioned").partition("\n")[2])
    refused(review(root, *words), message, help)
    assert round_text(root) == HEAD + FINDINGS


def test_one_id_in_two_rounds_has_to_be_told_apart(tmp_path: Path) -> None:
    root = loops(tmp_path, f"{HEAD}{FINDINGS}verdict: major-revision\n", f"lesson: loops\nround: 2\n{FINDINGS}")
    refused(review(root, "fix", "loops", "typo", "--change", "x"), "several rounds", "`1/typo` or `2/typo`")
    done(root, "fix", "loops", "2/typo", "--change", "x")


# -- close


@pytest.mark.parametrize(
    ("findings", "words", "told"),
    [
        ("findings: []\n", (), "Round 1 of loops: pass, with no finding open."),
        (FINDINGS, (), "needs-revision, with 1 critical, 1 improvement and 1 polish findings open"),
        (FINDINGS, ("--verdict", "major-revision"), "major-revision, with"),
        (FINDINGS.replace("improvement", "critical"), (), "major-revision, with 2 critical and 1 polish findings open"),
    ],
    ids=["nothing open", "the milder", "the stricter", "no choice"],
)
def test_the_verdict_follows_from_what_is_open(
    tmp_path: Path, findings: str, words: tuple[str, ...], told: str
) -> None:
    root = loops(tmp_path, HEAD + findings)
    assert told in done(root, "close", "loops", *words)
    assert run("--root", root, "check", "--select", "REV001").exit_code == 0


def test_a_verdict_that_the_policy_does_not_allow_is_refused(tmp_path: Path) -> None:
    root = loops(tmp_path, HEAD + FINDINGS)
    refused(
        review(root, "close", "loops", "--verdict", "pass"),
        "the verdict cannot be `pass`: with 1 critical, 1 improvement and 1 polish findings open: 1/no-countdown, 1/long-table, 1/typo",
        "close with what it says",
    )
    done(root, "close", "loops")
    refused(review(root, "close", "loops"), "round 1 of `loops` is closed", "review start loops")


def test_on_a_terminal_a_choice_is_asked_for_and_a_missing_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = loops(tmp_path, HEAD + FINDINGS)
    for module in (review_options, review_rounds):
        monkeypatch.setattr(module, "is_interactive", lambda: True)
    monkeypatch.setattr("click.prompt", lambda question, **_: "major-revision" if "verdict" in question else "Said.")
    assert "Round 1 of loops: major-revision" in done(root, "close", "loops")
    done(root, "fix", "loops", "typo")
    assert data(root)["fixes"][0]["change"] == "Said."


# -- every command that changes something


@pytest.mark.parametrize(
    "words",
    [
        ("start", "loops"),
        ("add", "loops", *GIVEN, "--section", "hook"),
        ("fix", "loops", "typo", "--change", "x"),
        ("decline", "loops", "typo", "--reason", "x"),
        ("verify", "loops", "long-table", "--evidence", "x"),
        ("reopen", "loops", "long-table", "--reason", "x"),
        ("close", "loops"),
        ("accept", "loops", "--reason", "x"),
    ],
    ids=lambda words: words[0],
)
def test_a_dry_run_shows_the_change_and_makes_none(tmp_path: Path, words: tuple[str, ...]) -> None:
    fixes = "fixes: [{finding: long-table, status: fixed, change: Cut.}]\n"
    verdict = "verdict: needs-revision\n" if words[0] == "start" else ""
    root = loops(tmp_path, f"{HEAD}# mine\n{FINDINGS}{fixes}{verdict}")
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    result = review(root, *words, *(() if words[0] in ("add", "close") else DAY), "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(
        ("--- a/reviews/loops/round-1.yaml\n+++ b/", "--- /dev/null\n+++ b/reviews/loops/round-2.yaml\n")
    )
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before
    done(root, *words)
    after = {file: file.read_bytes() for file in root.rglob("*.yaml")}
    assert after != {file: text for file, text in before.items() if file.suffix == ".yaml"}
    assert "# mine\n" in round_text(root)


def test_a_torn_round_of_a_lesson_keeps_the_gate_shut(tmp_path: Path) -> None:
    root = loops(
        tmp_path,
        f"{HEAD}{FINDINGS}verdict: pass\n",
        'lesson: loops\nround: 2\nfindings: []\nverdict: pass\nrationale: "half',
    )
    shut = review(root, "gate")
    assert shut.exit_code == 1
    assert "reviews/loops/round-2.yaml  loops: line 5 of round 2 cannot be read" in shut.stdout
    refused(review(root, "fix", "loops", "typo", "--change", "x"), "round-2.yaml:5", "")


def test_a_course_without_reviews(tmp_path: Path) -> None:
    root = loops(tmp_path)
    assert "never reviewed" in done(root, "status")
    assert "loops has not been reviewed yet" in done(root, "show", "loops")
    assert "0 findings in 0 rounds" in done(root, "stats")
    shut = review(root, "gate")
    assert (shut.exit_code, "loops: it is built and was never reviewed" in shut.stdout) == (1, True)
    assert "The gate is shut by 1 lesson." in done(root, "report")
    refused(review(root, "add", "loops", *GIVEN, "--section", "hook"), "it has no round yet", "review start loops")
    refused(review(root, "accept", "loops", "--reason", "x"), "has no round of review yet", "review start loops")
    assert not (root / "reviews").exists()
