"""Changes of data to edits of text: the text then reads as the changed data, and nothing else in it is touched."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.places import DocPath
from lesson_pipeline.source.changes import Append, Change, Drop, Insert, Put, Rekey, Reword, changed
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.source.edits import apply
from lesson_pipeline.source.yaml_edits import yaml_edits
from lesson_pipeline.source.yaml_text import written
from tests.conftest import ROOT
from tests.source.documents import paths, sound, value_at


def edited(text: str, *changes: Change) -> str:
    """The text after the changes; proves that it reads as the changed data."""
    document = sound(text)
    after = apply(text, yaml_edits(document, changes))
    assert sound(after).data == changed(document.data, changes)
    return after


BLOCK = """\
# the registry
concepts:
  softmax: # turns scores
    name: Softmax   # as readers see it
    terms: [softmax]

  # about pictures
  clip:
    name: 'CLIP'
    parts:
      - "softmax"
      - contrastive-loss  # the loss
      - image-encoder

  vit: {name: ViT, parts: [softmax, clip]}
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Put(("concepts", "clip", "parts", 0), "soft-max"), '"softmax"\n', '"soft-max"\n'),
        (Put(("concepts", "clip", "name"), "Clip's"), "'CLIP'", "'Clip''s'"),
        (Put(("concepts", "vit", "parts", 0), "null"), "[softmax, clip]", '["null", clip]'),
        (Rekey(("concepts", "softmax"), "soft-max"), "softmax: #", "soft-max: #"),
        (Drop(("concepts", "clip", "parts", 1)), "      - contrastive-loss  # the loss\n", ""),
        (Drop(("concepts", "clip", "parts")), '    parts:\n      - "softmax"\n      - contrastive-loss  # the loss\n      - image-encoder\n', ""),
        (Drop(("concepts", "vit", "parts", 0)), "[softmax, clip]", "[clip]"),
        (Drop(("concepts", "vit", "parts", 1)), "[softmax, clip]", "[softmax]"),
        (Drop(("concepts", "vit", "parts")), "{name: ViT, parts: [softmax, clip]}", "{name: ViT}"),
        (Drop(("concepts", "vit")), "\n  vit: {name: ViT, parts: [softmax, clip]}\n", ""),
        (Drop(("concepts", "softmax", "terms", 0)), "terms: [softmax]", "terms: []"),
        (Append(("concepts", "softmax", "terms"), "soft-max: it"), "[softmax]", '[softmax, "soft-max: it"]'),
        (Append(("concepts", "clip", "parts"), "vit"), "- image-encoder\n", "- image-encoder\n      - vit\n"),
        (Insert(("concepts", "vit"), "terms", ("ViT", "no: ne")), "clip]}", 'clip], terms: [ViT, "no: ne"]}'),
        (Insert(("concepts", "softmax"), "terms2", True), "    terms: [softmax]\n", "    terms: [softmax]\n    terms2: true\n"),
    ],
    ids=str,
)  # fmt: skip
def test_only_what_changes_is_touched(change: Change, old: str, new: str) -> None:
    assert BLOCK.count(old) == 1
    assert edited(BLOCK, change) == BLOCK.replace(old, new)
    crlf = BLOCK.replace("\n", "\r\n")
    assert edited(crlf, change) == crlf.replace(old.replace("\n", "\r\n"), new.replace("\n", "\r\n"))


def test_a_comment_above_the_next_entry_stays_with_it() -> None:
    assert edited(BLOCK, Drop(("concepts", "softmax"))) == BLOCK.replace(
        "  softmax: # turns scores\n    name: Softmax   # as readers see it\n    terms: [softmax]\n\n", ""
    )


def test_an_entry_that_shares_its_line_with_a_dash_makes_room_for_the_next() -> None:
    assert edited("a:\n  - b: 1\n    c: 2\n", Drop(("a", 0, "b"))) == "a:\n  - c: 2\n"


def test_a_list_may_lose_all_its_entries() -> None:
    everything = (Drop(("a", 0)), Drop(("a", 1)))
    assert edited("a:  # why\n  - b\n  # then\n  - c\nd: e\n", *everything) == "a: []  # why\n  # then\nd: e\n"
    assert edited("a: [b, c]\n", *everything) == "a: []\n"


def test_lists_over_several_lines_keep_their_comments() -> None:
    text = "a: [\n  b,  # first\n  c,  # second\n  d   # third\n]\n"
    assert edited(text, Drop(("a", 1))) == "a: [\n  b,  # first\n  d   # third\n]\n"
    assert edited(text, Drop(("a", 2))) == "a: [\n  b,  # first\n  c,  # second\n]\n"
    assert edited("a: [b,\n  c,\n  d]\n", Drop(("a", 1)), Drop(("a", 2))) == "a: [b]\n"


def test_a_comma_may_lead_the_line_of_the_entry_after_it() -> None:
    text = "a: [\n  one  # first\n  , two\n  , {\n    b: 1\n    , c: 2\n  }\n]\n"
    assert edited(text, Drop(("a", 0))) == text.replace("one  # first\n  , two", "two")
    assert edited(text, Drop(("a", 1))) == text.replace("two\n  , ", "")
    assert edited(text, Drop(("a", 2, "b"))) == text.replace("b: 1\n    , ", "")
    assert edited(text, Drop(("a", 2, "c"))) == text.replace("\n    , c: 2", "")


def test_changes_within_what_goes_are_not_made() -> None:
    assert edited("a: [{b: c}, {b: d}]\n", Drop(("a", 0)), Put(("a", 0, "b"), "x")) == "a: [{b: d}]\n"


def test_words_change_within_a_text_of_any_form() -> None:
    text = "a: |\n  one two\n\n  three one\nb: 'it''s one'\nc: >-\n  folded\n  one\n"

    def swap(words: str) -> str:
        return words.replace("one", "1")

    assert edited(text, *(Reword((key,), swap) for key in "abc")) == swap(text)


def test_a_text_in_any_form_becomes_another() -> None:
    assert edited("a: |-\n  old\nb: c\n", Put(("a",), "new")) == "a: new\nb: c\n"
    assert edited('a: "ol\\x64"\n', Put(("a",), "new")) == 'a: "new"\n'


def test_the_last_line_may_lack_its_break() -> None:
    assert edited("a:\n  - b", Append(("a",), "c")) == "a:\n  - b\n  - c"
    assert edited("a:\n  - b\n  - c", Drop(("a", 1))) == "a:\n  - b\n"


def test_the_first_item_may_stand_below_its_dash() -> None:
    assert edited("a:\n  -\n    # why\n    b: c\n  - d: e\n", Drop(("a", 0))) == "a:\n  - d: e\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=12))
def test_what_is_written_reads_as_it_was_meant(value: str) -> None:
    for text in (f"a: {written(value)}\n", f"a: [{written(value)}, b]\n", f"a: {{b: {written(value)}}}\n"):
        document = parse_document(text, "plan.yaml")
        if not document.faults:  # a character that YAML does not allow
            assert (
                next(found for path in paths(document.data) if isinstance(found := value_at(document.data, path), str))
                == value
            )


OURS = {path: path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("planning/**/*.yaml"))}
SCALARS = {path: [at for at in paths(sound(text).data) if at] for path, text in OURS.items()}


def changes_of(draw: Callable, data: object, places: list[DocPath]) -> list[Change]:
    """A few changes at places of some data."""
    found: list[Change] = []
    for number, path in enumerate(draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True))):
        value = value_at(data, path)
        kinds: list[Change] = [Drop(path)]
        if isinstance(value, str):
            kinds.append(Put(path, draw(st.sampled_from(["new", "true", "it's"]))))
        if isinstance(path[-1], str):
            kinds.append(Rekey(path, f"key-{number}"))
        if isinstance(value, list) and value and isinstance(value[0], str):
            kinds.append(Append(path, "one more: here"))
        if isinstance(value, dict):
            kinds.append(Insert(path, f"more-{number}", ("a", "b c")))
        found.append(draw(st.sampled_from(kinds)))
    dropped = {change.path[:-1] for change in found if isinstance(change, Drop)}
    return [change for change in found if change.path not in dropped or not isinstance(change, Append | Insert)]


@given(st.data())
def test_our_own_files_read_as_changed_whatever_changes(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(list(OURS)))
    document = sound(OURS[path])
    edited(OURS[path], *changes_of(data.draw, document.data, SCALARS[path]))
