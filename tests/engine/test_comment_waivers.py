"""Waivers as comments: what they set aside, what they leave, and what is said of those that do nothing."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.load import load
from lesson_pipeline.engine.waive import apply_waivers
from lesson_pipeline.places import Span
from lesson_pipeline.report.as_json import as_data
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.small import concepts, course, file, found, lesson, small

TESTS = "tests: [{concept: loop}]"


def checked(root: Path, *blocks: str, codes: str) -> Report:
    small(*blocks).write(root)
    return check_folder(root, codes.split())


def only(root: Path, *blocks: str, codes: str = "SEQ001 SCH011 SCH014") -> Diagnostic:
    """The one diagnostic that is left."""
    [diagnostic] = checked(root, *blocks, codes=codes).diagnostics
    return diagnostic


def questions(*rows: str) -> str:
    """A plan with a check; each row is a line in its list of questions."""
    body = "".join(f"      {row}\n" for row in rows)
    return lesson("a", f"outline:\n  - id: c\n    kind: check\n    questions:\n{body}")


def test_at_the_end_of_its_line(tmp_path: Path) -> None:
    plan = questions(
        f"- {{id: q0, prompt: What?, {TESTS}}}  # lp: ignore[SEQ001] It is meant to be hard.",
        f"- {{id: q1, prompt: What?, {TESTS}}}  # <- SEQ001",
    )
    found(tmp_path, "SEQ001", plan)


def test_alone_above_its_item(tmp_path: Path) -> None:
    plan = questions(
        "# lp: ignore[SEQ001] It is meant to be hard.",
        "- id: q0",
        "  prompt: What?",
        f"  {TESTS}",
        "- id: q1",
        "  prompt: What?",
        f"  {TESTS}  # <- SEQ001",
    )
    found(tmp_path, "SEQ001", plan)


def test_above_a_key_it_covers_the_whole_value(tmp_path: Path) -> None:
    plan = questions(f"- {{id: q0, prompt: What?, {TESTS}}}", f"- {{id: q1, prompt: What?, {TESTS}}}")
    plan = plan.replace("    questions:", "    # lp: ignore[SEQ001] We want to see who reads ahead.\n    questions:")
    report = checked(tmp_path, plan, codes="SEQ001 SCH011")
    assert report.diagnostics == ()
    assert len(report.waived) == 2


def test_above_the_first_key_it_does_not_cover_the_file(tmp_path: Path) -> None:
    plan = questions(f"- {{id: q0, prompt: What?, {TESTS}}}  # <- SEQ001")
    plan = plan.replace("lesson: a\n", "# lp: ignore[SEQ001] So.  # <- SCH011\nlesson: a\n")
    found(tmp_path, "SEQ001", plan)


def test_within_a_text_it_covers_what_begins_below_its_key(tmp_path: Path) -> None:
    body = """
    outline:
      - id: c
        kind: check
        # lp: ignore[SEQ002] An everyday word here.
        scenario: |
          Think of one.  # lp: ignore[SEQ002] This is text.
          A loop.
        questions: [{id: q, prompt: So?}]
    """
    report = checked(tmp_path, concepts("loop: {name: Loop}"), lesson("a", body), codes="SEQ002 SCH011")
    assert report.diagnostics == ()
    assert [(item.span.line, item.reason) for item in report.waived] == [(10, "An everyday word here.")]


def test_what_begins_before_is_not_covered(tmp_path: Path) -> None:
    body = """
    load: {notes: [  # <- SCH003
      a]}  # lp: ignore[SCH003] So.  # <- SCH011
    """
    found(tmp_path, "SCH003", lesson("a", body))


def test_names_and_codes_in_any_case_and_several(tmp_path: Path) -> None:
    plan = questions(f'- {{id: q0, prompt: "A list?", {TESTS}}}  # lp: ignore[ Check-Mentions-Untaught ,seq001] So.')
    report = checked(tmp_path, concepts("loop: {name: Loop}\nlist: {name: List}"), plan, codes="SEQ001 SEQ002 SCH011")
    assert report.diagnostics == ()
    assert {item.code for item in report.waived} == {"SEQ001", "SEQ002"}


def test_the_json_gives_the_reason(tmp_path: Path) -> None:
    plan = questions(f"- {{id: q0, prompt: What?, {TESTS}}}  # lp: ignore[SEQ001]  It is meant\tto be hard. ")
    data = as_data(checked(tmp_path, plan, codes="SEQ001"))
    assert [(item["code"], item["line"], item["reason"]) for item in data["waived"]] == [
        ("SEQ001", 8, "It is meant to be hard.")
    ]
    assert data["summary"]["waived"] == 1


@pytest.mark.parametrize("lead_in", [": ", " - ", " -- ", " — ", ":"])
def test_the_reason_may_be_set_off(tmp_path: Path, lead_in: str) -> None:
    plan = questions(f"- {{id: q0, prompt: What?, {TESTS}}}  # lp: ignore[SEQ001]{lead_in}Read-ahead: fine.")
    assert [item.reason for item in checked(tmp_path, plan, codes="SEQ001").waived] == ["Read-ahead: fine."]


def test_every_kind_of_file(tmp_path: Path) -> None:
    listed = course("a, gone  # lp: ignore[SCH010] It is being written.\n").replace("lessons: [", "lessons: [\n  ")
    registry = file(
        "planning/concepts.yaml",
        """
        concepts:
          list-index: {name: List index, terms: [index]}
          # lp: ignore[ambiguous-term] Context tells.
          loop-counter: {name: Loop counter, terms: [index]}
        """,
    )
    page = file("lessons/a.md", "---\nlesson: b  # lp: ignore[SCH008] Its old name.\n---\n# A\n")
    round_ = file("reviews/a/round-1.yaml", "# lp: ignore[SCH008] Renamed.\nlesson: b\nround: 1\ndate: 2026-01-01\n")
    report = checked(tmp_path, listed, registry, lesson("a"), page, round_, codes="SCH008 SCH010 SCH011 SCH013")
    assert report.diagnostics == ()
    assert [(item.code, item.reason) for item in report.waived] == [
        ("SCH008", "Its old name."),
        ("SCH013", "Context tells."),
        ("SCH010", "It is being written."),
        ("SCH008", "Renamed."),
    ]


def test_another_file_is_not_covered(tmp_path: Path) -> None:
    one = questions(f"- {{id: q0, prompt: What?, {TESTS}}}  # <- SEQ001")
    other = lesson("b", "# lp: ignore[SEQ001] So.  # <- SCH011\noutline: [{id: c, kind: explain}]\n")
    found(tmp_path, "SEQ001", one, other)


# -- several that cover one place


def reasons(root: Path, *lines: str, row: str = "") -> list[str | None]:
    report = checked(root, questions(*lines) + row, codes="SEQ001 SCH011")
    assert [item.code for item in report.diagnostics] == ["SCH011"]
    return [item.reason for item in report.waived]


HARD = f"- {{id: q0, prompt: What?, {TESTS}}}"
ROW = "waivers: [{code: SEQ001, at: /outline/0/questions/0, reason: In a row.}]\n"


def test_the_nearest_counts_and_the_other_is_unused(tmp_path: Path) -> None:
    above, beside = "# lp: ignore[SEQ001] Above.", f"{HARD}  # lp: ignore[SEQ001] Beside."
    assert reasons(tmp_path, above, beside) == ["Beside."]
    assert reasons(tmp_path, "# lp: ignore[SEQ001] Higher.", above, HARD) == ["Above."]
    assert reasons(tmp_path, above, HARD, row=ROW) == ["Above."]
    assert reasons(tmp_path, f"{HARD}  # lp: ignore[SEQ001, SEQ001] Twice.") == ["Twice."]


def test_an_inner_one_leaves_the_rest_to_the_outer(tmp_path: Path) -> None:
    plan = questions(f"{HARD}  # lp: ignore[SEQ001] Inner.", f"- {{id: q1, prompt: What?, {TESTS}}}")
    plan = plan.replace("    questions:", "    # lp: ignore[SEQ001] Outer.\n    questions:")
    report = checked(tmp_path, plan, codes="SEQ001 SCH011")
    assert report.diagnostics == ()
    assert [item.reason for item in report.waived] == ["Inner.", "Outer."]


# -- unused


def test_an_unused_one_is_told_at_its_code(tmp_path: Path) -> None:
    fault = only(tmp_path, questions(f"{HARD}  # lp: ignore[SEQ004, SEQ001] So."), codes="SEQ001 SEQ004 SCH011")
    assert (fault.code, fault.span.line) == ("SCH011", 8)
    line = (tmp_path / fault.path).read_text().splitlines()[7]
    assert line[fault.span.column - 1 : fault.span.end_column - 1] == "SEQ004"
    assert "on this line" in fault.message


def test_an_unused_one_above_an_item_says_so(tmp_path: Path) -> None:
    plan = lesson("a", "# lp: ignore[SEQ001] So.\noutline: []\n")
    assert "in what begins below" in only(tmp_path, plan).message
    assert "in what begins below" in only(tmp_path, lesson("a", "# lp: ignore[SEQ001] So.\n")).message


def test_it_is_unused_only_if_its_rule_ran(tmp_path: Path) -> None:
    plan = lesson("a", "# lp: ignore[SEQ001, SEQ008] So.\noutline: []\n")
    assert checked(tmp_path, plan, codes="SCH011").diagnostics == ()
    assert len(checked(tmp_path, plan, codes="SCH011 SEQ008").diagnostics) == 1
    assert len(checked(tmp_path, plan, codes="SCH011 SEQ001 SEQ008").diagnostics) == 2
    retired = plan.replace("status: planned", "status: retired")
    assert checked(tmp_path, course("b"), lesson("b"), retired, codes="SCH011 SEQ001").diagnostics == ()


def test_a_broken_file_is_not_judged_but_waived_as_far_as_it_was_read(tmp_path: Path) -> None:
    plan = questions(f"{HARD}  # lp: ignore[SEQ001] So.", f"# lp: ignore[SEQ001] So.\n{HARD}", "- {id: q")
    report = checked(tmp_path, plan, codes="SCH001 SEQ001 SCH011")
    assert "SCH011" not in {item.code for item in report.diagnostics}
    assert [item.reason for item in report.waived] == ["So."]


def test_without_the_rule_on_waivers_they_waive_all_the_same(tmp_path: Path) -> None:
    report = checked(tmp_path, questions(f"{HARD}  # lp: ignore[SEQ001, SEQ004] So."), codes="SEQ001 SEQ004")
    assert (report.diagnostics, len(report.waived)) == ((), 1)


@pytest.mark.parametrize("code", ["SCH001", "SCH002", "SCH011", "SCH014"])
def test_some_faults_cannot_be_waived(tmp_path: Path, code: str) -> None:
    plan = lesson("a", f"target: x  # lp: ignore[{code}] So.\ntarget: y  # lp: ignore[{code}] So.\n")
    report = checked(tmp_path, plan, codes="SCH001 SCH002 SCH011 SCH014")
    assert report.waived == ()
    told = [item.message for item in report.diagnostics if item.code == "SCH011"]
    assert told == [f"{code} cannot be waived"] * 2


# -- without a reason, unknown, malformed


@pytest.mark.parametrize("rest", ["", "  ", ":", " --", " - "])
def test_without_a_reason_it_waives_nothing(tmp_path: Path, rest: str) -> None:
    plan = questions(f"{HARD}  # lp: ignore[SEQ001, SEQ004]{rest}")
    report = checked(tmp_path, plan, codes="SEQ001 SEQ004 SCH011 SCH014")
    assert [item.code for item in report.diagnostics] == ["SEQ001", "SCH014"]
    assert report.waived == ()
    span = report.diagnostics[1].span
    assert (tmp_path / report.diagnostics[1].path).read_text().splitlines()[7][span.column - 1] == "#"


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("SEQ0O1", "did you mean `SEQ001` (check-tests-untaught)?"),
        ("check-test-untaught", "did you mean `SEQ001` (check-tests-untaught)?"),
        ("nonsense", "`lesson-pipeline rules` lists them"),
        ("SEQ", "write the codes, with commas between them"),
        ("all", "write the codes, with commas between them"),
        ("*", "write the codes, with commas between them"),
    ],
)
def test_what_names_no_rule_is_told(tmp_path: Path, word: str, help: str) -> None:
    plan = questions(f"{HARD}  # lp: ignore[{word}, SEQ001] So.")
    fault = only(tmp_path, plan)
    assert (fault.code, fault.help) == ("SCH011", help)
    assert f"`{word}`" in fault.message
    assert fault.span.end_column - fault.span.column == len(word)


def test_a_name_of_several_rules_is_told(tmp_path: Path) -> None:
    names = [rule.name for rule in all_rules().values()]
    shared = next(name for name in names if names.count(name) > 1)
    fault = only(tmp_path, lesson("a", f"target: x  # lp: ignore[{shared}] So.\n"))
    assert fault.message == f"several rules are named `{shared}`"


@pytest.mark.parametrize(
    ("comment", "right"),
    [
        ("lp: ignore", "lp: ignore[CODE] reason"),
        ("lp: ignore everything here", "lp: ignore[CODE] reason"),
        ("lp: ignore[] So.", "lp: ignore[CODE] reason"),
        ("lp: ignore[SEQ001,] So.", "lp: ignore[SEQ001] reason"),
        ("lp: ignore[SEQ001 So.", "lp: ignore[SEQ001] reason"),
        ("lp: ignore SEQ001 So.", "lp: ignore[SEQ001] reason"),
        ("lp: ignore: SEQ001, seq002", "lp: ignore[SEQ001, SEQ002] reason"),
        ("lp: ignore(SEQ001) So.", "lp: ignore[SEQ001] reason"),
        ("lp:ignore [SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("lp:ignore[SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("lp ignore[SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("LP: Ignore[SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("lp : ignore[SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("lp - ignore SEQ001", "lp: ignore[SEQ001] reason"),
        ("lp: ignore [SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("lp: Ignore[SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("lp: disable[SEQ001] So.", "lp: ignore[SEQ001] reason"),
        ("lp: file-ignore[SEQ001]", "lp: ignore[SEQ001] reason"),
        ("lp: off", "lp: ignore[CODE] reason"),
        ("lp:", "lp: ignore[CODE] reason"),
    ],
)
def test_a_malformed_one_waives_nothing_and_is_told_the_form(tmp_path: Path, comment: str, right: str) -> None:
    report = checked(tmp_path, questions(f"{HARD}  # {comment}"), codes="SEQ001 SCH011 SCH014")
    assert [item.code for item in report.diagnostics] == ["SEQ001", "SCH011"]
    assert report.waived == ()
    fault = report.diagnostics[1]
    assert fault.help == f"write `# {right}`"
    assert fault.message.endswith("so it waives nothing")
    line = (tmp_path / fault.path).read_text().splitlines()[7]
    assert line[fault.span.column - 1 : fault.span.end_column - 1] == f"# {comment}"


# -- lesson pages


def page(body: str) -> str:
    return file("lessons/a.md", f"---\nlesson: a\n---\n{body}")


@pytest.mark.parametrize(
    ("comment", "code", "words"),
    [
        ("<!-- lp: ignore[SEQ001] So. -->", "SCH011", "nothing in what begins below is reported as SEQ001"),
        ("Text. <!-- lp: ignore[SEQ001] So. -->", "SCH011", "nothing on this line is reported as SEQ001"),
        ("<!-- lp: ignore[SEQ001] -->", "SCH014", "gives no reason"),
        ("<!-- lp: ignore[SEQ0O1] So. -->", "SCH011", "unknown rule `SEQ0O1`"),
        ("<!-- lp: ignore -->", "SCH011", "names no rule in brackets"),
        ("<!-- lp: ignore[SEQ001] So.", "SCH011", "never closed"),
    ],
)
def test_comments_of_a_page_are_judged_alike(tmp_path: Path, comment: str, code: str, words: str) -> None:
    fault = only(tmp_path, lesson("a"), page(f"# A\n\n{comment}\n"))
    assert (fault.code, fault.path, fault.span.line, fault.lesson) == (code, "lessons/a.md", 6, "a")
    assert words in fault.message


def test_a_malformed_one_of_a_page_is_told_its_own_form(tmp_path: Path) -> None:
    fault = only(tmp_path, lesson("a"), page("<!-- lp: ignore SEQ001 -->\n"))
    assert fault.help == "write `<!-- lp: ignore[SEQ001] reason -->`"


def test_code_in_a_page_is_left_alone(tmp_path: Path) -> None:
    body = "```\n<!-- lp: ignore -->\n```\n\nWrite `<!-- lp: ignore -->`.\n"
    assert checked(tmp_path, lesson("a"), page(body), codes="SCH011 SCH014").diagnostics == ()


def test_in_the_text_of_a_page_a_block_or_a_line_is_covered(tmp_path: Path) -> None:
    body = "<!-- lp: ignore[SEQ001] Block. -->\nOne\ntwo\n\nthree <!-- lp: ignore[SEQ001] Line. -->\nfour\n"
    small(lesson("a"), page(body)).write(tmp_path)
    waivers = load(discover(tmp_path)).curriculum.waivers
    reported = [
        Diagnostic("lessons/a.md", Span(line, 2, line, 3), "SEQ001", "", "", Severity.ERROR) for line in range(1, 11)
    ]
    kept, waived, _ = apply_waivers(reported, waivers, lambda _: True)
    assert [(item.span.line, item.reason) for item in waived] == [(5, "Block."), (6, "Block."), (8, "Line.")]
    assert len(kept) == 7
