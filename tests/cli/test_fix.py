"""`check --fix`: what leaves no choice is mended in the text, and nothing else is touched."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import refused, run, write
from tests.small import concepts, course, file, lesson, record, review

REGISTRY = concepts(
    """
    variable: {name: Variable}
    while-loop: {name: While loop}
    for-loop: {name: For loop}
    """
)
PLAN = "planning/basics/second.yaml"
RULES = "SCH,PRE001,PRE002,PRE004"


def fixed(root: Path, body: str, *more: str, expect: int = 0) -> tuple[str, list[str]]:
    """The second lesson's text below its head once fixed, and what the command says it did."""
    blocks = (
        course("zeroth, first, second, third"),
        REGISTRY,
        record("zeroth", "variable introduced"),
        record("first", "variable developed", "while-loop introduced"),
        lesson("second", body),
        record("third", "for-loop introduced"),
    )
    write(root, *blocks, *more)
    result = run("--root", root, "check", "--fix", "--select", RULES)
    assert result.exit_code == expect, result.output
    head = lesson("second").partition("\n")[2]
    return (root / PLAN).read_text().removeprefix(head), result.stdout.partition("\n\n")[0].splitlines()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        # derived fields
        (
            "prerequisites: [{concept: while-loop, requires: introduced, has: developed, status: gap}] # mine\n",
            "prerequisites: [{concept: while-loop, requires: introduced, has: introduced, status: ok}] # mine\n",
            ["4 PRE004 write `introduced`", "4 PRE004 write `ok`"],
        ),
        (
            "student_state:\n  knows:\n    - concept: while-loop\n      depth: 'applied'   # really\n",
            "student_state:\n  knows:\n    - concept: while-loop\n      depth: 'introduced'   # really\n",
            ["7 PRE001 write `introduced`"],
        ),
        # sources
        (
            "prerequisites: [{concept: while-loop, requires: introduced, source: [third]}]\n",
            "prerequisites: [{concept: while-loop, requires: introduced, source: [first]}]\n",
            ["4 PRE002 write `first`"],
        ),
        (
            "prerequisites: [{concept: variable, requires: introduced, source: [frist]}]\n",
            "prerequisites: [{concept: variable, requires: introduced, source: [first]}]\n",
            ["4 PRE002 write `first`"],
        ),
        (
            "prerequisites: [{concept: while-loop, requires: introduced, source: [third, first, zeroth]}]\n",
            "prerequisites: [{concept: while-loop, requires: introduced, source: [first]}]\n",
            ["4 PRE002 drop `third`", "4 PRE002 drop `zeroth`"],
        ),
        (
            "prerequisites:\n  - concept: variable\n    requires: developed\n    source:\n      - zeroth\n",
            "prerequisites:\n  - concept: variable\n    requires: developed\n    source:\n      - zeroth\n      - first\n",
            ["7 PRE002 cite `first` too"],
        ),
        # misspelt names and keys
        (
            "outline: [{id: e, kind: explain, uses: [while-lop, while-lop]}]\n",
            "outline: [{id: e, kind: explain, uses: [while-loop, while-loop]}]\n",
            ["4 SCH004 write `while-loop`"],
        ),
        (
            "gaps: [{concept: variable, in: [explian]}]\noutline: [{id: explain, kind: explain}]\n",
            "gaps: [{concept: variable, in: [explain]}]\noutline: [{id: explain, kind: explain}]\n",
            ["4 SCH005 write `explain`"],
        ),
        (
            'outline:\n  - {id: e, "kinds": "expalin"}\n',
            'outline:\n  - {id: e, "kind": "explain"}\n',
            ["5 SCH003 write `kind`", "5 SCH003 write `explain`"],
        ),
        (
            "teaches: [{concept: While Loop, depth: introducd}]\n",
            "teaches: [{concept: while-loop, depth: introduced}]\n",
            ["4 SCH003 write `while-loop`", "4 SCH003 write `introduced`"],
        ),
        # unused waivers
        (
            "waivers:\n  - {code: SCH012, reason: R}\n  - {code: SEQ001, reason: R} # kept, as SEQ does not run\n  - {code: SCH004, reason: R}\n",
            "waivers:\n  - {code: SEQ001, reason: R} # kept, as SEQ does not run\n",
            ["5 SCH011 remove it", "7 SCH011 remove it"],
        ),
        (
            "# all of them\nwaivers:\n  - {code: SCH012, reason: R}\n  - {code: SCH004, reason: R}\n",
            "# all of them\n",
            ["6 SCH011 remove `waivers`", "7 SCH011 remove `waivers`"],
        ),
        (
            "target: T  # lp: ignore[SCH003] it was so\n# lp: ignore[SCH004] and this\nnarrative: N\n",
            "target: T\nnarrative: N\n",
            ["4 SCH011 remove the comment", "5 SCH011 remove the comment"],
        ),
    ],
)  # fmt: skip
def test_what_leaves_no_choice_is_mended(tmp_path: Path, before: str, after: str, said: list[str]) -> None:
    text, lines = fixed(tmp_path, before)
    assert text == after
    count = len(said)
    assert lines[0] == f"Fixed {count} fault{'' if count == 1 else 's'} in 1 file:"
    assert lines[1:] == [f"  {PLAN}:{line}" for line in said]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("outline: [{id: e, kind: explain, uses: [while]}]\n", "SCH004"),
        ("gaps: [{concept: variable, in: [check-2]}]\noutline: [{id: check-1, kind: check}]\n", "SCH005"),
        ("student_state: {knows: [{concept: for-loop, depth: introduced}]}\n", "PRE001"),
        ("prerequisites: [{concept: variable, requires: introduced, source: [third]}]\n", "PRE002"),
        ("outline: [{id: e, kind: nonsense}]\n", "SCH003"),
        ("target: T  # lp: ignore[SCH003, SEQ001] one of them may be needed\n", "SCH011"),
    ],
    ids=["not near", "another number", "taught nowhere before", "two teachers", "not near a choice", "half used"],
)  # fmt: skip
def test_what_leaves_a_choice_is_left(tmp_path: Path, body: str, code: str) -> None:
    text, lines = fixed(tmp_path, body, expect=0 if code in ("PRE001", "SCH011") else 1)
    assert text == body
    assert lines == ["There was nothing to fix."]


def test_one_of_two_near_names_is_not_chosen(tmp_path: Path) -> None:
    more = concepts(
        "cat: {name: Cat}\ncar: {name: Car}\nvariable: {name: V}\nwhile-loop: {name: W}\nfor-loop: {name: F}"
    )
    body = "outline: [{id: e, kind: explain, uses: [cas, cast]}]\n"
    text, lines = fixed(tmp_path, body, more, expect=1)
    assert text == "outline: [{id: e, kind: explain, uses: [cas, cat]}]\n"
    assert lines[1:] == [f"  {PLAN}:4 SCH004 write `cat`"]


def test_names_of_files_and_of_the_course(tmp_path: Path) -> None:
    write(
        tmp_path,
        course("frist, second", rest="policy: {fading: {introducd: 2}}\n"),
        concepts("a: {name: A, parts: [bb]}\nb: {name: B}"),
        lesson("first").replace("lesson: first", "lesson: fisrt"),
        lesson("second", "outline: [{id: hook, kind: hook}]\n"),
        file("lessons/second.md", "---\nlesson: secnd\ndeviations: [{element: hok, reason: R}]\n---\ntext\n"),
        file("reviews/second/round-1.yaml", "lesson: secondd\nround: 1\n"),
    )
    result = run("--root", tmp_path, "check", "--fix", "--select", "SCH")
    assert result.exit_code == 0, result.output
    told = [line.split(":", 1) for line in result.stdout.partition("\n\n")[0].splitlines()[1:]]
    assert sorted((path.strip(), rest.split(" ", 1)[1]) for path, rest in told) == [
        ("lessons/second.md", "SCH008 write `second`"),
        ("lessons/second.md", "SCH012 write `hook`"),
        ("planning/basics/first.yaml", "SCH008 write `first`"),
        ("planning/concepts.yaml", "SCH004 write `b`"),
        ("planning/course.yaml", "SCH003 write `introduced`"),
        ("planning/course.yaml", "SCH010 write `first`"),
        ("reviews/second/round-1.yaml", "SCH008 write `second`"),
    ]
    assert "fading: {introduced: 2}" in (tmp_path / "planning/course.yaml").read_text()


def test_what_one_fix_lays_open_is_fixed_too(tmp_path: Path) -> None:
    text, lines = fixed(tmp_path, "outline: [{id: e, kind: explain, usess: [while-lop]}]\n")
    assert text == "outline: [{id: e, kind: explain, uses: [while-loop]}]\n"
    assert [line.split(" ", 3)[3] for line in lines[1:]] == ["SCH003 write `uses`", "SCH004 write `while-loop`"]


def test_of_two_slips_to_one_key_the_first_is_mended(tmp_path: Path) -> None:
    text, lines = fixed(tmp_path, "targett: A\ntarge: B\n", expect=1)
    assert text == "target: A\ntarge: B\n"
    assert len(lines) == 2


def test_a_fix_that_would_bring_an_error_is_left_out_and_told(tmp_path: Path) -> None:
    """The depth is derived, but the sources that were right for the depth written are not enough for it."""
    body = (
        "prerequisites:\n"
        "  - {concept: variable, requires: introduced, has: introduced, source: [zeroth]}\n"
        "  - {concept: while-loop, requires: introduced, status: gap}\n"
    )
    text, lines = fixed(tmp_path, body)
    assert text == body.replace("status: gap", "status: ok")
    assert lines == [
        "Fixed 1 fault in 1 file:",
        f"  {PLAN}:6 PRE004 write `ok`",
        f"  {PLAN}:5 PRE004 not fixed: to write `developed` would bring",
        lines[3],
    ]
    assert lines[3].startswith(f"    {PLAN}:5 PRE002 the lessons cited teach `variable` only to introduced")


def test_the_rest_is_reported_and_decides_the_status(tmp_path: Path) -> None:
    write(tmp_path, course("a"), REGISTRY, lesson("a", "outline: [{id: e, kind: expalin, uses: [nonsense]}]\n"))
    result = run("--root", tmp_path, "check", "--fix", "--output-format", "concise")
    assert result.exit_code == 1
    assert "SCH003 write `explain`" in result.stdout
    assert "SCH004 no concept has the id `nonsense`" in result.stdout.partition("\n\n")[2]
    assert "1 error" in result.stdout.splitlines()[-1]


SPOILT = (course("a"), REGISTRY, lesson("a", "outline:\n  - {id: e, kind: expalin}   # really\n"))


def test_the_diff_is_shown_and_nothing_written(tmp_path: Path) -> None:
    write(tmp_path, *SPOILT)
    plan = tmp_path / "planning/basics/a.yaml"
    before = plan.read_bytes()
    result = run("--root", tmp_path, "check", "--fix", "--diff", "--select", "SCH")
    assert result.exit_code == 0
    assert plan.read_bytes() == before
    assert "Would fix 1 fault in 1 file:" in result.stderr
    assert "All clear" in result.stderr
    subprocess.run(["patch", "-p1", "-s"], input=result.stdout.encode(), cwd=tmp_path, check=True)
    assert plan.read_bytes() == before.replace(b"expalin", b"explain")


def test_a_diff_alone_means_nothing(tmp_path: Path) -> None:
    refused(
        run("--root", write(tmp_path, *SPOILT), "check", "--diff"), "--diff shows what --fix would change", "add --fix"
    )


def test_only_the_files_named_are_changed(tmp_path: Path) -> None:
    write(tmp_path, course("a, b"), REGISTRY, *(lesson(slug, "outline: [{id: e, kind: expalin}]\n") for slug in "ab"))
    plans = [tmp_path / f"planning/basics/{slug}.yaml" for slug in "ab"]
    assert run("--root", tmp_path, "check", "--fix", plans[0]).exit_code == 0
    assert ["explain" in plan.read_text() for plan in plans] == [True, False]


def test_a_program_gets_what_remains_and_nothing_else(tmp_path: Path) -> None:
    result = run("--root", write(tmp_path, *SPOILT), "check", "--fix", "--select", "SCH", "--output-format", "json")
    assert json.loads(result.stdout)["diagnostics"] == []
    assert "Fixed 1 fault" in result.stderr


def test_reports_say_what_is_fixable(tmp_path: Path) -> None:
    body = "outline:\n  - {id: e, kind: expalin}\n  - {id: f, kind: hook, uses: [nonsense]}\n"
    write(tmp_path, course("a"), REGISTRY, lesson("a", body))
    full = run("--root", tmp_path, "check").stdout
    assert full.count("fixable with --fix: write `explain`") == 1
    assert full.splitlines()[-1].endswith("1 fixable with --fix.")
    data = json.loads(run("--root", tmp_path, "check", "--output-format", "json").stdout)
    fixes = {item["code"]: item["fix"] for item in data["diagnostics"]}
    assert fixes["SCH003"] == {"label": "write `explain`"}
    assert fixes["SCH004"] is None


def test_rules_that_do_not_run_fix_nothing(tmp_path: Path) -> None:
    write(tmp_path, *SPOILT)
    result = run("--root", tmp_path, "check", "--fix", "--ignore", "SCH003")
    assert result.stdout.startswith("There was nothing to fix.")


def test_line_ends_and_marks_stay(tmp_path: Path) -> None:
    write(tmp_path, *SPOILT)
    plan = tmp_path / "planning/basics/a.yaml"
    plan.write_bytes(b"\xef\xbb\xbf" + plan.read_bytes().replace(b"\n", b"\r\n"))
    before = plan.read_bytes()
    run("--root", tmp_path, "check", "--fix")
    assert plan.read_bytes() == before.replace(b"expalin", b"explain")


def test_a_verdict_that_leaves_no_choice_is_written_and_its_rationale_left_alone(tmp_path: Path) -> None:
    body = (
        "findings: [{id: a, severity: improvement, title: The table is too long}]\n"
        'verdict: "pass"   # for now\nrationale: Close enough.\n'
    )
    write(tmp_path, lesson("loops"), review("loops", 1, body))
    result = run("--root", tmp_path, "check", "--fix", "--select", "REV")
    assert result.exit_code == 0, result.output
    text = (tmp_path / "reviews/loops/round-1.yaml").read_text()
    assert text.endswith('verdict: "needs-revision"   # for now\nrationale: Close enough.\n')


def test_a_verdict_that_leaves_a_choice_is_the_reviewer_s(tmp_path: Path) -> None:
    body = "findings: [{id: a, severity: critical, title: The table is wrong}]\nverdict: pass\n"
    write(tmp_path, lesson("loops"), review("loops", 1, body))
    file = tmp_path / "reviews/loops/round-1.yaml"
    before = file.read_text()
    result = run("--root", tmp_path, "check", "--fix", "--select", "REV")
    assert result.exit_code == 1
    assert "REV001" in result.stdout
    assert file.read_text() == before
