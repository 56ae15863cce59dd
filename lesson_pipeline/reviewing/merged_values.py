"""Which of two values of a round's field holds after a merge, and what people should know of the choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.reviews.verdict import VERDICTS


@dataclass(frozen=True, slots=True)
class Choice:
    """What a field holds after a merge; None where neither side has it."""

    value: Any
    notes: tuple[str, ...] = ()


def chosen_value(key: str, ours: Any, theirs: Any, before: Any) -> Choice:
    """The value of a field with one value.

    Where one side alone changed it, that side's. Where both did: the later date, the stricter verdict, both reviewers,
    both texts.
    """
    if ours == theirs or theirs in (None, before):
        return Choice(ours)
    if ours in (None, before):
        return Choice(theirs)
    if key == "date":
        return Choice(max(ours, theirs))
    if key == "reviewer":
        return Choice(f"{ours}, {theirs}")
    if key == "verdict":
        strict = max(ours, theirs, key=VERDICTS.index)
        return Choice(strict, (f"the verdicts differ ({ours}, {theirs}): the stricter stands",))
    if key in ("rationale", "overall"):
        return Choice(f"{ours}\n\n{theirs}", (f"both sides wrote `{key}`: both texts stand, one below the other",))
    return Choice(ours, (f"`{key}` differs: ours stands",))


def chosen_digests(ours: Any, theirs: Any, before: Any, now: Reviewed) -> Choice:
    """The reviewed state: of two digests of one section that one that is the lesson's now, for both were reviewed."""
    if ours == theirs or not theirs:
        return Choice(ours)
    mine, other, was = ours or {}, theirs, before or {}
    sections = _each(mine.get("sections") or {}, other.get("sections") or {}, was.get("sections") or {}, now.sections)
    state = _each(_state(mine), _state(other), _state(was), {"state": now.state})
    return Choice(({"sections": sections} if sections else {}) | state)


def _state(of: Mapping[str, Any]) -> dict[str, str]:
    return {"state": of["state"]} if of.get("state") else {}


def _each(
    ours: Mapping[str, str], theirs: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, str]:
    found = {}
    for id in {**ours, **theirs}:
        mine, other = ours.get(id), theirs.get(id)
        if mine is None or mine == before.get(id) or (other is not None and other == now.get(id)):
            mine = other or mine
        if mine:
            found[id] = mine
    return found


def chosen_checklist(ours: Sequence[dict[str, Any]] | None, theirs: Sequence[dict[str, Any]] | None) -> Choice:
    """The checklist: every item of both; one that only one side judged is as that side says."""
    if not theirs or ours == theirs:
        return Choice(ours)
    items = {item["item"]: item for item in ours or ()}
    notes = []
    for item in theirs:
        own = items.get(item["item"])
        if own is None or "holds" not in own:
            items[item["item"]] = item
        elif item.get("holds", own["holds"]) != own["holds"]:
            notes.append(f"the sides judge differently of “{item['item']}”: ours stands")
    return Choice(list(items.values()), tuple(notes))
