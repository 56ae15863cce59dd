"""NUM: stated numbers are recomputed, in lessons and plans, and a wrong one is put right."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.check import Report, check
from lesson_pipeline.engine.fix import fix
from lesson_pipeline.engine.load import load
from lesson_pipeline.rules.recomputed import MAX_ENTRIES
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.small import file, found, lesson, small
from tests.timing import seconds

PLAN = lesson(
    "losses",
    """
    outline:
      - {id: hook, kind: hook, title: Why}
      - {id: explain-loss, kind: explain, title: The loss}
      - id: check-1
        kind: check
        questions: [{id: q1, prompt: "Which?", answer: "Both."}]
    """,
)


def page(body: str) -> str:
    return file("lessons/losses.md", "---\nlesson: losses\n---\n\n" + body)


def numbers(root: Path, *lines: str) -> list[Diagnostic]:
    """What NUM001 and NUM002 find in a page of one section."""
    return found(root, "NUM001 NUM002", PLAN, page("## The loss {#explain-loss}\n\n" + "\n".join(lines) + "\n"))


def repaired(root: Path, *blocks: str) -> dict[str, str]:
    """The files that `check --fix` changes."""
    small(*blocks).write(root)
    rules = {code: all_rules()[code] for code in ("NUM001", "NUM002")}
    return fix(load(discover(root)), lambda loaded: check(loaded, rules)).texts


@pytest.mark.parametrize(
    "content",
    [
        "-log(sigmoid(9)) = 0.000123",
        "-log(sigmoid(9)) ≈ 1.2e-4",
        "-log(sigmoid(9)) = 1.23×10^-4",
        r"-log(sigmoid(9)) = 1.23 \times 10^{-4}",
        "2**15 = 32,768",
        "1/8 = 12.5%",
        "1/8 = ~0.13",
        "14594 ≈ 14,600",
        "(1 - 0.95)**2 * -log(0.95) = 0.0025 * 0.0513 = 0.000128",
        "softmax([2, 1, 0]) = [0.67, 0.24, …]",
        "150 + 5 × 50 = 400",
        "cos(π * 0.505) = −0.016",
        "[[1, 0], [0, 2]] @ [3, 4] = [3, 8]",
    ],
)
def test_a_right_number_is_silent(tmp_path: Path, content: str) -> None:
    assert numbers(tmp_path, f"So it is {{num}}`{content}`, as computed.") == []


@pytest.mark.parametrize(
    ("content", "says", "right"),
    [
        ("log(1 + exp(-2)) = 2.13", "2.13 is stated, and `log(1 + exp(-2))` gives 0.13", "0.13"),
        ("cos(pi * 0.334) = 0.500", "0.500 is stated, and `cos(pi * 0.334)` gives 0.498", "0.498"),
        ("1/3 = 0.34", "0.34 is stated, and `1/3` gives 0.33", "0.33"),
        ("2**15 = 32,786", "32,786 is stated, and `2**15` gives 32,768", "32,768"),
        ("1/8 = 12.6%", "12.6% is stated, and `1/8` gives 12.5%", "12.5%"),
        ("0.5**13 = 1.3e-4", "1.3e-4 is stated, and `0.5**13` gives 1.2e-4", "1.2e-4"),
        ("softmax([1, 1]) = [0.5, 0.4]", "[0.5, 0.4] is stated, and `softmax([1, 1])` gives [0.5, 0.5]", "[0.5, 0.5]"),
    ],
)
def test_a_wrong_number_is_told_with_the_right_one_and_mended(
    tmp_path: Path, content: str, says: str, right: str
) -> None:
    [fault] = numbers(tmp_path / "told", f"It is {{num}}`{content}`, as traced. <!-- <- NUM001 -->")
    stated = content.rpartition("= ")[2]
    assert fault.message == says
    assert fault.help == f"write `{right}`, or correct the expression"
    line = f"It is {{num}}`{content}`, as traced."
    assert (fault.span.column, fault.span.end_column) == (
        line.index(stated) + 1,
        line.index(stated) + len(stated) + 1,
    )
    texts = repaired(tmp_path / "mended", PLAN, page(f"## The loss {{#explain-loss}}\n\n{line}\n"))
    assert texts["lessons/losses.md"].splitlines()[6] == line.replace(stated, right)


def test_the_values_used_are_told_and_where_they_stand(tmp_path: Path) -> None:
    [fault] = numbers(
        tmp_path,
        ":::{values}",
        "t = 10; s = 0.2",
        "score = t * s",
        ":::",
        "",
        "A wrong pair costs {num}`-log(sigmoid(-score)) = 2.15`. <!-- <- NUM001 -->",
    )
    assert fault.message == "2.15 is stated, and `-log(sigmoid(-score))` gives 2.13 (score = 2)"
    assert [(place.span.line, place.message) for place in fault.related] == [(9, "`score` is named here")]


def test_a_vector_of_another_length_is_told_and_not_mended(tmp_path: Path) -> None:
    [fault] = numbers(tmp_path, "It is {num}`softmax([1, 1]) = [0.5, 0.3, 0.2]`. <!-- <- NUM001 -->")
    assert fault.message.endswith("gives 2 elements and not 3: [0.5, 0.5]")
    assert fault.fix is None


def test_a_step_of_a_chain_may_be_the_wrong_one(tmp_path: Path) -> None:
    [fault] = numbers(tmp_path, "It is {num}`2 * 8 = 2 * 9 = 16`. <!-- <- NUM001 -->")
    assert fault.message == "16 is stated, and `2 * 9` gives 18"
    assert fault.fix is None


@pytest.mark.parametrize(
    ("content", "says", "help"),
    [
        ("2^3 = 8", "`^` means nothing in an expression", "write `**` for a power"),
        ("sigmiod(1) = 0.73", "there is no function `sigmiod`", "did you mean `sigmoid`?"),
        ("ln(2) = 0.69", "there is no function `ln`", "did you mean `log`?"),
        ("9**9**9 = 1", "its value is too large", ""),
        ("().__class__ = 1", "a point stands behind a name", ""),
        ("2x = 4", "it cannot be read", "write `*` between factors"),
        ("32,768 * 2 = 65,536", "a comma stands outside of brackets", "32,768 as `32768`"),
        ("log(0) = 1", "`log` has no value at 0", ""),
        ("1/0 = 1", "it divides by zero", ""),
        ("0.000123", "is stated without the expression that gives it", "write the expression before it"),
        ("2 * 3 = six", "`six` is no number", "a unit stands behind the role"),
        ("2 * 3 = 6 ms", "`6 ms` is no number", "a unit stands behind the role"),
        ("t * 2 = 20", "`t` has no value here", "name it in a block `values` of this section: `t = 10`"),
    ],
)
def test_what_cannot_be_computed_says_why(tmp_path: Path, content: str, says: str, help: str) -> None:
    [fault] = numbers(tmp_path, f"It is {{num}}`{content}`. <!-- <- NUM002 -->")
    assert says in fault.message
    assert help in fault.help


def test_names_count_in_their_section_from_where_they_stand(tmp_path: Path) -> None:
    one, other = found(
        tmp_path,
        "NUM001 NUM002",
        PLAN,
        page(
            """\
## Why {#hook}

:::{values}
t = 10
:::

Ten is {num}`t = 10`.

## The loss {#explain-loss}

Here {num}`t = 10` is out of reach, <!-- <- NUM002 -->
and {num}`late + 1 = 2` comes too early. <!-- <- NUM002 -->

:::{values}
late = 1
:::

### Below

Now {num}`late + 1 = 2` is there.
"""
        ),
    )
    assert (one.related[0].span.line, one.related[0].message) == (8, "`t` is named in another section")
    assert "name `t` in this one too" in one.help
    assert (other.related[0].span.line, other.related[0].message) == (19, "`late` is named only here")


def test_a_fault_in_a_block_of_values_is_told_once(tmp_path: Path) -> None:
    numbers(
        tmp_path,
        ":::{values}",
        "t = 10 ^ 2 <!-- <- NUM002 -->",
        "twice = 2 * t",
        "pi = 3 <!-- <- NUM002 -->",
        "just words <!-- <- NUM002 -->",
        "a = 1; a = 2 <!-- <- NUM002 -->",
        ":::",
        "",
        "So {num}`twice + t = 30` and {num}`a + 1 = 2`.",
        "",
        "Another slip is told all the same: {num}`1/0 = 1`. <!-- <- NUM002 -->",
    )


def test_a_name_that_gets_a_broken_value_loses_the_one_it_had(tmp_path: Path) -> None:
    numbers(
        tmp_path,
        *(":::{values}", "t = 10", ":::", "", "Now {num}`t = 10`.", ""),
        *(":::{values}", "t = 1/0 <!-- <- NUM002 -->", ":::", "", "Then {num}`t = 11`."),
    )


def test_an_open_block_of_values_is_no_flood_of_faults(tmp_path: Path) -> None:
    numbers(tmp_path, ":::{values}", "t = 10", "", "All of this is in it, {num}`2 + 2 = 5` too.", "", "And so on.")


def test_numbers_without_end_are_told_once(tmp_path: Path) -> None:
    roles = ["{num}`1 = 1`"] * MAX_ENTRIES
    [fault] = numbers(tmp_path, *roles, "{num}`1 = 1` <!-- <- NUM002 -->", "{num}`1 = 2`")
    assert "more than 2,000 numbers" in fault.message


def test_a_plan_states_numbers_too_and_they_are_mended(tmp_path: Path) -> None:
    plan = """
        outline:
          - id: explain-loss
            kind: explain
            title: The loss
            content: |
              :::{values}
              t = 10
              :::
            parts:
              - {id: row, title: A row, content: "It is {num}`t * 0.9 = 9.5` and {num}`t = 10`."}  # <- NUM001
          - id: check-1
            kind: check
            scenario: |
              Two pairs are scored.

              :::{values}
              s = 0.2
              :::
            questions:
              - id: q1
                prompt: What is {num}`10 * s = 2`?
                answer: >-
                  With {num}`1/4 = 0.25` in mind, the loss is
                  {num}`-log(sigmoid(-10 * s)) = 0.25`.  # <- NUM001
    """
    first, second = found(tmp_path / "told", "NUM001 NUM002", lesson("losses", plan))
    assert (first.pointer, second.pointer) == ("/outline/0/parts/0/content", "/outline/1/questions/0/answer")
    assert "(t = 10)" in first.message
    text = repaired(tmp_path / "mended", lesson("losses", plan))["planning/basics/losses.yaml"]
    assert "{num}`t * 0.9 = 9.0` and" in text
    assert "{num}`1/4 = 0.25` in mind" in text
    assert "{num}`-log(sigmoid(-10 * s)) = 2.13`" in text


def test_a_number_that_nothing_recomputes_is_told_on_request(tmp_path: Path) -> None:
    found(
        tmp_path,
        "NUM003",
        PLAN,
        page(
            """\
## Why {#hook}

A hook may say that loss = 0.693.

## The loss {#explain-loss}

:::{values}
t = 0.07
:::

The loss is $-\\log p = 0.105$ here. <!-- <- NUM003 -->
With t = 0.07 it is {num}`-log(0.9) = 0.105`, and `x = 0.333` is code.
The batch has = 32768 pairs, and = 2.7 / 8133.3 is a step. <!-- <- NUM003 -->
Each has n = 4 of them, and version 1.5 is out.

:::{answer}
It is ≈ 2.127. <!-- <- NUM003 -->
:::
"""
        ).replace("$-\\log p = 0.105$", "$-\\log p = 0.106$"),
    )


def test_a_name_without_a_value_is_told_once_for_its_section(tmp_path: Path) -> None:
    lines = "{num}`2 * t = 4` <!-- <- NUM002 -->\nand {num}`t + s = 3`\n"
    body = f"## Why {{#hook}}\n\n{lines}\n## The loss {{#explain-loss}}\n\n{lines}"
    first, second = found(tmp_path, "NUM001 NUM002", PLAN, page(body))
    assert "`t` has no value here" in first.message
    assert [item.span.line for item in first.related] == [first.span.line + 1]
    assert [item.span.line for item in second.related] == [second.span.line + 1]


def test_in_a_table_each_number_has_its_own_place(tmp_path: Path) -> None:
    rows = [
        "| a | b |",
        "| --- | --- |",
        "| {num}`1 + 1 = 2` | {num}`1 + 2 = 3` |",
        "| {num}`2 + 2 = 5` | {num}`1 + 2 = 4` |",
    ]
    body = "## The loss {#explain-loss}\n\n" + "\n".join(rows) + " <!-- <- NUM001 -->\n"
    first, second = found(tmp_path, "NUM001", PLAN, page(body))
    assert (first.span.column, second.span.column) == (rows[3].index("5") + 1, rows[3].index("4`") + 1)


def test_hostile_numbers_end_at_once_and_are_told_once(tmp_path: Path) -> None:
    matrix = "[" + ",".join(["[" + ",".join(["1"] * 15) + "]"] * 15) + "]"
    roles = "\n\n".join([f"{{num}}`sum({' @ '.join(['A'] * 90)}) = {index}`" for index in range(200)])
    body = f"## The loss {{#explain-loss}}\n\n:::{{values}}\nA = {matrix}\n:::\n\n{roles}\n"
    small(PLAN, page(body)).write(tmp_path)
    reports: list[Report] = []
    assert seconds(lambda: reports.append(check_folder(tmp_path, ["NUM001", "NUM002"]))) < 5
    [report] = reports
    assert [item.code for item in report.diagnostics] == ["NUM001", "NUM002"]
    assert "too much work" in report.diagnostics[1].message
