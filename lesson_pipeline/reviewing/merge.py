"""Two versions of one round made one: every finding, fix and verification of both stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.reviewing import round_text
from lesson_pipeline.reviewing.merged_values import Choice, chosen_checklist, chosen_digests, chosen_value
from lesson_pipeline.source.changes import Drop, Put
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.yaml_entries import item_text

_LISTS = ("fixes", "verification", "accepted", "waivers")
"""Lists whose items have no id: they are told apart by all that they say."""
_NOTES = ("works_well", "patterns", "other")
_VALUES = ("iteration", "date", "reviewer", "verdict", "rationale")

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """A round made of two versions."""

    text: str
    taken: tuple[str, ...] = ()
    """The findings that came from the other side, by id."""
    notes: tuple[str, ...] = ()
    """What a person should look at: where both sides said different things of one matter."""


@dataclass(slots=True)
class _Merging:
    """A merge on its way."""

    document: Document
    """What has been made so far: ours, with ever more of theirs."""
    theirs: Document
    base: Mapping[str, Any] | None
    taken: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def merged(ours: Document, theirs: Document, base: Document | None, now: Reviewed) -> Merged:
    """One round of two: ours, with what theirs has more.

    Args: both versions and, where it is known, the one that both began from: sound documents; the lesson as it is now,
    which decides between two digests.
    Raises PipelineError where these are not two versions of one round, or one is laid out so that it cannot be added to.
    """
    for key in ("lesson", "round"):
        if ours.data[key] != theirs.data[key]:
            raise PipelineError(
                f"{ours.path}: one side is about {key} {ours.data[key]}, the other about {theirs.data[key]}",
                "these are not two versions of one round: keep them in two files",
            )
    work = _Merging(ours, theirs, base.data if base else None)
    _values(work, now)
    _findings(work)
    for key in _LISTS:
        _items(work, key)
    _review_notes(work)
    work.notes += _contradictions(work)
    work.notes += _lost_comments(work)
    return Merged(work.document.text, tuple(work.taken), tuple(work.notes))


# -- findings


def _findings(work: _Merging) -> None:
    """Findings are told apart by their ids; where both sides have one id for two things, theirs gets another."""
    before = {item["id"]: item for item in (work.base or {}).get("findings", ())}
    for item in list(work.theirs.data.get("findings", ())):
        ours = {own["id"]: place for place, own in enumerate(work.document.data.get("findings", ()))}
        id = item["id"]
        own = work.document.data["findings"][ours[id]] if id in ours else None
        if own == item or (own is None and before.get(id) == item) or (own is not None and before.get(id) == item):
            continue
        if own is not None and before.get(id) == own:
            _replace(work, "findings", ours[id], id)
        elif own is not None:
            new = _free(id, {*ours, *(other["id"] for other in work.theirs.data["findings"])})
            work.notes.append(f"both sides have a finding `{id}` and say different things: theirs is `{new}` now")
            _rename(work, id, new)
            _take(work, "findings", _index(work, new))
            work.taken.append(new)
        else:
            _take(work, "findings", _index(work, id))
            work.taken.append(id)
    _drop(work, "findings", [item for item in before.values() if item not in work.theirs.data.get("findings", ())])


def _free(id: str, taken: set[str]) -> str:
    number = 2
    while f"{id}-{number}" in taken:
        number += 1
    return f"{id}-{number}"


def _index(work: _Merging, id: str) -> int:
    return [item["id"] for item in work.theirs.data["findings"]].index(id)


def _rename(work: _Merging, old: str, new: str) -> None:
    """Give a finding of theirs another id, there and in what theirs alone says of it."""
    changes = [Put(("findings", _index(work, old), "id"), new)]
    for key in ("fixes", "verification"):
        for place, item in enumerate(work.theirs.data.get(key, ())):
            if item["finding"] == old and item not in work.document.data.get(key, ()):
                changes.append(Put((key, place, "finding"), new))
    work.theirs = round_text.edited(work.theirs, changes)


# -- lists


def _items(work: _Merging, key: str) -> None:
    """What theirs has more in a list, and less what theirs took away."""
    before = (work.base or {}).get(key, [])
    for place, item in enumerate(work.theirs.data.get(key, ())):
        if item not in work.document.data.get(key, ()) and item not in before:
            _take(work, key, place)
    _drop(work, key, [item for item in before if item not in work.theirs.data.get(key, ())])


def _take(work: _Merging, key: str, place: int) -> None:
    lines = item_text(work.theirs, (key, place))
    work.document = round_text.appended(work.document, key, work.theirs.data[key][place], lines)


def _replace(work: _Merging, key: str, place: int, id: str) -> None:
    """An item of ours becomes theirs, at its place."""
    item = work.theirs.data[key][_index(work, id)]
    work.document = round_text.replaced(
        work.document, key, place, item, item_text(work.theirs, (key, _index(work, id)))
    )


def _drop(work: _Merging, key: str, gone: Sequence[Item]) -> None:
    """Take out what stood in both before, and theirs has no more; what ours has changed since stays."""
    places = [place for place, item in enumerate(work.document.data.get(key, ())) if item in gone]
    if places:
        work.document = round_text.edited(work.document, [Drop((key, place)) for place in places])


# -- single values


def _values(work: _Merging, now: Reviewed) -> None:
    for key in _VALUES:
        _settle(work, key, chosen_value(key, work.document.data.get(key), work.theirs.data.get(key), _was(work, key)))
    _settle(work, "of", chosen_digests(work.document.data.get("of"), work.theirs.data.get("of"), _was(work, "of"), now))
    _settle(work, "checklist", chosen_checklist(work.document.data.get("checklist"), work.theirs.data.get("checklist")))


def _was(work: _Merging, key: str) -> Any:
    return (work.base or {}).get(key)


def _settle(work: _Merging, key: str, choice: Choice) -> None:
    work.notes += choice.notes
    if choice.value is None or choice.value == work.document.data.get(key):
        return
    if key in work.document.data:
        work.document = round_text.without(work.document, key)
    work.document = round_text.with_key(work.document, key, choice.value)


def _review_notes(work: _Merging) -> None:
    """The reviewers' notes: the lists of both, and both overall judgements."""
    ours, theirs = work.document.data.get("notes", {}), work.theirs.data.get("notes", {})
    if ours == theirs or not theirs:
        return
    value: dict[str, Any] = dict(ours)
    for key in _NOTES:
        more = [item for item in theirs.get(key, ()) if item not in ours.get(key, ())]
        if more:
            value[key] = [*ours.get(key, ()), *more]
    before = _was(work, "notes") or {}
    overall = chosen_value("overall", ours.get("overall"), theirs.get("overall"), before.get("overall"))
    if overall.value:
        value["overall"] = overall.value
    wording = {**theirs.get("wording", {}), **ours.get("wording", {})}
    if wording:
        value["wording"] = wording
    if value != ours:
        work.document = round_text.without(work.document, "notes") if ours else work.document
        work.document = round_text.with_key(work.document, "notes", value)


# -- what a person should look at


def _contradictions(work: _Merging) -> Iterator[str]:
    """Findings of which the two sides say different things; what stands last counts."""
    for key in ("fixes", "verification"):
        said: dict[str, list[str]] = {}
        for item in work.document.data.get(key, ()):
            said.setdefault(item["finding"], []).append(item["status"])
        theirs = {item["finding"] for item in work.theirs.data.get(key, ())}
        for finding, statuses in said.items():
            if finding in theirs and len(set(statuses)) > 1:
                yield f"of `{finding}` it says {', then '.join(statuses)}: the last counts"


def _lost_comments(work: _Merging) -> Iterator[str]:
    kept = {line.strip() for line in work.document.lines}
    for line in work.theirs.lines:
        if line.strip().startswith("#") and line.strip() not in kept:
            yield f"a comment of theirs had no place any more: {line.strip()}"
