"""A new concept stands at its place in the right registry, and takes nothing from another one."""

from pathlib import Path

import pytest

from lesson_pipeline.engine.load import load
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.scaffold.concept import ConceptRequest, NewConcept, new_concept
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.small import course, file, lesson, record, small, told

REGISTRY = "planning/concepts.yaml"


def draft(root: Path, request: ConceptRequest) -> NewConcept:
    return new_concept(load(discover(root)), request, all_rules(), Policy())


def write(root: Path, registry: str | None, *blocks: str) -> Path:
    """A course with a registry as it stands, or with none."""
    small(course("one"), record("one"), *blocks).write(root)
    (root / REGISTRY).unlink()
    if registry is not None:
        (root / REGISTRY).write_bytes(registry.encode())
    return root


def added(root: Path, request: ConceptRequest) -> str:
    """The text of the registry with the new concept; a check must find nothing in it."""
    made = draft(root, request)
    made.draft.write(root)
    report = check_folder(root)
    assert told(item for item in report.diagnostics if item.path == made.file) == ""
    text = (root / made.file).read_bytes().decode()
    assert f"{request.id}:" in text.splitlines()[made.line - 1]
    return text


FULL = ConceptRequest("loop", "For loop", "Runs: once # each", ("for loop", "loop: all"), "term")
PLAIN = ConceptRequest("loop")


@pytest.mark.parametrize(
    ("before", "request_", "after"),
    [
        (
            "concepts:\n  list:\n    name: List\n",
            FULL,
            "concepts:\n  list:\n    name: List\n  loop:\n    kind: term\n    name: For loop\n"
            '    summary: "Runs: once # each"\n    terms: [for loop, "loop: all"]\n',
        ),
        ("concepts: {}\n", PLAIN, "concepts:\n  loop:\n    name: Loop\n"),
        ("# yaml\nconcepts:\n", PLAIN, "# yaml\nconcepts:\n  loop:\n    name: Loop\n"),
        ("# nothing yet", PLAIN, "# nothing yet\nconcepts:\n  loop:\n    name: Loop\n"),
        ("", PLAIN, "concepts:\n  loop:\n    name: Loop\n"),
        ("waivers: []\n", PLAIN, "waivers: []\nconcepts:\n  loop:\n    name: Loop\n"),
        (None, PLAIN, "concepts:\n  loop:\n    name: Loop\n"),
        # one line for each
        ("concepts:\n  list: {name: List}\n", PLAIN, "concepts:\n  list: {name: List}\n  loop: {name: Loop}\n"),
        ("concepts: {list: {name: List}}\n", PLAIN, "concepts: {list: {name: List}, loop: {name: Loop}}\n"),
        # in order, and not
        (
            "concepts:\n  # of a\n  a: {name: A}\n  # of z\n  z: {name: Z}\n",
            PLAIN,
            "concepts:\n  # of a\n  a: {name: A}\n  loop: {name: Loop}\n  # of z\n  z: {name: Z}\n",
        ),
        (
            "concepts:\n  x: {name: X}\n  z: {name: Z}\n",
            PLAIN,
            "concepts:\n  loop: {name: Loop}\n  x: {name: X}\n  z: {name: Z}\n",
        ),
        (
            "concepts:\n  z: {name: Z}\n  x: {name: X}\n",
            PLAIN,
            "concepts:\n  z: {name: Z}\n  x: {name: X}\n  loop: {name: Loop}\n",
        ),
        # as the others stand
        (
            "concepts:\n  b:\n    name: B\n\n  a:\n    name: A\nwaivers: []\n",
            PLAIN,
            "concepts:\n  b:\n    name: B\n\n  a:\n    name: A\n\n  loop:\n    name: Loop\nwaivers: []\n",
        ),
        (
            "concepts:\r\n    a:\r\n        name: A\r\n",
            PLAIN,
            "concepts:\r\n    a:\r\n        name: A\r\n    loop:\r\n      name: Loop\r\n",
        ),
    ],
)
def test_the_registry_differs_by_the_concept_alone(
    tmp_path: Path, before: str | None, request_: ConceptRequest, after: str
) -> None:
    assert added(write(tmp_path, before), request_) == after


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    write(tmp_path, "\ufeffconcepts:\n  a: {name: A}\n")
    assert added(tmp_path, PLAIN) == "\ufeffconcepts:\n  a: {name: A}\n  loop: {name: Loop}\n"


def test_our_own_registry(curriculum: Path) -> None:
    before = (curriculum / REGISTRY).read_text(encoding="utf-8")
    summary = "A model that finds objects that nobody has named in its training, because words of any kind can tell it what to look for."
    text = added(curriculum, ConceptRequest("zoo-animals", summary=summary))
    new = (
        "  zoo-animals:\n    name: Zoo animals\n    summary: >-\n"
        "      A model that finds objects that nobody has named in its training, because words of any kind can tell it what to\n      look for.\n"
    )
    assert text == before.rstrip("\n") + "\n" + new


@pytest.mark.parametrize("id", ["2024", "true", "null"])
def test_an_id_that_looks_like_something_else_stays_an_id(tmp_path: Path, id: str) -> None:
    added(write(tmp_path, "concepts:\n  a: {name: A}\n"), ConceptRequest(id))
    assert id in load(discover(tmp_path)).curriculum.registry


# -- which registry

OWN = file("planning/basics/concepts.yaml", "concepts: {a: {name: A}}\n")
OTHER = file("planning/other/concepts.yaml", "concepts: {b: {name: B}}\n")


def test_the_courses_own_registry_comes_first(tmp_path: Path) -> None:
    assert draft(write(tmp_path, "concepts: {}\n", OWN), PLAIN).file == REGISTRY


def test_a_single_registry_of_a_module_will_do(tmp_path: Path) -> None:
    assert draft(write(tmp_path, None, OWN), PLAIN).file == "planning/basics/concepts.yaml"


def test_of_several_one_must_be_named(tmp_path: Path) -> None:
    write(tmp_path, None, OWN, OTHER)
    with pytest.raises(PipelineError, match="several modules") as error:
        draft(tmp_path, PLAIN)
    assert "`basics`, `other`" in error.value.help
    made = draft(tmp_path, ConceptRequest("loop", module="basics"))
    assert made.draft.texts() == {"planning/basics/concepts.yaml": "concepts: {a: {name: A}, loop: {name: Loop}}\n"}


def test_a_module_can_get_a_registry(tmp_path: Path) -> None:
    write(tmp_path, "concepts: {}\n")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/concepts.schema.json").write_text("{}")
    assert added(tmp_path, ConceptRequest("loop", module="basics")) == (
        "# yaml-language-server: $schema=../../schemas/concepts.schema.json\nconcepts:\n  loop:\n    name: Loop\n"
    )


# -- what it changes, and what is refused


def test_words_that_prose_already_says_are_told(tmp_path: Path) -> None:
    asks = "outline: [{id: c, kind: check, questions: [{id: q, prompt: What is a loop?, tests: []}]}]\n"
    write(tmp_path, "concepts: {}\n", lesson("one", asks))
    assert [item.code for item in draft(tmp_path, PLAIN).outcome.elsewhere] == ["SEQ002"]
    assert draft(tmp_path, ConceptRequest("loop", "Something else")).outcome.elsewhere == ()


TAKEN = "concepts:\n  list: {name: List}\n  while-loop: {name: While loop, terms: [while loop, repetition]}\n"


@pytest.mark.parametrize(
    ("request_", "message", "help"),
    [
        (ConceptRequest("While Loop"), "cannot be the id of a concept", "`while-loop`"),
        (
            ConceptRequest("while-loop"),
            "`while-loop` (While loop) is there already: planning/concepts.yaml:3",
            "another",
        ),
        (ConceptRequest("while-loops"), "the name “While loops” already means `while-loop`", "--term"),
        (ConceptRequest("loop", terms=("loop", "Repetitions")), "the term “Repetitions” already means", "exact words"),
        (ConceptRequest("loop", terms=("->",)), "the term “->” holds no word", "words"),
        (ConceptRequest("loop", name=""), "the name is empty", "leave the option out"),
        (ConceptRequest("loop", summary="a\nb"), "the summary holds the character U+000A", "one line"),
        (ConceptRequest("loop", module="basic"), "no module `basic`", "did you mean `basics`?"),
        (ConceptRequest("loop", module="zzz"), "no module `zzz`", "`basics`"),
    ],
)
def test_a_request_that_does_not_fit_is_refused(
    tmp_path: Path, request_: ConceptRequest, message: str, help: str
) -> None:
    write(tmp_path, TAKEN)
    with pytest.raises(PipelineError) as error:
        draft(tmp_path, request_)
    assert message in str(error.value)
    assert help in error.value.help


@pytest.mark.parametrize(
    ("registry", "message"),
    [
        ("concepts:\n  a: {name: [\n", "cannot be read to its end"),
        ("concepts: [a, b]\n", "is no registry"),
        ("- a\n", "is no registry"),
    ],
)
def test_a_registry_with_faults_is_mended_first(tmp_path: Path, registry: str, message: str) -> None:
    write(tmp_path, registry)
    with pytest.raises(PipelineError, match=message):
        draft(tmp_path, PLAIN)
