"""What a fault of shape says, where it points, and what is read in its place."""

from typing import Any, NamedTuple

import pytest

from lesson_pipeline.schema.validate import validate
from lesson_pipeline.source.document import Document
from tests.schema.examples import EXAMPLES
from tests.source.documents import read, text_at

HEAD = "lesson: clip\ntitle: CLIP\n"
KINDS_OF_SECTION = "context, recap, hook, explain, check, explore, elaborate, practice, summarize, next-step"


class Told(NamedTuple):
    """One fault, and the text that it points at."""

    text: str
    pointer: str
    message: str
    help: str


def checked(text: str, kind: str = "lesson-plan") -> Document:
    document = read(text)
    validate(document, kind)
    return document


def told(document: Document) -> list[Told]:
    assert {fault.code for fault in document.faults} <= {"SCH003"}
    return [Told(text_at(document, fault.span), fault.pointer, fault.message, fault.help) for fault in document.faults]


# each: the file's text, what is pointed at, the JSON Pointer, the message, the help or its beginning

ON_THE_KEY: dict[str, tuple[str, Told]] = {
    "unknown": (
        HEAD + "colour: red\n",
        Told("colour", "/colour", "`colour` is not a key of a lesson plan", "remove it; known here: lesson, kind, title, type,"),
    ),
    "misspelt": (
        HEAD + "prerequisits: []\n",
        Told("prerequisits", "/prerequisits", "`prerequisits` is not a key of a lesson plan", "did you mean `prerequisites`?"),
    ),
    "unknown below": (
        HEAD + "load:\n  new: []\n  colour: red\n",
        Told("colour", "/load/colour", "`colour` is not a key of a load", "remove it; known here: new, previous, notes"),
    ),
    "unknown in an item": (
        HEAD + "gaps: [{concept: a, colour: red}]\n",
        Told("colour", "/gaps/0/colour", "`colour` is not a key of a gap", "remove it; known here: concept, size, resolution, in"),
    ),
    "of another kind of section": (
        HEAD + "outline: [{id: a, kind: hook, questions: []}]\n",
        Told("questions", "/outline/0/questions", "`questions` is not a key of a section", "remove it; known here: id, kind, title,"),
    ),
    "with a slash": (
        HEAD + "a/b~c: 1\n",
        Told("a/b~c", "/a~1b~0c", "`a/b~c` is not a key of a lesson plan", "remove it;"),
    ),
}  # fmt: skip

ON_THE_VALUE: dict[str, tuple[str, Told]] = {
    "not one of the choices": (
        HEAD + "type: hard\n",
        Told("hard", "/type", "`type` cannot be `hard`", "write one of: stretch, build, consolidate"),
    ),
    "choice misspelt": (
        HEAD + "type: strech\n",
        Told("strech", "/type", "`type` cannot be `strech`", "did you mean `stretch`? It is one of: stretch, build, consolidate"),
    ),
    "choice in a list": (
        HEAD + "delivery: [page, podcast]\n",
        Told("podcast", "/delivery/1", "this entry of `delivery` cannot be `podcast`", "write one of: page, notebook, project"),
    ),
    "number for a choice": (
        HEAD + "outline: [{id: a, kind: 5}]\n",
        Told("5", "/outline/0/kind", "`kind` cannot be the number 5", f"write one of: {KINDS_OF_SECTION}"),
    ),
    "list for a choice": (
        HEAD + "status: [built]\n",
        Told("[built]", "/status", "`status` cannot be a list", "write one of: planned, built, retired"),
    ),
    "number for text": (
        "lesson: clip\ntitle: 1984\n",
        Told("1984", "/title", "`title` must be text, but YAML reads this as the number 1984", "put it in quotes"),
    ),
    "truth value for text": (
        HEAD + "target: true\n",
        Told("true", "/target", "`target` must be text, but YAML reads this as the truth value true", "put it in quotes"),
    ),
    "number in a list of texts": (
        HEAD + "scope: {covers: [1, two]}\n",
        Told("1", "/scope/covers/0", "this entry of `covers` must be text, but YAML reads this as the number 1", "put it in quotes"),
    ),
    "list for text": (
        HEAD + "target: [a, b]\n",
        Told("[a, b]", "/target", "`target` must be text, not a list", "Target: what the student can do afterwards, in one sentence."),
    ),
    "text for a list": (
        HEAD + "prerequisites: softmax\n",
        Told("softmax", "/prerequisites", "`prerequisites` must be a list, not text", "Prerequisites: what the lesson needs,"),
    ),
    "mapping for a list": (
        HEAD + "outline:\n  id: a\n  kind: hook\n\ntype: build\n",
        Told("id: a\n  kind: hook", "/outline", "`outline` must be a list, not a mapping", "Outline: the sections of the lesson"),
    ),
    "text for a mapping": (
        HEAD + "outline:\n  - recap\n",
        Told("recap", "/outline/0", "this entry of `outline` must be a mapping (`key: value`), not text", "Section: "),
    ),
    "text for a truth value": (
        HEAD + "teaches: [{concept: a, depth: b, core: yes}]\n",
        Told("yes", "/teaches/0/core", "`core` must be true or false, not text", "Core: true for a concept"),
    ),
    "empty text": (
        "lesson: clip\ntitle: ''\n",
        Told("''", "/title", "`title` must not be empty", "Title: title of the lesson."),
    ),
    "no slug": (
        "lesson: CLIP, part 2\ntitle: A\n",
        Told("CLIP, part 2", "/lesson", "`CLIP, part 2` does not have the form of an identifier",
             "write `clip-part-2`: lower-case letters and digits, joined by single hyphens"),
    ),
    "no slug in a list": (
        HEAD + "connections: [{concept: a, to: [soft_max]}]\n",
        Told("soft_max", "/connections/0/to/0", "`soft_max` does not have the form of an identifier",
             "write `soft-max`: lower-case letters and digits, joined by single hyphens"),
    ),
    "nothing to make a slug of": (
        HEAD + "connections: [{concept: '…'}]\n",
        Told("'…'", "/connections/0/concept", "`…` does not have the form of an identifier", "Identifier: lower-case letters and digits"),
    ),
    "slug with a line break": (
        "lesson: |\n  clip\ntitle: A\n",
        Told("|\n  clip", "/lesson", "`clip⏎` does not have the form of an identifier", "write `clip`: lower-case"),
    ),
    "slug too long": (
        f"lesson: {'a' * 101}\ntitle: A\n",
        Told("a" * 101, "/lesson", "`lesson` has more than 100 characters", "Identifier: lower-case letters"),
    ),
    "no rule code": (
        HEAD + "waivers: [{code: SEQ2}]\n",
        Told("SEQ2", "/waivers/0/code", "`SEQ2` does not have the form of a rule code", "Rule code: the code of the rule"),
    ),
    "no pointer": (
        HEAD + "waivers: [{code: SEQ002, at: outline}]\n",
        Told("outline", "/waivers/0/at", "`outline` does not have the form of a place", "Place: JSON Pointer to the value at fault"),
    ),
    "not a mapping at all": (
        "- clip\n",
        Told("- clip", "", "the file must be a mapping (`key: value`), not a list", "Lesson plan: one lesson plan:"),
    ),
}  # fmt: skip

ON_THE_CONTAINER: dict[str, tuple[str, Told]] = {
    "missing at the top": (
        "title: CLIP\ntype: build\n",
        Told("title", "", "a lesson plan lacks `lesson`", "add `lesson:` (slug of the lesson, equal to the file name)"),
    ),
    "missing in an item": (
        HEAD + "misconceptions:\n  - id: a\n    why: b\n",
        Told("id", "/misconceptions/0", "a misconception lacks `belief`", "add `belief:` (the wrong belief, as a student would say it)"),
    ),
    "missing in brackets": (
        HEAD + "gaps: [{size: small}]\n",
        Told("size", "/gaps/0", "a gap lacks `concept`", "add `concept:` (id of the concept)"),
    ),
    "missing in an empty item": (
        HEAD + "gaps: [{}]\n",
        Told("{}", "/gaps/0", "a gap lacks `concept`", "add `concept:` (id of the concept)"),
    ),
    "no value for a choice": (
        HEAD + "type:\nstatus: built\n",
        Told("type", "/type", "`type` has no value", "give it one of: stretch, build, consolidate, or remove the key"),
    ),
    "no value for the kind of a section": (
        HEAD + "outline:\n  - kind:\n    id: a\n",
        Told("kind", "/outline/0/kind", "`kind` has no value", f"give it one of: {KINDS_OF_SECTION}, or remove the key"),
    ),
    "no value for a list": (
        HEAD + "outline:\n",
        Told("outline", "/outline", "`outline` has no value", "give it a list, or remove the key"),
    ),
    "no value for text": (
        HEAD + "target: ~\n",
        Told("target", "/target", "`target` has no value", "give it text, or remove the key"),
    ),
}  # fmt: skip

CASES = {
    f"{on}: {name}": case
    for on, cases in (("key", ON_THE_KEY), ("value", ON_THE_VALUE), ("container", ON_THE_CONTAINER))
    for name, case in cases.items()
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_fault_points_at_what_is_wrong_and_says_what_to_do(text: str, expected: Told) -> None:
    [found] = told(checked(text))
    assert found[:3] == expected[:3]
    assert found.help.startswith(expected.help)


OTHERS: dict[str, tuple[str, str, Told]] = {
    "course, list too short": (
        "course", "course: a\ntitle: A\nseries: []\ndepths: {known: a, scale: [a]}\n",
        Told("[a]", "/depths/scale", "`scale` needs at least 2 entries", "Levels: names of the levels"),
    ),
    "course, entry twice": (
        "course", "course: a\ntitle: A\nseries: []\ndepths: {known: a, scale: [a, b, a]}\n",
        Told("[a, b, a]", "/depths/scale", "`scale` has the same entry twice", "Levels: names of the levels"),
    ),
    "course, number too small": (
        "course", "course: a\ntitle: A\nseries: []\npolicy: {max_new: 0}\n",
        Told("0", "/policy/max_new", "`max_new` must be at least 1", "New clusters per lesson: most clusters"),
    ),
    "course, text for a number": (
        "course", "course: a\ntitle: A\nseries: []\npolicy: {fading: {introduced: soon}}\n",
        Told("soon", "/policy/fading/introduced", "`introduced` must be a whole number, not text", "Lessons: how many lessons"),
    ),
    "course, a severity that is none": (
        "course", "course: a\ntitle: A\nseries: []\npolicy: {verdicts: {choice_from: {major: 1}}}\n",
        Told("major", "/policy/verdicts/choice_from/major", "`major` is not a key of a finding threshold",
             "remove it; known here: critical, improvement, polish"),
    ),
    "course, a threshold that is always reached": (
        "course", "course: a\ntitle: A\nseries: []\npolicy: {verdicts: {major_revision_from: {critical: 0}}}\n",
        Told("0", "/policy/verdicts/major_revision_from/critical", "`critical` must be at least 1", "Critical: from so many"),
    ),
    "course, a verdict without a threshold of its own": (
        "course", "course: a\ntitle: A\nseries: []\npolicy: {verdicts: {blocked_from: {critical: 3}}}\n",
        Told("blocked_from", "/policy/verdicts/blocked_from", "`blocked_from` is not a key of a verdict policy",
             "remove it; known here: pass_up_to, choice_from, major_revision_from"),
    ),
    "course, a slug that is a number": (
        "course", "course: a\ntitle: A\nseries: [{id: s, modules: [{id: m, lessons: [1984]}]}]\n",
        Told("1984", "/series/0/modules/0/lessons/0",
             "this entry of `lessons` must be text or a mapping (`key: value`), but YAML reads this as the number 1984", "put it in quotes"),
    ),
    "concepts, no id": (
        "concepts", "concepts:\n  Cosine similarity: {name: A}\n",
        Told("Cosine similarity", "/concepts/Cosine similarity", "`Cosine similarity` cannot be an id",
             "write `cosine-similarity`: lower-case letters and digits, joined by single hyphens"),
    ),
    "concepts, nothing to make an id of": (
        "concepts", "concepts:\n  '…': {name: A}\n",
        Told("'…'", "/concepts/…", "`…` cannot be an id", "use lower-case letters and digits, joined by single hyphens"),
    ),
    "concepts, missing": (
        "concepts", "concepts:\n  softmax: {}\n",
        Told("softmax", "/concepts/softmax", "a concept lacks `name`", "add `name:` (the concept's name, as readers see it)"),
    ),
    "round, no date": (
        "review-round", "lesson: clip\nround: 1\ndate: 4 May\n",
        Told("4 May", "/date", "`4 May` does not have the form of a date", "Date: day, as YYYY-MM-DD."),
    ),
    "round, an empty place": (
        "review-round", "lesson: clip\nround: 1\nfindings: [{id: a, severity: polish, title: A, location: [{}]}]\n",
        Told("{}", "/findings/0/location/0", "this entry of `location` needs at least 1 of its keys", "Place: one place"),
    ),
    "lesson, empty reason": (
        "lesson", "deviations: [{element: a, reason: ''}]\n",
        Told("''", "/deviations/0/reason", "`reason` must not be empty", "Reason: why it was left out."),
    ),
    "lesson, unknown": (
        "lesson", "author: me\n",
        Told("author", "/author", "`author` is not a key of a lesson front matter", "remove it; known here: lesson, title,"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), OTHERS.values(), ids=OTHERS)
def test_faults_of_other_files(kind: str, text: str, expected: Told) -> None:
    [found] = told(checked(text, kind))
    assert found[:3] == expected[:3]
    assert found.help.startswith(expected.help)


def test_several_faults_of_a_file_are_told_at_once() -> None:
    document = checked("lesson: Clip\ntype: hard\nload: []\noutline:\n  - {id: a}\n  - {kind: hook, colour: red}\n")
    assert {(fault.span.line, fault.pointer) for fault in document.faults} == {
        (1, ""), (1, "/lesson"), (2, "/type"), (3, "/load"), (5, "/outline/0"), (6, "/outline/1"), (6, "/outline/1/colour"),
    }  # fmt: skip
    assert len(document.faults) == 7


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "~\n"])
def test_an_empty_file_is_told(kind: str, text: str) -> None:
    [fault] = checked(text, kind).faults
    assert (fault.code, fault.message, fault.span.line) == ("SCH003", "the file is empty", 1)
    assert fault.help.endswith(", or remove the file")


def test_a_file_that_could_not_be_read_is_not_called_empty() -> None:
    for text in ("*alias\n", "a: \x00", "@", "'"):
        document = read(text)
        before = list(document.faults)
        validate(document, "lesson-plan")
        assert document.faults == before


# -- what is read in the place of what is wrong


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (HEAD + "statuss: biult\n", {"status": "built"}),
        (HEAD + "outlin: [{id: a, knid: chek, qestions: []}]\n", {"outline": [{"id": "a", "kind": "check", "questions": []}]}),
        (HEAD + "gaps: [{concept: Soft Max, sise: smal}]\n", {"gaps": [{"concept": "soft-max", "size": "small"}]}),
        (HEAD + "delivery: [pagee, project]\n", {"delivery": ["page", "project"]}),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_read_as_it_was_meant(text: str, data: dict[str, Any]) -> None:
    document = checked(text)
    assert document.data == {"lesson": "clip", "title": "CLIP", **data}
    assert document.faults
    assert all("did you mean" in fault.help or "write `" in fault.help for fault in document.faults)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (HEAD + "type: hard\n", {"type": None}),
        (HEAD + "status: under construction\n", {"status": None}),
        (HEAD + "gaps: [softmax, {concept: a}]\n", {"gaps": [None, {"concept": "a"}]}),
        (HEAD + "outline: {id: a}\n", {"outline": None}),
        (HEAD + "status: [built]\n", {"status": None}),
    ],
)
def test_what_is_unfit_is_taken_away(text: str, data: dict[str, Any]) -> None:
    assert checked(text).data == {"lesson": "clip", "title": "CLIP", **data}


def test_places_hold_when_a_key_was_read_as_another() -> None:
    document = checked("lesson: clip\ntilte: CLIP\nlod: {nwe: [{cluster: A, concepts: [b]}], notes: c}\ntarget: here\n")
    assert document.data["load"] == {"new": [{"cluster": "A", "concepts": ["b"]}], "notes": "c"}
    assert list(document.data) == ["lesson", "title", "load", "target"]
    assert text_at(document, document.span(("title",), "key")) == "tilte"
    assert text_at(document, document.span(("load", "new", 0, "concepts", 0))) == "b"
    assert text_at(document, document.span(("load", "notes"))) == "c"
    assert text_at(document, document.span(("target",))) == "here"
    assert [fault.pointer for fault in document.faults] == ["/tilte", "/lod", "/load/nwe"]


def test_an_id_is_read_as_a_slug_with_what_stands_below() -> None:
    document = checked("concepts:\n  Soft Max: {nmae: Softmax, kind: trm}\n  loss: {name: Loss}\n", "concepts")
    assert document.data == {"concepts": {"soft-max": {"name": "Softmax", "kind": "term"}, "loss": {"name": "Loss"}}}
    assert {text_at(document, fault.span) for fault in document.faults} == {"Soft Max", "nmae", "trm"}
    assert text_at(document, document.span(("concepts", "loss", "name"))) == "Loss"


@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        ("lesson-plan", "lesson: clip\ntitel: A\ntitl: B\n", ["titel", "titl"]),
        ("lesson-plan", "lesson: clip\ntitle: A\ntitl: B\n", ["titl"]),
        (
            "concepts",
            "concepts:\n  soft-max: {name: A}\n  Soft Max: {name: B}\n  soft_max: {name: C}\n",
            ["Soft Max", "soft_max"],
        ),
    ],
)
def test_two_slips_to_one_key_are_told_once_each_and_the_first_is_read(kind: str, text: str, keys: list[str]) -> None:
    document = checked(text, kind)
    assert [text_at(document, fault.span) for fault in document.faults] == keys
    data = document.data["concepts"]["soft-max"]["name"] if kind == "concepts" else document.data["title"]
    assert data == "A"


def test_a_distant_name_is_suggested_but_not_taken() -> None:
    document = checked(HEAD + "misconception_list: []\ntype: stretching\n")
    assert "misconceptions" not in document.data
    assert document.data["type"] is None
    assert {fault.help.partition("?")[0] for fault in document.faults} == {
        "did you mean `misconceptions`",
        "did you mean `stretch`",
    }


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("title: [Draft] x\nlesson: clip\n", {"title": None}),
        ("lesson: clip\noutline: {a: [@", {"lesson": "clip", "outline": None}),
        ("lesson: clip\ngaps: 5\ngaps:\n  x: [@", {"lesson": "clip", "gaps": None}),
    ],
)
def test_a_torn_value_of_the_wrong_shape_is_taken_away_too(text: str, data: dict[str, Any]) -> None:
    assert checked(text).data == data
