"""Every line of the table of causes (docs/causes.md): what shows under a cause is listed under the first that fires."""

from pathlib import Path

import pytest

from lesson_pipeline.engine.causes import CAUSES
from lesson_pipeline.testing import check_folder
from tests.rules.pages import page
from tests.small import file, lesson, record, small

UNTAUGHT = """
type: build
prerequisites: [{concept: loop, requires: introduced, status: ok}]
scope: {covers: [Steps], excludes: [{text: No loops, concepts: [loop]}]}
load: {new: [{cluster: Loops, concepts: [loop]}]}
connections: [{concept: loop, to: [loop]}]
teaches: [{concept: loop, depth: introduced}]
outline:
  - {id: s, kind: explain, uses: [loop]}
  - {id: c, kind: check, questions: [{id: q1, prompt: How?, tests: [{concept: loop}]}]}
  - {id: d, kind: check, scenario: About a loop., questions: [{id: q1, prompt: How?}]}
"""
CIRCLE = """
prerequisites: [{concept: array, requires: introduced}]
outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: introduced}]}]
"""
TOO_SHALLOW = """
prerequisites: [{concept: loop, requires: developed, status: ok}]
teaches: [{concept: loop, depth: developed}]
outline:
  - {id: s, kind: explain, teaches: [{concept: loop, depth: introduced}]}
  - {id: c, kind: check, questions: [{id: q1, prompt: How?, tests: [{concept: loop, depth: developed}]}]}
"""
UNPROVEN = """
teaches: [{concept: loop, depth: developed}]
outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: developed}]}]
"""

WRITTEN_TOO_EARLY = """
outline:
  - {id: s, kind: explain, teaches: [{concept: loop, depth: introduced}]}
  - {id: e, kind: elaborate}
  - {id: c, kind: check, questions: [{id: q1, prompt: How?, tests: [{concept: loop}]}]}
"""
CHECK = ":::::{check} c\n::::{question} q1\nHow?\n::::\n:::::\n\n"

EXCLUDED = """
scope: {covers: [Steps], excludes: [{text: No loops, concepts: [loop]}]}
outline: [{id: s, kind: explain, content: A loop runs., teaches: [{concept: loop, depth: introduced}]}]
"""

SECTIONS = """
prerequisites: [{concept: loop, requires: developed}]
gaps: [{concept: loop, size: small, resolution: Recall it., in: [gone]}]
misconceptions: [{id: m, belief: So., negative_example: No., in: [gone]}]
examples: [{id: e, polarity: positive, in: [gone]}, {id: f, polarity: positive, in: [gone]}]
modalities: [{id: v, kind: visual, in: [gone]}]
outline: [{id: gone, kind: explain, title: Gone}, {id: here, kind: explain}, {id: c, kind: check}]
"""
GONE = "## Gone\n\n## Here {#here}\n\n:::{example} f\nSo.\n:::\n\n:::{check} c\nSo.\n:::\n"
ASTRAY = """
outline:
  - {id: c, kind: check, questions: [{id: q1, prompt: How?}, {id: q2, prompt: Why?}]}
  - {id: d, kind: check, questions: [{id: q3, prompt: Who?}]}
"""
IN_D = """
::::{check} c
:::{question} q1
How?
:::
::::

::::{check} d
:::{question} q2
Why?
:::
:::{question} q3
Who?
:::
::::
"""

SHOWN = """
misconceptions: [{id: m, concept: loop, belief: So., in: [s]}]
outline: [{id: r, kind: recap}, {id: s, kind: explain, teaches: [{concept: loop, depth: introduced}]}]
"""
GAP = "gaps: [{concept: loop, size: small, resolution: Recall it., in: [s]}]\n"
UNSHOWN = "## R {#r}\n\nSo.\n\n## S {#s}\n\nIt runs.\n"

CASES = {
    "unnamed": (
        [
            record("r", "loop introduced"),
            lesson("a", SHOWN.partition("outline")[1] + SHOWN.partition("outline")[2] + GAP),
            page(UNSHOWN),
        ],
        {"LES020", "LES022"},
    ),
    "element, a misconception": ([lesson("a", SHOWN), page(UNSHOWN)], {"LES003", "LES022"}),
    "element, a modality": (
        [
            lesson("a", SHOWN.replace("misconceptions", "modalities").replace("belief: So.", "kind: visual")),
            page(UNSHOWN),
        ],
        {"LES004", "LES022"},
    ),
    "element, an example": (
        [lesson("a", SHOWN.replace("misconceptions", "examples").replace("belief", "what")), page(UNSHOWN)],
        {"LES005", "LES022"},
    ),
    "element, moved up": (
        [lesson("a", SHOWN), page(UNSHOWN.replace("So.", ":::{misconception} m\nA loop never ends.\n:::"))],
        {"LES017", "LES009", "LES022"},
    ),
    "section, and what it delivers": (
        [record("r", "loop introduced"), lesson("a", SECTIONS), file("lessons/a.md", GONE)],
        {"LES001", "LES003", "LES004", "LES005", "LES015", "LES017", "LES020"},
    ),
    "section, of checks alone": (
        [
            lesson("a", "misconceptions: [{id: m, belief: So., in: [c]}]\noutline: [{id: c, kind: check}]\n"),
            file("lessons/a.md", "Nothing.\n"),
        ],
        {"LES003", "LES006"},
    ),
    "misplaced": ([lesson("a", ASTRAY), file("lessons/a.md", IN_D)], {"LES006", "SCH012"}),
    "excluded": (
        [lesson("a", EXCLUDED), page("## S {#s}\n\nA loop runs.\n")],
        {"SCO001", "SCO002", "LES010"},
    ),
    "untaught": (
        [lesson("a", UNTAUGHT), page("## S {#s}\n\n" + CHECK + ":::{check} d\nAbout a loop.\n:::\n")],
        {"CON002", "LOAD002", "PRE003", "PRE004", "SCO002", "SEQ001", "SEQ002", "SEQ003", "TGT001", "LES008", "LES010"},
    ),
    "untaught, in the body": (
        [lesson("a", "outline: [{id: s, kind: explain, uses: [loop]}]\n"), page("## S {#s}\n\nA loop runs.\n")],
        {"SEQ003", "LES009"},
    ),
    "order": (
        [lesson("a", WRITTEN_TOO_EARLY), page(f"## E {{#e}}\n\nA loop.\n\n{CHECK}## S {{#s}}\n\nA loop.\n")],
        {"LES008", "LES002", "LES009"},
    ),
    "section": (
        [lesson("a", WRITTEN_TOO_EARLY), page(f"## E {{#e}}\n\nA loop.\n\n{CHECK}")],
        {"LES001", "LES008", "LES009"},
    ),
    "too-shallow, and not taught at all": (
        [
            record("r", "loop introduced"),
            lesson("a", TOO_SHALLOW.replace(", teaches: [{concept: loop, depth: introduced}]", "")),
        ],
        {"PRE003", "PRE004", "SEQ004", "TGT001"},
    ),
    "untaught, in a circle": (
        [
            lesson("a", CIRCLE),
            lesson(
                "b",
                "prerequisites: [{concept: loop, requires: introduced}]\n"
                "outline: [{id: s, kind: explain, teaches: [{concept: array, depth: introduced}]}]\n",
            ),
        ],
        {"PRE003", "SEQ005"},
    ),
    "too-shallow": (
        [
            record("r", "loop introduced"),
            lesson("a", TOO_SHALLOW),
            page("## S {#s}\n\nA loop runs.\n\n" + CHECK),
        ],
        {"PRE003", "PRE004", "SEQ004", "TGT003", "LES008"},
    ),
    "unchecked": (
        [lesson("a", UNPROVEN + "examples: [{id: e, polarity: positive, concept: loop}]\n")],
        {"SEQ009", "TGT004"},
    ),
    "unexampled": (
        [
            lesson(
                "a",
                UNPROVEN.replace(
                    "}]}]\n",
                    "}]}, {id: c, kind: check, questions: [{id: q, prompt: How?, tests: [{concept: loop}]}]}]\n",
                ),
            )
        ],
        {"EXA004", "TGT004"},
    ),
}


def _first(codes: set[str], cause: str) -> str:
    return next(code for code in CAUSES[cause][1] if code in codes)


@pytest.mark.parametrize("name", CASES)
def test_one_is_reported_and_the_others_are_listed_under_it(tmp_path: Path, name: str) -> None:
    files, codes = CASES[name]
    small(*files).write(tmp_path)
    [fault] = check_folder(tmp_path, codes).diagnostics
    assert fault.code == _first(codes, name.partition(",")[0])
    followers = {related.message.split()[0] for related in fault.related if "follows from it" in related.message}
    assert followers == codes - {fault.code}


def test_every_pair_of_the_table_is_tried() -> None:
    tried: dict[str, set[str]] = {}
    for name, (_, codes) in CASES.items():
        tried.setdefault(name.partition(",")[0], set()).update(codes)
    assert tried == {cause: set(codes) for cause, (_, codes) in CAUSES.items() if len(codes) > 1}
