"""Our own lesson on SigLIP 2, spoilt in one place at a time: each LES, NUM and NBK rule sees its fault at its line, and nothing
is reported in the whole curriculum that does not follow from it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.testing import check_folder
from tests.conftest import ROOT
from tests.page_lines import PageLines
from tests.rules.notebooks import code, words, write_notebook
from tests.small import told

PAGE, PLAN = "lessons/siglip-2.md", "planning/vision-language/siglip-2.yaml"
NOTEBOOK = "notebooks/siglip-2.ipynb"
LESSON = PageLines.read(ROOT / PAGE)
USUAL = [rule.code for rule in all_rules().values() if not rule.preview]


class Spoilt(NamedTuple):
    """A variant of the page, and the one fault that is reported of it."""

    code: str
    page: PageLines
    line: int
    title: str


def heading(id: str, page: PageLines = LESSON) -> int:
    [found] = page.with_text(f"{{#{id}}}")
    return found


def sole(*names: str) -> list[int]:
    """The blocks of some names whose element no other block delivers."""
    ids = [LESSON.argument(index) for index in LESSON.blocks(*names)]
    ids += [id for at in LESSON.with_text(":realizes:") for id in re.split(r"[:,] ?", LESSON.lines[at])[2:]]
    return [index for index in LESSON.blocks(*names) if ids.count(LESSON.argument(index)) == 1]


def changed(code: str, index: int, old: str, new: str, title: str = "") -> Spoilt:
    """A line in which one thing is another, and which is at fault for it."""
    line = LESSON.lines[index]
    assert old in line
    return Spoilt(code, LESSON.with_line(index, line.replace(old, new, 1)), index, title or f"{new} {index + 1}")


def cut(code: str, index: int, at: int) -> Spoilt:
    """A block that is not there, and the line above it that is at fault for that."""
    return Spoilt(code, LESSON.without(index, LESSON.end_of(index)), at, LESSON.title(index))


def says_more(index: int) -> bool:
    """Whether a block is the only place that names a concept which it does not show: that would be missed as well."""
    [place] = LESSON.with_text("knowledge distillation")
    return index < place < LESSON.end_of(index)


def elements() -> Iterator[Spoilt]:
    for name, missing in (("misconception", "LES003"), ("example", "LES005"), ("modality", "LES004")):
        for index in sole(name):
            if not says_more(index):
                yield cut(missing, index, LESSON.heading_of(index))
    for index in LESSON.blocks("comparison", "figure"):
        for option in LESSON.options(index):
            if re.fullmatch(r":realizes: [a-z-]+", LESSON.lines[option]):
                yield Spoilt("LES004", LESSON.without(option), LESSON.heading_of(index), LESSON.title(option))
    for index in LESSON.blocks("negative-example"):
        if not says_more(index):
            yield cut("LES021", index, LESSON.around(index)[-1])
    last = heading("next-step")
    for index in sole("example", "modality")[:2]:
        page = LESSON.moved(index, LESSON.end_of(index), last)
        yield Spoilt("LES017", page, page.lines.index(LESSON.lines[index]), LESSON.title(index))
    first = heading("two-encoders")
    for index in sole("example", "modality")[-2:]:
        page = LESSON.moved(index, LESSON.end_of(index), first)
        yield Spoilt("LES017", page, first, f"up {LESSON.title(index)}")
    kept = LESSON.argument(sole("example")[0])
    page = LESSON.with_lines_before(2, "deviations:", f"  - {{element: {kept}, reason: It is on the next page.}}")
    yield Spoilt("LES023", page, 3, f"left out and kept: {kept}")
    bullet = LESSON.with_text("Open-vocabulary detection")[0]
    yield changed("LES022", bullet, "Open-vocabulary detection", "Free detection")._replace(line=heading("other-uses"))


def checks() -> Iterator[Spoilt]:
    for index in LESSON.blocks("question")[:3]:
        yield cut("LES006", index, LESSON.around(index)[-1])
    for index in LESSON.blocks("answer")[:3]:
        yield cut("LES007", index, LESSON.around(index)[-1])
    [index] = LESSON.with_text("{check} check-3")
    before = heading("explain-siglip-2")
    page = LESSON.moved(index, LESSON.end_of(index), before)
    asked = next(at for at in page.blocks("question") if at > before)
    yield Spoilt("LES008", page, asked, "check-3 before what it asks for")


def sections() -> Iterator[Spoilt]:
    for id, following in (("hook", "explain-sigmoid-loss"), ("summarize", "next-step")):
        page = LESSON.without(heading(id))
        yield Spoilt("LES001", page, heading(following, page), f"no heading {id}")
    start, end = heading("context"), heading("recap")
    page = LESSON.moved(start, end - 1, heading("hook"))
    yield Spoilt("LES002", page, heading("context", page), "context after the recap")
    at = heading("same-model")
    yield Spoilt("LES014", LESSON.with_line(at, f"#{LESSON.lines[at]}"), at, "a heading too deep")
    at = heading("summarize")
    yield Spoilt("LES015", LESSON.with_lines_before(at, "## An afterthought", "", "So.", ""), at, "a section more")
    at = heading("two-encoders") + 1
    page = LESSON.with_lines_before(at, "", "It reminds of self-distillation.", "")
    yield Spoilt("LES009", page, at + 1, "a word too early")


def blocks() -> Iterator[Spoilt]:
    for name in ("question", "answer", "values", "negative-example", "figure", "example", "summary", "check"):
        index = LESSON.blocks(name)[0]
        yield changed("LES013", index, f"{{{name}}}", f"{{{name}s}}")
    option = LESSON.with_text(":realizes:")[1]
    yield changed("LES013", option, ":realizes:", ":realises:")
    for index in LESSON.blocks("figure")[:3]:
        yield Spoilt("LES012", LESSON.without(LESSON.options(index)[0]), index, LESSON.title(index))
    for index in (LESSON.blocks("figure")[0], LESSON.blocks("figure")[-1]):
        yield changed("LES018", index, ".svg", "-new.svg")
    index = LESSON.blocks("example")[0]
    yield Spoilt("LES019", LESSON.without(LESSON.end_of(index)), index, "an example left open")
    for old, new in (("](concept:sigmoid)", "](concept:sigmoids)"), ("](lesson:clip)", "](lesson:clop)")):
        yield changed("LES011", LESSON.with_text(old)[0], old, new)
    first = LESSON.lines.index("```python") + 1
    yield Spoilt("LES016", LESSON.with_line(first, f"{LESSON.lines[first]} ("), first, "code with a bracket too many")


def numbers() -> Iterator[Spoilt]:
    for index in LESSON.with_text("{num}`")[::6]:
        found = re.search(r"\{num\}`[^`]*= ([^`]*\d)%?`", LESSON.lines[index])
        if found and LESSON.lines[index].count(found[1]) == 1:
            other = found[1][:-1] + str((int(found[1][-1]) + 2) % 10)
            yield changed("NUM001", index, found[1], other)
    for index in LESSON.with_text("{num}`", "exp(")[:6]:
        if LESSON.lines[index].count("exp(") == 1:
            yield changed("NUM002", index, "exp(", "expo(")
    index = LESSON.blocks("values")[0]
    page = LESSON.without(index, LESSON.end_of(index))
    yield Spoilt("NUM002", page, next(at for at in page.with_text("`t * ") if at > index), "no value for t")


VARIANTS = [*elements(), *checks(), *sections(), *blocks(), *numbers()]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("curriculum")
    for folder in ("planning", "lessons"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.fixture
def root(copied: Path) -> Path:
    """The curriculum, as it is: a test may spoil the page and the plan."""
    for path in (PAGE, PLAN):
        (copied / path).write_bytes((ROOT / path).read_bytes())
    return copied


def only(root: Path, code: str, path: str, line: int, codes: list[str] = USUAL) -> None:
    """The one thing that is reported."""
    found = check_folder(root, codes).diagnostics
    assert [(item.code, item.path, item.span.line) for item in found] == [(code, path, line)], told(found)


@pytest.mark.parametrize("spoilt", VARIANTS, ids=lambda spoilt: f"{spoilt.code} {spoilt.title}")
def test_the_page_spoilt_in_one_place(root: Path, spoilt: Spoilt) -> None:
    (root / PAGE).write_text(spoilt.page.text(), encoding="utf-8")
    only(root, spoilt.code, PAGE, spoilt.line + 1)


def test_a_word_that_the_scope_excludes(root: Path) -> None:
    plan = (ROOT / PLAN).read_text(encoding="utf-8")
    allowed = "concepts: [moco, simclr, byol]\n      max_depth: mentioned\n"
    assert plan.count(allowed) == 1
    (root / PLAN).write_text(plan.replace(allowed, "concepts: [moco, simclr, byol]\n"), encoding="utf-8")
    at = heading("what-stays") + 1
    page = LESSON.with_lines_before(at, "", "MoCo does it in another way.", "")
    (root / PAGE).write_text(page.text(), encoding="utf-8")
    only(root, "LES010", PAGE, at + 2)


def test_a_gap_that_its_section_never_names(root: Path) -> None:
    """The recap says all that it says, and not what it is about."""
    start, end = heading("recap"), heading("hook")
    said = re.compile(r"contrastive loss|symmetric cross-entropy|\]\(concept:contrastive-loss\)", re.IGNORECASE)
    text = "\n".join(LESSON.lines[start:end])
    assert said.search(text)
    lines = said.sub(lambda found: "](#hook)" if found[0].startswith("]") else "formula", text).split("\n")
    page = PageLines((*LESSON.lines[:start], *lines, *LESSON.lines[end:]))
    (root / PAGE).write_text(page.text(), encoding="utf-8")
    only(root, "LES020", PAGE, start + 1)


def test_a_number_that_nothing_recomputes(root: Path) -> None:
    at = heading("what-it-buys") + 1
    before = len(check_folder(root, ["NUM003"]).diagnostics)
    page = LESSON.with_lines_before(at, "", "Then it pays, with x = 0.8571, a little.", "")
    (root / PAGE).write_text(page.text(), encoding="utf-8")
    found = check_folder(root, ["NUM003"]).diagnostics
    assert len(found) == before + 1
    assert (PAGE, at + 2) in {(item.path, item.span.line) for item in found}


# -- a notebook beside it

EXERCISES = [
    words("# Two losses"),
    words("## Exercise 1: the whole row"),
    code("import math\n\nscores = [9, 1, 2, 3]\ntotal = sum(math.exp(score) for score in scores)\nprint(total)"),
    words("The sum runs over all scores."),
    words("## Exercise 2: one cell"),
    code("def loss(score):\n    ...  # TODO: no other score is needed"),
]
NAMED = f"""notebooks:
  - path: {NOTEBOOK}
    exercises:
      - {{id: whole-row, title: The whole row, scaffold: guided}}
      - {{id: one-cell, title: One cell, scaffold: supported}}
"""


def with_notebook(root: Path, *cells: dict[str, Any]) -> dict[str, int]:
    """Writes the notebook and a plan that names it; returns the lines of the plan that do."""
    plan = (ROOT / PLAN).read_text(encoding="utf-8").rstrip("\n") + "\n" + NAMED
    (root / PLAN).write_text(plan, encoding="utf-8")
    write_notebook(root / NOTEBOOK, *cells)
    lines = plan.splitlines()
    return {
        key: next(at for at, line in enumerate(lines, 1) if key in line) for key in (NOTEBOOK, "whole-row", "one-cell")
    }


def in_notebook(root: Path, text: str) -> int:
    lines = (root / NOTEBOOK).read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if text in line)


def test_with_a_sound_notebook_nothing_is_reported(root: Path) -> None:
    with_notebook(root, *EXERCISES)
    found = check_folder(root, USUAL).diagnostics
    assert not found, told(found)


def test_a_notebook_that_is_not_there(root: Path) -> None:
    lines = with_notebook(root)
    (root / NOTEBOOK).unlink()
    only(root, "NBK001", PLAN, lines[NOTEBOOK])


def test_a_cell_that_is_no_python(root: Path) -> None:
    with_notebook(root, *EXERCISES, code("for score in scores print(score)"))
    only(root, "NBK002", NOTEBOOK, in_notebook(root, "in scores print"))


def test_a_name_before_its_definition(root: Path) -> None:
    with_notebook(root, EXERCISES[0], code("print(scores)"), *EXERCISES[1:])
    only(root, "NBK003", NOTEBOOK, in_notebook(root, "print(scores)"))


def test_an_exercise_that_gives_the_answer_away(root: Path) -> None:
    lines = with_notebook(root, *EXERCISES[:5], code("def loss(score):\n    return math.log(1 + math.exp(score))"))
    only(root, "NBK004", PLAN, lines["one-cell"])


def test_an_exercise_that_is_not_there(root: Path) -> None:
    lines = with_notebook(root, *EXERCISES[:4])
    only(root, "NBK005", PLAN, lines["one-cell"])


def test_every_rule_on_pages_numbers_and_notebooks_is_tried() -> None:
    alone = {"LES010", "LES020", "NUM003", "NBK001", "NBK002", "NBK003", "NBK004", "NBK005"}
    tried = {spoilt.code for spoilt in VARIANTS} | alone
    assert tried == {code for code in all_rules() if code.startswith(("LES", "NUM", "NBK"))}
