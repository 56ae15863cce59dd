"""Text edits of a round file: what a person wrote in it stays byte for byte, and the rest is written as a person would."""

from collections.abc import Mapping, Sequence
from typing import Any

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import DocPath
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.changes import Change, Drop, Put, Reword, changed
from lesson_pipeline.source.document import Document, parse_document
from lesson_pipeline.source.edits import apply
from lesson_pipeline.source.yaml_edits import yaml_edits
from lesson_pipeline.source.yaml_entries import Entry, with_entry
from lesson_pipeline.source.yaml_text import inline, item_lines, key_lines, yaml_text

SCHEMA_COMMENT = "# yaml-language-server: $schema=../../schemas/review-round.schema.json"
"""By which editors find the schema of a round."""


def new_round(data: dict[str, Any]) -> str:
    """The text of a new round."""
    return yaml_text(data, SCHEMA_COMMENT)


def appended(document: Document, key: str, item: dict[str, Any], lines: list[str] | None = None) -> Document:
    """The round with one more item in one of its lists.

    Args: the item as data and, where somebody wrote it already, as lines with the dash at the left margin.
    Raises PipelineError where the round is laid out in a way that cannot be added to.
    """
    if key not in document.data:
        return with_key(document, key, [item])
    entry = Entry(lines or item_lines(item), inline(item), item, apart=key == "findings")
    return _read(document, with_entry(document, (key,), len(document.data[key] or ()), entry))


def with_key(document: Document, key: str, value: Any) -> Document:
    """The round with a key that it did not have, at its place in the order of the schema.

    Raises PipelineError where the round is laid out in a way that cannot be added to.
    """
    order = list(schema("review-round")["properties"])
    before = [place for place, other in enumerate(document.data, 1) if order.index(other) < order.index(key)]
    position = before[-1] if before else len(document.data)
    block = key_lines(key, value)
    neighbour = list(document.data.values())[position - 1]
    apart = (len(block) > 1 and not isinstance(value, str)) or isinstance(neighbour, (list, dict))
    entry = Entry(block, f"{key}: {inline(value)}", (key, value), apart=apart)
    return _read(document, with_entry(document, (), position, entry))


def with_text(document: Document, key: str, value: str) -> Document:
    """The round with a text under a key, whether or not it had one. Raises PipelineError as `with_key` does."""
    if key not in document.data:
        return with_key(document, key, value)
    return edited(document, [Put((key,), value)])


def without(document: Document, key: str) -> Document:
    """The round without one of its keys."""
    return edited(document, [Drop((key,))])


def replaced(document: Document, key: str, place: int, item: dict[str, Any], lines: list[str]) -> Document:
    """The round with another item at a place of one of its lists. Raises PipelineError as `appended` does."""
    if len(document.data[key]) == 1:
        return appended(without(document, key), key, item, lines)
    document = edited(document, [Drop((key, place))])
    entry = Entry(lines or item_lines(item), inline(item), item, apart=key == "findings")
    return _read(document, with_entry(document, (key,), place, entry))


def stamped(document: Document, sections: Mapping[str, str], state: str = "", *, whole: bool = False) -> Document:
    """The round with digests renewed: of these sections and, if given, of the student state.

    Args: `whole` says that these are all sections, so that those of others go.
    Raises PipelineError where the round is laid out in a way that cannot be edited.
    """
    if not document.data.get("of"):
        new = {"sections": dict(sections)} | ({"state": state} if state else {})
        return with_key(document, "of", new) if "of" not in document.data else _under(document, new)
    reviewed = document.data["of"]
    if "sections" in reviewed and not reviewed["sections"] and sections:
        document = edited(document, [Drop(("of", "sections"))])
    old = reviewed.get("sections") or {}
    if not old and sections:
        document = _under(document, {"sections": dict(sections)})
    document = edited(
        document,
        [
            *(_renewed(("of", "sections", id), digest) for id, digest in sections.items() if id in old),
            *(Drop(("of", "sections", id)) for id in old if whole and id not in sections),
            *([_renewed(("of", "state"), state)] if state and "state" in reviewed else []),
        ],
    )
    if old:
        document = _under(document, {id: digest for id, digest in sections.items() if id not in old}, "sections")
    return _under(document, {"state": state}) if state and "state" not in reviewed else document


def _renewed(path: DocPath, digest: str) -> Reword:
    """A digest becomes another, in quotes only if it was."""
    return Reword(path, lambda old: f"{old[0]}{digest}{old[0]}" if old[:1] in ("'", '"') else digest)


def _under(document: Document, new: Mapping[str, Any], *inner: str) -> Document:
    """The round with more keys under `of`, or in a mapping there."""
    for key, value in new.items():
        path = ("of", *inner)
        holder = document.data["of"][inner[0]] if inner else document.data["of"]
        entry = Entry(key_lines(key, value), f"{key}: {inline(value)}", (key, value))
        document = _read(document, with_entry(document, path, len(holder or ()), entry))
    return document


def edited(document: Document, changes: Sequence[Change]) -> Document:
    """The round with its data changed. Raises PipelineError where its text cannot be edited so."""
    expected = changed(document.data, changes)
    after = _read(document, apply(document.text, yaml_edits(document, changes)))
    if after.data != expected or after.faults:
        raise PipelineError(
            f"{document.path} is written in a form that cannot be edited safely; nothing was changed",
            "make this change by hand",
        )
    return after


def _read(document: Document, text: str) -> Document:
    return parse_document(text, document.path)
