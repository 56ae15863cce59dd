"""The starter's lesson, spoilt in one place at a time: each fault has its own code at its line, and nothing else is reported."""

from pathlib import Path

import pytest

from lesson_pipeline.scaffold.course import new_course
from lesson_pipeline.testing import check_folder, places

PLAN = "planning/numbers/running-totals.yaml"
PAGE = "lessons/running-totals.md"
NEXT = "planning/numbers/averages.yaml"

Found = set[tuple[str, int, str]]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new course; each test puts its page in the place of the sound one."""
    root = tmp_path_factory.mktemp("starter") / "course"
    new_course(root).write(root)
    return root


LINES = (Path(__file__).parents[1] / "lesson_pipeline/scaffold/starter" / PAGE).read_text(encoding="utf-8").splitlines()


def spoilt(root: Path, lines: list[str]) -> Found:
    """What is reported of a page, at which line of which file."""
    (root / PAGE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return places(check_folder(root).diagnostics)


def at(text: str, lines: list[str] = LINES, after: int = 0) -> int:
    """The index of the first line that is this text."""
    return lines.index(text, after)


def end_of(start: int) -> int:
    """The index of the line that closes the block which begins at one."""
    colons = LINES[start][: len(LINES[start]) - len(LINES[start].lstrip(":"))]
    return at(colons, after=start)


def without(first: int, last: int) -> list[str]:
    return [*LINES[:first], *LINES[last + 1 :]]


def blocks(*names: str) -> list[int]:
    """The indexes at which blocks of some names begin."""
    return [index for index, line in enumerate(LINES) if line.startswith(":::") and _name(line) in names]


def _name(line: str) -> str:
    return line.partition("{")[2].partition("}")[0]


def _title(index: int) -> str:
    return f"{index + 1} {LINES[index].lstrip(':').strip()}"


def around(index: int) -> int:
    """The index of the heading or block that holds a block."""
    colons = len(LINES[index]) - len(LINES[index].lstrip(":"))
    for above in range(index - 1, -1, -1):
        line = LINES[above]
        opens = line.startswith(":::") and "{" in line and end_of(above) > index
        if line.startswith("## ") or (opens and len(line) - len(line.lstrip(":")) > colons):
            return above
    raise AssertionError(index)


def test_the_starter_is_clean(starter: Path) -> None:
    assert spoilt(starter, LINES) == set()


# -- what is planned


MISSING = {"example": "LES005", "misconception": "LES003"}


@pytest.mark.parametrize("index", blocks("example", "misconception"), ids=_title)
def test_an_element_s_block_cut(starter: Path, index: int) -> None:
    here = (PAGE, around(index) + 1, MISSING[_name(LINES[index])])
    realized = LINES[index + 1].startswith(":realizes:")
    also = {(PAGE, around(index) + 1, "LES004")} if realized else set()
    assert spoilt(starter, without(index, end_of(index))) == {here} | also


@pytest.mark.parametrize("index", [at for at, line in enumerate(LINES) if line.startswith(":realizes:")], ids=_title)
def test_what_a_block_delivers_beside_its_own_cut(starter: Path, index: int) -> None:
    heading = max(at for at, line in enumerate(LINES[:index]) if line.startswith("## "))
    assert spoilt(starter, without(index, index)) == {(PAGE, heading + 1, "LES004")}


@pytest.mark.parametrize("index", blocks("negative-example"), ids=_title)
def test_a_negative_example_cut(starter: Path, index: int) -> None:
    assert spoilt(starter, without(index, end_of(index))) == {(PAGE, around(index) + 1, "LES021")}


@pytest.mark.parametrize("index", blocks("misconception", "example", "check", "question"), ids=_title)
def test_a_block_s_id_misspelt(starter: Path, index: int) -> None:
    line = LINES[index]
    changed = f"{line[:-1]}9" if line[-1].isdigit() else f"{line[:-2]}{line[-1]}{line[-2]}"
    found = spoilt(starter, [*LINES[:index], changed, *LINES[index + 1 :]])
    assert (PAGE, index + 1, "SCH012") in found
    rest = {code for _, _, code in found} - {"SCH012"}
    assert rest <= ({"LES006"} if line[-1].isdigit() else set()), (
        "a slip counts as what was meant; another number does not"
    )


# -- checks


@pytest.mark.parametrize("index", blocks("check"), ids=_title)
def test_a_check_cut(starter: Path, index: int) -> None:
    cut = without(index, end_of(index))
    following = next(at for at, line in enumerate(cut) if at >= index and line.startswith("## "))
    assert spoilt(starter, cut) == {(PAGE, following + 1, "LES006")}


@pytest.mark.parametrize("index", blocks("question"), ids=_title)
def test_a_question_cut(starter: Path, index: int) -> None:
    assert spoilt(starter, without(index, end_of(index))) == {(PAGE, around(index) + 1, "LES006")}


@pytest.mark.parametrize("index", blocks("answer"), ids=_title)
def test_an_answer_cut(starter: Path, index: int) -> None:
    assert spoilt(starter, without(index, end_of(index))) == {(PAGE, around(index) + 1, "LES007")}


@pytest.mark.parametrize("index", blocks("answer"), ids=_title)
def test_an_answer_laid_open(starter: Path, index: int) -> None:
    inside = LINES[index + 1 : end_of(index)]
    opened = [*LINES[:index], *inside, *LINES[end_of(index) + 1 :]]
    assert spoilt(starter, opened) == {(PAGE, index + 1, "LES007")}


# -- sections

HEADINGS = [index for index, line in enumerate(LINES) if line.startswith("## ")]
SECTIONS = [(start, end - 1) for start, end in zip(HEADINGS, [*HEADINGS[1:], len(LINES)], strict=True)]


def _before(start: int) -> int:
    """The index of what a missing section is missed before: the next heading, or a check that comes sooner."""
    later = [at for at in (*HEADINGS, *blocks("check")) if at > start]
    return min(later, default=len(LINES) - 1)


@pytest.mark.parametrize("start", HEADINGS, ids=_title)
def test_a_heading_cut(starter: Path, start: int) -> None:
    assert spoilt(starter, without(start, start)) == {(PAGE, _before(start), "LES001")}


@pytest.mark.parametrize("start", HEADINGS, ids=_title)
def test_a_heading_s_id_cut(starter: Path, start: int) -> None:
    title = LINES[start].partition(" {#")[0]
    assert spoilt(starter, [*LINES[:start], title, *LINES[start + 1 :]]) == {(PAGE, start + 1, "LES001")}


@pytest.mark.parametrize("start", HEADINGS, ids=_title)
def test_a_heading_s_id_misspelt(starter: Path, start: int) -> None:
    line = LINES[start]
    slip = f"{line[:-3]}{line[-2]}{line[-3]}}}"
    assert spoilt(starter, [*LINES[:start], slip, *LINES[start + 1 :]]) == {(PAGE, start + 1, "SCH012")}


@pytest.mark.parametrize(("start", "end"), SECTIONS, ids=[_title(start) for start, _ in SECTIONS])
def test_a_whole_section_cut(starter: Path, start: int, end: int) -> None:
    cut = without(start, end)
    found = spoilt(starter, cut)
    line = start + 1 if start < len(cut) else max(index for index, text in enumerate(cut) if text) + 1
    checks = [index for index in blocks("check") if start <= index <= end]
    assert found == {(PAGE, line, "LES001")} | {(PAGE, line, "LES006") for _ in checks}


@pytest.mark.parametrize("first", range(len(SECTIONS) - 1), ids=lambda first: _title(HEADINGS[first]))
def test_two_sections_swapped(starter: Path, first: int) -> None:
    (start, middle), (after, end) = SECTIONS[first], SECTIONS[first + 1]
    later = LINES[after : end + 1]
    swapped = [*LINES[:start], *later, *([""] if later[-1] else []), *LINES[start : middle + 1], *LINES[end + 1 :]]
    spoilt(starter, swapped)
    diagnostics = check_folder(starter).diagnostics
    found = {item for item in places(diagnostics) if item[2] not in BY_WORDS}
    for item in diagnostics:  # the section that moved is listed first, its checks behind it
        follows = [
            related for related in item.related if related.message.startswith("LES002") and item.code != "LES002"
        ]
        found |= {(related.path, related.span.line, "LES002") for related in follows[:1]}
    moves = start if len(_named_in(start, middle)) <= len(_named_in(after, end)) else after
    assert found == {(PAGE, at(LINES[moves], swapped) + 1, "LES002")}, "the fewest move, and their checks with them"


BY_WORDS = {"LES008", "LES009"}
"""What a lesson in another order uses before it teaches it is a matter of other rules."""


def _named_in(start: int, end: int) -> list[int]:
    """The indexes of the headings and checks of a stretch: the sections that move together."""
    return [index for index in (*HEADINGS, *blocks("check")) if start <= index <= end]


# -- fences


@pytest.mark.parametrize("index", [at for at, line in enumerate(LINES) if line.startswith(":::")], ids=_title)
def test_a_fence_cut(starter: Path, index: int) -> None:
    is_opening = "{" in LINES[index]
    [(path, line, code)] = spoilt(starter, without(index, index))
    assert (path, code) == (PAGE, "LES019")
    if is_opening:  # what closed it closes nothing now
        assert line == end_of(index)
    else:
        assert index in {end_of(line - 1)}
