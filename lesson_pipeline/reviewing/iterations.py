"""Rounds begun and closed, and changes of a lesson accepted after its review."""

from collections.abc import Iterable, Sequence
from typing import Any

from lesson_pipeline.engine.checklist import Ticked
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.course import Policy
from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.reviewing.round_text import appended, new_round, stamped, with_text
from lesson_pipeline.reviewing.store import Draft, Reviews
from lesson_pipeline.reviews.digests import changed_since
from lesson_pipeline.reviews.history import Trail
from lesson_pipeline.reviews.lifecycle import Status
from lesson_pipeline.reviews.status import told as changed_in_words
from lesson_pipeline.reviews.verdict import VERDICTS, allowed, counted, open_at_close, told


def begin(
    reviews: Reviews, policy: Policy, now: Reviewed, ticked: Iterable[Ticked], *, date: str, reviewer: str
) -> Draft:
    """The next round of a lesson.

    Args: the course's policy; the lesson as it is now; the checklist as the rules have ticked it.
    Raises PipelineError while a round goes on.
    """
    if reviews.open:
        raise PipelineError(
            f"round {reviews.open} of `{reviews.lesson}` goes on: it has no verdict yet",
            f"`lesson-pipeline review close {reviews.lesson}` gives it one",
        )
    number = reviews.last + 1
    of: dict[str, Any] = {"sections": dict(now.sections)} if now.sections else {}
    of |= {"state": now.state} if now.state else {}
    data: dict[str, Any] = {"lesson": reviews.lesson, "round": number, "date": date}
    data |= {"reviewer": reviewer} if reviewer else {}
    data |= {"of": of} if of else {}
    data |= {"checklist": [_item(one) for one in ticked]}
    text = new_round({**data, "findings": []})
    notes = [f"the course's policy plans {policy.max_rounds} rounds at most"] if number > policy.max_rounds else []
    waiting = tuple(name_of(trail) for trail in reviews.history.trails.values() if trail.status == Status.FIXED)
    return Draft(number, {reviews.path(number): text}, waiting, notes=tuple(notes))


def _item(ticked: Ticked) -> dict[str, Any]:
    """An item of the checklist; one that only a person can judge waits for that."""
    if ticked.ok is None and not ticked.item.codes:
        return {"item": ticked.item.text}
    holds = {} if ticked.ok is None else {"holds": ticked.ok}
    return {"item": ticked.item.text, **holds, "why": " ".join(ticked.why.split())}


def name_of(trail: Trail) -> str:
    """A finding as it is named from outside its round."""
    return f"{trail.round}/{trail.finding.id}"


# -- the verdict


def verdicts(reviews: Reviews, policy: Policy) -> tuple[str, ...]:
    """The verdicts that the open findings allow for the round that goes on, the one derived first.

    Raises PipelineError where no round goes on, and where the course's policy cannot be read.
    """
    number = _going_on(reviews)
    if policy.verdicts is None:
        raise PipelineError(
            "the course's policy says something of verdicts that cannot be read", "`lesson-pipeline check` shows it"
        )
    return allowed(policy.verdicts, counted(open_at_close(reviews.history, number)))


def close(reviews: Reviews, policy: Policy, verdict: str | None, rationale: str) -> Draft:
    """The round that goes on, with its verdict: the one derived, unless another one that is allowed is wanted.

    Raises PipelineError where no round goes on, and for a verdict that the open findings do not allow.
    """
    number, choices = _going_on(reviews), verdicts(reviews, policy)
    found = open_at_close(reviews.history, number)
    given = verdict or choices[0]
    if given not in choices:
        right = " or ".join(f"`{choice}`" for choice in choices)
        named = f": {', '.join(name_of(trail) for trail in found)}" if found else ""
        raise PipelineError(
            f"the verdict cannot be `{given}`: with {told(found)} open{named}, the course's policy says {right}",
            "close with what it says, or change what is open"
            if VERDICTS.index(given) < VERDICTS.index(choices[0])
            else "if more is wrong than that, add findings or reopen some",
        )
    document = with_text(reviews.documents[number], "verdict", given)
    if rationale:
        document = with_text(document, "rationale", rationale)
    return Draft(
        number,
        {document.path: document.text},
        tuple(name_of(trail) for trail in found),
        f"{given}, with {told(found)} open",
        tuple(_remarks(reviews, number, policy, given, choices, chosen=bool(verdict))),
    )


def _going_on(reviews: Reviews) -> int:
    if reviews.open is None:
        before = f"round {reviews.last} of `{reviews.lesson}` is closed" if reviews.last else "it has no round yet"
        raise PipelineError(
            f"no review of `{reviews.lesson}` goes on: {before}",
            f"`lesson-pipeline review start {reviews.lesson}` begins the next",
        )
    return reviews.open


def _remarks(
    reviews: Reviews, number: int, policy: Policy, given: str, choices: Sequence[str], *, chosen: bool
) -> Iterable[str]:
    """What a reviewer should know when a round closes."""
    if len(choices) > 1 and not chosen:
        yield f"`--verdict {choices[1]}` would be allowed too"
    unseen = [
        name_of(trail)
        for trail in reviews.history.trails.values()
        if trail.round < number and (said := trail.before_verdict(number)) and said.status == Status.FIXED
    ]
    if unseen:
        yield f"fixed, and not verified: {', '.join(unseen)}"
    if given != "pass" and number >= policy.max_rounds:
        yield f"this is round {number}, and the course's policy plans {policy.max_rounds} at most"


# -- acceptance


def accept(reviews: Reviews, now: Reviewed, *, reason: str, date: str) -> Draft:
    """The last round, renewed for the lesson as it is now, with the reason.

    Raises PipelineError where no round is there, and where nothing has changed since.
    """
    if not reviews.last:
        raise PipelineError(
            f"`{reviews.lesson}` has no round of review yet, so there is nothing to accept a change of",
            f"`lesson-pipeline review start {reviews.lesson}` begins the first",
        )
    before = reviews.history.rounds[reviews.last].of
    changed = changed_since(before, now)
    if not changed and before != Reviewed():
        raise PipelineError(
            f"nothing has changed in `{reviews.lesson}` since round {reviews.last}", "there is nothing to accept"
        )
    item: dict[str, Any] = {"reason": reason}
    item |= {"sections": list(changed.sections)} if changed.sections else {}
    item |= {"state": True} if changed.state else {}
    item["date"] = date
    document = stamped(reviews.documents[reviews.last], now.sections, now.state, whole=True)
    document = appended(document, "accepted", item)
    return Draft(
        reviews.last,
        {document.path: document.text},
        said=changed_in_words(changed) if changed else "it had no digests before",
    )
