"""`concept merge`: two concepts become one, and what then stands twice is resolved or refused."""

from pathlib import Path

import pytest
import yaml

from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.load import load
from lesson_pipeline.engine.select import active_rules
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.refactor.merge import merge
from lesson_pipeline.refactor.references import all_files
from lesson_pipeline.refactor.rewriting import recheck
from lesson_pipeline.source.discover import discover
from tests.cli.running import refused, run, write
from tests.conftest import ROOT
from tests.small import concepts, course, file, lesson

REGISTRY = """\
gone: {name: Gone, terms: [gone, left, lefts]}
kept: {name: Kept, terms: [kept, left]}
other: {name: Other}
"""
PLAN = "planning/basics/first.yaml"


def merged(root: Path, body: str, registry: str = REGISTRY, rest: str = "") -> tuple[str, str]:
    """The plan's text after the merge, below its head, and what the command said."""
    head = lesson("first").partition("\n")[2]
    write(root, course("first", rest), concepts(registry), lesson("first", body))
    result = run("--root", root, "concept", "merge", "gone", "kept", "--force")
    assert result.exit_code == 0, result.output
    return (root / PLAN).read_text().removeprefix(head), result.output


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("misconceptions: [{id: m, belief: B, concept: gone}]\n", "misconceptions: [{id: m, belief: B, concept: kept}]\n"),
        ("outline: [{id: e, kind: explain, uses: [gone, kept, other]}]\n", "outline: [{id: e, kind: explain, uses: [kept, other]}]\n"),
        ("outline: [{id: e, kind: explain, uses: [gone, gone]}]\n", "outline: [{id: e, kind: explain, uses: [kept]}]\n"),
        (
            "student_state:\n  not_covered:\n    - text: T\n      concepts:\n        - kept # first\n        - gone # then\n",
            "student_state:\n  not_covered:\n    - text: T\n      concepts:\n        - kept # first\n",
        ),
        (
            "scope: {excludes: [{text: T, concepts: [other, kept, gone]}, {text: U, concepts: [gone]}]}\n",
            "scope: {excludes: [{text: T, concepts: [other, kept]}, {text: U, concepts: [kept]}]}\n",
        ),
        ("load: {new: [{cluster: C, concepts: [gone, kept]}]}\n", "load: {new: [{cluster: C, concepts: [kept]}]}\n"),
        (
            "load: {new: [{cluster: C, concepts: [gone, other]}, {cluster: D, concepts: [kept]}]}\n",
            "load: {new: [{cluster: C, concepts: [other]}, {cluster: D, concepts: [kept]}]}\n",
        ),
        ("connections: [{concept: other, to: [gone, kept]}]\n", "connections: [{concept: other, to: [kept]}]\n"),
        ("connections: [{concept: kept, to: [gone, other]}]\n", "connections: [{concept: kept, to: [other]}]\n"),
        ("connections: [{concept: gone, to: [other]}, {concept: kept, to: [other]}]\n", "connections: [{concept: kept, to: [other]}]\n"),
        (
            "connections: [{concept: gone, to: [other], relation: R}, {concept: kept, to: [other]}]\n",
            "connections: [{concept: kept, to: [other], relation: R}, {concept: kept, to: [other]}]\n",
        ),
        ("gaps: [{concept: gone}, {concept: other}]\n", "gaps: [{concept: kept}, {concept: other}]\n"),
    ],
)  # fmt: skip
def test_lists_in_which_the_two_meet(tmp_path: Path, before: str, after: str) -> None:
    text, _ = merged(tmp_path, before)
    assert text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "teaches:\n  - {concept: gone, depth: developed}\n  - {concept: kept, depth: introduced}\n",
            "teaches:\n  - {concept: kept, depth: developed}\n",
        ),
        (
            "teaches:\n  - {concept: gone, depth: introduced, core: true}\n  - {concept: kept, depth: introduced}\n",
            "teaches:\n  - {concept: kept, depth: introduced, core: true}\n",
        ),
        (
            "teaches:\n  - concept: gone\n    depth: introduced\n    core: true\n\n  - concept: kept\n    core: false\n    depth: developed\n",
            "teaches:\n  - concept: kept\n    core: true\n    depth: developed\n",
        ),
        (
            "prerequisites:\n  - {concept: kept, requires: introduced, reason: K}\n  - {concept: gone, requires: applied, reason: G}\n",
            "prerequisites:\n  - {concept: kept, requires: applied, reason: G}\n",
        ),
        (
            "student_state: {knows: [{concept: gone, depth: mentioned}, {concept: kept, depth: introduced}]}\n",
            "student_state: {knows: [{concept: kept, depth: introduced}]}\n",
        ),
        (
            "outline: [{id: e, kind: explain, teaches: [{concept: kept, depth: mentioned}, {concept: gone, depth: introduced}]}]\n",
            "outline: [{id: e, kind: explain, teaches: [{concept: kept, depth: introduced}]}]\n",
        ),
        (
            "outline: [{id: c, kind: check, questions: [{id: q, prompt: P, tests: [{concept: gone}, {concept: kept, depth: mentioned}]}]}]\n",
            "outline: [{id: c, kind: check, questions: [{id: q, prompt: P, tests: [{concept: kept}]}]}]\n",
        ),
    ],
)  # fmt: skip
def test_of_two_depths_the_deeper_stays_and_the_other_is_told(tmp_path: Path, before: str, after: str) -> None:
    text, said = merged(tmp_path, before)
    assert text == after
    assert said.count("is left out") == 1
    assert f"{PLAN}:" in said


def test_entry_knowledge_too(tmp_path: Path) -> None:
    rest = "entry:\n  - {concept: gone, depth: introduced}\n  - {concept: kept, depth: applied} # stays\n"
    _, said = merged(tmp_path, "", rest=rest)
    text = (tmp_path / "planning/course.yaml").read_text()
    assert "entry:\n  - {concept: kept, depth: applied} # stays\n" in text
    assert "planning/course.yaml:4: `gone` (introduced) is left out; `kept` (applied) stays" in said


@pytest.mark.parametrize(
    ("registry", "after"),
    [
        (REGISTRY, "kept: {name: Kept, terms: [kept, left, gone]}\nother: {name: Other}\n"),
        ("gone: {name: Gone}\nkept: {name: Kept}\n", "kept: {name: Kept, terms: [Kept, Gone]}\n"),
        ("gone: {name: Kepts}\nkept: {name: Kept}\n", "kept: {name: Kept}\n"),
        ("gone: {name: Gone, terms: []}\nkept: {name: Kept}\n", "kept: {name: Kept}\n"),
        (
            "kept:\n  name: Kept\n  terms:\n    - kept  # itself\n\ngone:\n  name: Gone\n  terms: [CLIP, 'a: b']\n",
            'kept:\n  name: Kept\n  terms:\n    - kept  # itself\n    - CLIP\n    - "a: b"\n',
        ),
        (
            "gone: {name: G, terms: []}\nkept: {name: K, parts: [gone, other]}\nother: {name: O}\nwhole: {name: W, parts: [gone, kept]}\n",
            "kept: {name: K, parts: [other]}\nother: {name: O}\nwhole: {name: W, parts: [kept]}\n",
        ),
        ("gone: {name: G, terms: []}\nkept: {name: K, parts: [gone]}\n", "kept: {name: K}\n"),
        (
            "gone: {name: G, terms: [], parts: [kept, other]}\nkept: {name: K, parts: [other]}\nother: {name: O}\n",
            "kept: {name: K, parts: [other]}\nother: {name: O}\n",
        ),
    ],
)  # fmt: skip
def test_the_registry_keeps_one_entry_with_the_terms_of_both(tmp_path: Path, registry: str, after: str) -> None:
    merged(tmp_path, "", registry)
    indented = "".join(f"  {line}" if line.strip() else line for line in after.splitlines(keepends=True))
    assert (tmp_path / "planning/concepts.yaml").read_text() == f"concepts:\n{indented}"


def test_a_registry_file_may_be_left_without_entries(tmp_path: Path) -> None:
    write(
        tmp_path,
        course("first"),
        concepts("kept: {name: Kept}"),
        file("planning/basics/concepts.yaml", "concepts:  # of this module\n  gone: {name: Gone}\n"),
        lesson("first", "outline: [{id: e, kind: explain, uses: [gone], content: '[it](concept:gone)'}]\n"),
        file("lessons/first.md", "[it](concept:gone)\n"),
    )
    assert run("--root", tmp_path, "concept", "merge", "gone", "kept", "--force").exit_code == 0
    assert (tmp_path / "planning/basics/concepts.yaml").read_text() == "concepts: {}  # of this module\n"
    assert "uses: [kept], content: '[it](concept:kept)'" in (tmp_path / PLAN).read_text()
    assert (tmp_path / "lessons/first.md").read_text() == "[it](concept:kept)\n"


def test_pointers_follow_what_moves(tmp_path: Path) -> None:
    body = """\
teaches:
  - {concept: kept, depth: developed}
  - {concept: gone, depth: introduced}
  - {concept: other, depth: introduced}
outline: [{id: e, kind: explain, uses: [gone, kept, other]}]
waivers:
  - {code: TGT001, at: /teaches/2, reason: moves}
  - {code: TGT001, at: "/teaches/2/concept", reason: moves too}
  - {code: TGT001, at: /teaches/1, reason: goes}
  - {code: TGT001, at: /teaches/0, reason: stays}
  - {code: SEQ003, at: /outline/0/uses/2, reason: moves}
  - {code: SEQ003, reason: everywhere}
inferred: [/teaches/1/depth]
"""
    text, _ = merged(tmp_path, body)
    data = yaml.safe_load(text)
    assert [waiver.get("at") for waiver in data["waivers"]] == [
        "/teaches/1", "/teaches/1/concept", "/teaches/0", "/outline/0/uses/1", None
    ]  # fmt: skip
    assert 'at: "/teaches/1/concept"' in text
    assert "inferred" not in data


@pytest.mark.parametrize(
    ("body", "registry", "place", "reason"),
    [
        ("gaps:\n  - {concept: kept}\n  - {concept: gone}\n", REGISTRY, f"{PLAN}:6", "a gap in each of the two"),
        ("connections: [{concept: kept, to: [gone]}]\n", REGISTRY, f"{PLAN}:4", "connects the two with each other"),
        ("connections: [{concept: gone, to: [kept]}]\n", REGISTRY, f"{PLAN}:4", "connects the two with each other"),
        (
            "load: {new: [{cluster: C, concepts: [gone]}, {cluster: D, concepts: [kept]}]}\n",
            REGISTRY,
            f"{PLAN}:4",
            "nothing is left of this cluster",
        ),
        ("", "gone: {name: G, parts: [other]}\nkept: {name: K}\nother: {name: O}", "planning/concepts.yaml:2", "made of `other`"),
    ],
)  # fmt: skip
def test_what_only_a_person_can_resolve_is_named(
    tmp_path: Path, body: str, registry: str, place: str, reason: str
) -> None:
    write(tmp_path, course("first"), concepts(registry), lesson("first", body))
    before = (tmp_path / PLAN).read_text()
    result = run("--root", tmp_path, "concept", "merge", "gone", "kept")
    refused(result, "cannot be merged yet; nothing was changed", "mend these places by hand")
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("  planning/")]
    assert line.startswith(f"  {place}: ")
    assert reason in line
    assert (tmp_path / PLAN).read_text() == before


def test_refusals(tmp_path: Path) -> None:
    write(tmp_path, course("first"), concepts(REGISTRY), lesson("first"))
    refused(run("--root", tmp_path, "concept", "merge", "gon", "kept"), "no concept has the id `gon`", "`gone`")
    refused(run("--root", tmp_path, "concept", "merge", "gone", "kep"), "no concept has the id `kep`", "`kept`")
    refused(run("--root", tmp_path, "concept", "merge", "gone", "gone"), "`gone` is one concept already", "FROM")


def test_a_merge_that_would_break_the_order_is_not_made(tmp_path: Path) -> None:
    """What the check tests is taught; what it would test then is not yet."""
    write(
        tmp_path,
        course("first, second"),
        concepts("gone: {name: Gone}\nkept: {name: Kept, parts: [late]}\nlate: {name: Late}"),
        lesson("first", "outline: [{id: e, kind: explain, teaches: [{concept: gone, depth: introduced}], uses: []}]"),
        lesson(
            "second",
            """
            prerequisites: [{concept: gone, requires: introduced, source: [first]}]
            outline: [{id: e, kind: explain, teaches: [{concept: late, depth: introduced}], uses: [gone]}]
            """,
        ),
    )
    before = {path: path.read_text() for path in tmp_path.rglob("*.yaml")}
    shown = run("--root", tmp_path, "concept", "merge", "kept", "gone", "--diff")
    assert shown.exit_code == 2  # `gone` would need the part `late`
    cyclic = tmp_path / "planning/concepts.yaml"
    cyclic.write_text(
        "concepts:\n  gone: {name: Gone, parts: [late]}\n  kept: {name: Kept, parts: [late]}\n  late: {name: Late, parts: [other]}\n  other: {name: Other}\n"
    )
    before[cyclic] = cyclic.read_text()
    result = run("--root", tmp_path, "concept", "merge", "other", "kept")
    assert result.exit_code == 1
    assert "prerequisite-cycle" in result.stderr
    assert "Nothing was changed" in result.stderr
    assert {path: path.read_text() for path in tmp_path.rglob("*.yaml")} == before


LOADED = load(discover(ROOT))
IDS = list(LOADED.curriculum.registry.concepts)


@pytest.mark.parametrize(("gone", "kept"), list(zip(IDS, IDS[7:] + IDS[:7], strict=True))[::6])
def test_of_our_own_concepts_any_two_can_be_merged_or_the_reason_is_told(gone: str, kept: str) -> None:
    try:
        new = merge(LOADED, gone, kept)
    except PipelineError as error:
        assert "cannot be merged yet" in str(error)
        return
    checked = recheck(
        LOADED, new, lambda loaded: check(loaded, active_rules())
    )  # proves that every file says what was meant
    assert gone not in checked.loaded.curriculum.registry
    assert gone not in {place.id for found in all_files(checked.loaded) for place in found.ids()}
    assert {item.code for item in checked.report.diagnostics}.isdisjoint(
        {"SCH001", "SCH002", "SCH003", "SCH004", "SCH007"}
    )


def test_a_waiver_above_a_row_that_goes_does_not_cover_the_next(tmp_path: Path) -> None:
    body = """\
# lp: ignore[TGT001] All of this comes later.
teaches:
  # the first of all
  # lp: ignore[TGT004] It is shown next week.
  - {concept: gone, depth: introduced}
  # lp: ignore[TGT004] This too.
  - concept: kept
    depth: developed
outline:
  - id: e
    kind: explain
    # lp: ignore[SEQ003] One word only.
    uses:
      # lp: ignore[SEQ003] It is on the wall.
      - gone
      - kept
"""
    registry = "other: {name: Other}\n# lp: ignore[SCH013] Old words.\ngone: {name: Gone}\nkept: {name: Kept}\n"
    after, _ = merged(tmp_path, body, registry)
    left = body
    for lines in (
        "  # lp: ignore[TGT004] It is shown next week.\n  - {concept: gone, depth: introduced}\n",
        "      # lp: ignore[SEQ003] It is on the wall.\n      - gone\n",
    ):
        left = left.replace(lines, "")
    assert after == left
    assert "lp:" not in (tmp_path / "planning/concepts.yaml").read_text()
