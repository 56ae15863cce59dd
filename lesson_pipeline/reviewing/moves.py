"""A finding moved on: fixed, declined, verified or reopened, said in the round where it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.reviewing.round_text import appended, stamped
from lesson_pipeline.reviewing.store import Draft, Reviews
from lesson_pipeline.reviews.history import Step, Trail
from lesson_pipeline.reviews.lifecycle import Status, move
from lesson_pipeline.suggest import did_you_mean

_FOUND, _BEFORE, _AFTER, _OWN = range(4)
"""What a round says, in order: findings; of earlier rounds, before the verdict; after it; at last of its own fixes."""
_LISTS = {_BEFORE: "verification", _AFTER: "fixes", _OWN: "verification"}

_Slot = tuple[int, int]
"""A round, and a point in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a finding."""

    finding: str
    """Its id, with the number of its round before it where several rounds have one of that id."""
    status: Status
    text: str
    """The change, the reason or the evidence."""
    date: str
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of every section as it is now; none where they are not known."""
    sections: tuple[str, ...] = ()
    """Sections that a fix has changed, beside those where the finding is."""


def say(reviews: Reviews, said: Said) -> Draft:
    """The rounds with what is said of a finding. A fix renews the digests of the sections that it changed.

    Raises PipelineError for a finding that is not there, a move that is not legal, and one that no round can take.
    """
    trail = find(reviews, said.finding)
    name = f"{trail.round}/{trail.finding.id}"
    step = move(Status(trail.status), said.status, trail.finding.severity, name)
    number, stage = _slot(reviews, trail, said.status, name)
    key = "evidence" if _LISTS[stage] == "verification" else step.needs
    item = {
        "finding": trail.finding.id if number == trail.round else name,
        "status": str(said.status),
        key: said.text,
        "date": said.date,
    }
    documents = {number: appended(reviews.documents[number], _LISTS[stage], item)}
    if said.status is Status.FIXED:
        changed = _changed_sections(trail, said)
        for later in reviews.documents:
            if later >= number and changed and reviews.history.rounds[later].of.sections:
                documents[later] = stamped(documents.get(later, reviews.documents[later]), changed)
    texts = {document.path: document.text for document in documents.values()}
    return Draft(number, texts, (name,), f"{said.status} ({documents[number].path})")


def _changed_sections(trail: Trail, said: Said) -> dict[str, str]:
    """The digests of the sections that a fix has changed."""
    if not said.digests:
        return {}
    for section in said.sections:
        if section not in said.digests:
            raise PipelineError(f"the lesson has no section `{section}`", did_you_mean(section, said.digests))
    named = (*(location.section for location in trail.finding.locations), *said.sections)
    return {section: said.digests[section] for section in named if section in said.digests}


# -- which finding


def find(reviews: Reviews, word: str) -> Trail:
    """The finding that a person means by its id, or by round and id. Raises PipelineError where none or several match."""
    trails = reviews.history.trails
    number, _, id = word.rpartition("/")
    found = [trail for key, trail in trails.items() if key[1] == id and number in ("", str(key[0]))]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(f"`{trail.round}/{id}`" for trail in found)
        raise PipelineError(f"several rounds have a finding `{id}`", f"say which: {names}")
    known = [id for _, id in trails] if not number else [f"{key[0]}/{key[1]}" for key in trails]
    help = did_you_mean(word, known) or f"`lesson-pipeline review show {reviews.lesson}` lists them"
    raise PipelineError(f"`{reviews.lesson}` has no finding `{word[:100]}`", help)


# -- where it is said


def _slot(reviews: Reviews, trail: Trail, wanted: Status, name: str) -> _Slot:
    """Where a new word on a finding stands: behind all that was said of it, and not before a verdict that is given.

    Raises PipelineError where no round has such a place.
    """
    last = _slot_of(trail, trail.steps[-1])
    for slot in _slots(reviews, trail, wanted):
        if slot >= last:
            return slot
    going_on = f"close round {reviews.open} first, then start" if reviews.open else "start"
    raise PipelineError(
        f"round {reviews.last} cannot say any more of `{name}`: what was said of it last counts at its end",
        f"{going_on} the next round: `lesson-pipeline review start {reviews.lesson}`",
    )


def _slots(reviews: Reviews, trail: Trail, wanted: Status) -> Iterator[_Slot]:
    """The places where a status can be said, the best first."""
    closed, going_on = reviews.closed, reviews.open
    after = [(number, _AFTER) for number in (closed, going_on) if number and number >= trail.round]
    own = [(number, _OWN) for number in (closed, going_on) if number == trail.round]
    before = [(going_on, _BEFORE)] if going_on and going_on > trail.round else []
    if wanted in (Status.FIXED, Status.DECLINED):
        yield from after
    elif wanted is Status.VERIFIED:
        yield from (*before, *own)
    else:
        yield from (*before, *after, *own)


def _slot_of(trail: Trail, step: Step) -> _Slot:
    if step is trail.steps[0]:
        return step.round, _FOUND
    if not step.after_verdict:
        return step.round, _BEFORE
    return step.round, _AFTER if step.at.path[0] == "fixes" else _OWN
