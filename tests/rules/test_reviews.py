"""REV beyond the examples of its texts."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.testing import check_folder
from tests.small import course, file, found, lesson, review, small, told

FIRST = "reviews/loops/round-1.yaml"
CRITICAL = "{id: no-countdown, severity: critical, title: Nobody sees a loop run}"
IMPROVEMENT = "{id: two-new-words, severity: improvement, title: Two words are new in one sentence}"
POLISH = "{id: typo, severity: polish, title: A word is misspelt}"
ALL = f"findings: [{CRITICAL}, {IMPROVEMENT}, {POLISH}]\n"


def one(root: Path, *blocks: str) -> Diagnostic:
    [fault] = found(root, "REV001", lesson("loops"), *blocks)
    return fault


def silent(root: Path, *blocks: str) -> None:
    assert found(root, "REV001", lesson("loops"), *blocks) == []


# -- one round


def test_polish_never_blocks(tmp_path: Path) -> None:
    silent(tmp_path, review("loops", 1, f"findings: [{POLISH}]\nverdict: pass\n"))


@pytest.mark.parametrize("verdict", ["needs-revision", "major-revision"])
def test_with_one_critical_the_reviewer_may_say_either(tmp_path: Path, verdict: str) -> None:
    silent(tmp_path, review("loops", 1, f"{ALL}verdict: {verdict}\n"))


def test_with_one_critical_the_lesson_does_not_pass_and_nothing_is_chosen_for_the_reviewer(tmp_path: Path) -> None:
    fault = one(tmp_path, review("loops", 1, f"{ALL}verdict: pass  # <- REV001\n"))
    assert fault.message == (
        "the verdict is `pass`, but with 1 critical, 1 improvement and 1 polish findings open "
        "the course's policy says `needs-revision` or `major-revision`"
    )
    assert [related.message for related in fault.related] == [
        "open critical finding: Nobody sees a loop run",
        "open improvement finding: Two words are new in one sentence",
    ]
    assert (fault.pointer, fault.fix) == ("/verdict", None)


@pytest.mark.parametrize(
    ("findings", "written", "right"),
    [
        (f"[{POLISH}]", "needs-revision", "pass"),
        ("[]", "major-revision", "pass"),
        (f"[{IMPROVEMENT}]", "pass", "needs-revision"),
        (f"[{IMPROVEMENT}]", "major-revision", "needs-revision"),
        (f"[{CRITICAL}, {CRITICAL.replace('no', 'wrong', 1)}]", "needs-revision", "major-revision"),
    ],
)
def test_where_one_verdict_is_right_it_can_be_written(tmp_path: Path, findings: str, written: str, right: str) -> None:
    fault = one(tmp_path, review("loops", 1, f"findings: {findings}\nverdict: {written}  # <- REV001\n"))
    assert fault.help.startswith(f"write `{right}`")
    assert fault.fix is not None
    assert fault.fix.label == f"write `{right}`"


def test_what_is_done_about_a_round_s_own_findings_comes_after_its_verdict(tmp_path: Path) -> None:
    done = (
        "fixes: [{finding: two-new-words, status: fixed}]\nverification: [{finding: two-new-words, status: verified}]\n"
    )
    silent(tmp_path, review("loops", 1, f"findings: [{IMPROVEMENT}]\n{done}verdict: needs-revision\n"))


def test_a_round_without_a_verdict_is_not_judged(tmp_path: Path) -> None:
    silent(tmp_path, review("loops", 1, ALL))


# -- several rounds


def fixed(*ids: str) -> str:
    return f"fixes: [{', '.join(f'{{finding: {id}, status: fixed}}' for id in ids)}]\n"


def test_what_an_earlier_round_left_open_counts(tmp_path: Path) -> None:
    fault = one(
        tmp_path,
        review("loops", 1, ALL + fixed("no-countdown")),
        review("loops", 2, "verification: [{finding: 1/no-countdown, status: verified}]\nverdict: pass  # <- REV001\n"),
    )
    assert "with 1 improvement and 1 polish findings open" in fault.message
    [related] = fault.related
    assert (related.path, related.message) == (
        FIRST,
        "open improvement finding of round 1: Two words are new in one sentence",
    )
    assert "`1/two-new-words`" in fault.help


def test_a_fix_that_did_not_hold_is_open_again(tmp_path: Path) -> None:
    fault = one(
        tmp_path,
        review("loops", 1, f"findings: [{IMPROVEMENT}]\n" + fixed("two-new-words")),
        review("loops", 2, "verification: [{finding: 1/two-new-words, status: verified}]\nverdict: pass\n"),
        review(
            "loops", 3, "verification: [{finding: 1/two-new-words, status: reopened}]\nverdict: pass  # <- REV001\n"
        ),
    )
    assert [related.message for related in fault.related] == [
        "open improvement finding of round 1, reopened in round 3: Two words are new in one sentence"
    ]


def test_what_is_declined_is_not_open(tmp_path: Path) -> None:
    silent(
        tmp_path,
        review(
            "loops",
            1,
            f"findings: [{IMPROVEMENT}]\nfixes: [{{finding: two-new-words, status: declined, reason: Both are needed.}}]\n",
        ),
        review("loops", 2, "verdict: pass\n"),
    )


def test_an_entry_that_names_no_finding_is_shown_and_nothing_is_guessed(tmp_path: Path) -> None:
    fault = one(
        tmp_path,
        review("loops", 1, f"findings: [{IMPROVEMENT}]\n" + fixed("two-new-words")),
        review(
            "loops",
            2,
            "verification: [{finding: 1/two-words, status: reopened}]\nverdict: needs-revision  # <- REV001\n",
        ),
    )
    assert [related.message for related in fault.related] == ["names no finding, so it does not count"]
    assert fault.fix is None


def test_every_round_is_judged_by_what_was_known_when_it_closed(tmp_path: Path) -> None:
    silent(
        tmp_path,
        review("loops", 1, f"findings: [{CRITICAL}]\n{fixed('no-countdown')}verdict: major-revision\n"),
        review("loops", 2, f"findings: [{IMPROVEMENT}]\n{fixed('two-new-words')}verdict: needs-revision\n"),
        review("loops", 3, f"findings: [{POLISH}]\nverdict: pass\n"),
    )


# -- what could not be read


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("findings: [{id: a, severity: critical", "SCH001"),
        ("findings: [{id: a, severity: dreadful, title: A}]", "SCH003"),
        ("findings: [{id: a, title: A}]", "SCH003"),
        ("findings: none", "SCH003"),
        ("findings: [5]", "SCH003"),
        ("problems: [{id: a, severity: critical, title: A}]", "SCH003"),
        ("fixes: [{finding: a, status: forgotten}]", "SCH003"),
        ("verification: [{status: verified}]", "SCH003"),
    ],
)
def test_a_round_of_which_something_could_not_be_read_silences_it_and_what_follows(
    tmp_path: Path, line: str, code: str
) -> None:
    broken = review("loops", 2, f"verdict: needs-revision\n{line}\n")
    small(lesson("loops"), review("loops", 1, "verdict: major-revision\n"), broken, review("loops", 3, "verdict: needs-revision\n")).write(tmp_path)  # fmt: skip
    faults = check_folder(tmp_path, ["SCH001", "SCH003", "REV001"]).diagnostics
    assert [(item.path, item.code) for item in faults] == [
        (FIRST, "REV001"), ("reviews/loops/round-2.yaml", code),
    ], told(faults)  # fmt: skip


@pytest.mark.parametrize("line", ["findings: []", "mood: good", "date: soon", "reviewer: 5", "findigns: []"])
def test_another_slip_in_its_file_hides_nothing(tmp_path: Path, line: str) -> None:
    small(lesson("loops"), review("loops", 1, f"{line}\nverdict: major-revision\n")).write(tmp_path)
    faults = check_folder(tmp_path, ["SCH003", "REV001"]).diagnostics
    assert "REV001" in {item.code for item in faults}, told(faults)


# -- the course's policy


def judged(root: Path, policy: str, findings: str, verdict: str) -> list[str]:
    small(
        course("loops", f"policy: {policy}\n"),
        lesson("loops"),
        review("loops", 1, f"findings: {findings}\nverdict: {verdict}\n"),
    ).write(root)
    return [item.code for item in check_folder(root, ["SCH001", "SCH003", "REV001"]).diagnostics]


@pytest.mark.parametrize(
    "policy",
    [
        "{verdicts: {pass_up_to: many}}",
        "{verdicts: {pass_up_to: {improvement: many}}}",
        "{verdicts: {major_revision_from: {critical: 0}}}",
        "{verdicts: {pass_when: {improvement: 1}}}",
        "{verdicts: {pass_up_to: {major: 1}}}",
        "{verdicts: [pass]}",
    ],
)
def test_where_the_policy_could_not_be_read_no_verdict_is_judged(tmp_path: Path, policy: str) -> None:
    assert judged(tmp_path, policy, f"[{IMPROVEMENT}]", "pass") == ["SCH003"]


def test_a_misspelt_threshold_is_read_as_it_was_meant(tmp_path: Path) -> None:
    assert judged(tmp_path, "{verdicts: {pass_upto: {improvement: 1}}}", f"[{IMPROVEMENT}]", "pass") == ["SCH003"]
    faults = judged(tmp_path, "{verdicts: {pass_upto: {improvement: 1}}}", f"[{IMPROVEMENT}]", "needs-revision")
    assert sorted(faults) == ["REV001", "SCH003"]


@pytest.mark.parametrize(
    ("torn", "codes"),
    [
        ("policy: {max_new: 3\n", ["SCH001"]),
        ("policy:\n  verdicts:\n    pass_up_to: {critical: 0\n", ["SCH001"]),
        ("policy: {verdicts: {pass_up_to: {improvement: 0}}}\nstyle: [\n", ["SCH001", "REV001"]),
    ],
)
def test_a_torn_course_file_judges_only_by_what_was_read(tmp_path: Path, torn: str, codes: list[str]) -> None:
    small(
        file("planning/course.yaml", f"course: c\ntitle: C\nseries: []\n{torn}"),
        lesson("loops"),
        review("loops", 1, f"findings: [{IMPROVEMENT}]\nverdict: pass\n"),
    ).write(tmp_path)
    assert [item.code for item in check_folder(tmp_path, ["SCH001", "REV001"]).diagnostics] == codes


@pytest.mark.parametrize(("finding", "help"), [(CRITICAL, "fix it, or say"), (POLISH, "fix or decline it, or say")])
def test_what_is_critical_is_not_to_be_declined(tmp_path: Path, finding: str, help: str) -> None:
    passed_over = review("loops", 1, f"findings:\n  - {finding}  # <- REV009\nverdict: needs-revision\n")
    last = review("loops", 2, "verdict: needs-revision\n")
    [fault] = found(tmp_path, "REV009", lesson("loops"), passed_over, last)
    assert fault.help.startswith(help)
