"""Where the reviews stand, as Markdown for a pull request."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from lesson_pipeline.model.rounds import Location
from lesson_pipeline.report.markdown import plain
from lesson_pipeline.reviews.history import History, Trail
from lesson_pipeline.reviews.status import GateFault, LessonStatus, open_findings, told

_MOST = 50
"""Findings of one lesson that are told; a comment on a pull request has its limits."""


def write(
    statuses: Collection[LessonStatus], histories: Mapping[str, History], faults: Collection[GateFault]
) -> Iterator[str]:
    """The lines: whether the gate is open, a table of the lessons, then what is to be done in each.

    Args: the lessons to tell of; the histories of their rounds; what keeps the gate shut for them.
    """
    shut = len({fault.lesson for fault in faults})
    yield "## Reviews"
    yield ""
    yield f"The gate is shut by {shut} lesson{'' if shut == 1 else 's'}." if shut else "The gate is open."
    yield ""
    yield "| lesson | round | verdict | open | to verify | since the review |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in statuses:
        yield f"| {' | '.join(map(plain, _row(one)))} |"
    for one in statuses:
        own = [fault for fault in faults if fault.lesson == one.lesson]
        yield from _lesson(one, histories.get(one.lesson), own)


def verdict_of(one: LessonStatus) -> str:
    """The verdict of a lesson, or what it has instead."""
    if one.in_review:
        return "in review"
    return one.verdict or ("never reviewed" if one.round is None else "no verdict written")


def open_of(one: LessonStatus) -> str:
    """The open findings of a lesson by severity, in words; empty where there are none."""
    return ", ".join(f"{number} {severity}" for severity, number in one.open.items() if number)


def _row(one: LessonStatus) -> tuple[str, ...]:
    since = told(one.changed) if one.changed else ""
    return (one.lesson, str(one.round or ""), verdict_of(one), open_of(one), str(one.unverified or ""), since)


def _lesson(one: LessonStatus, history: History | None, faults: Iterable[GateFault]) -> Iterator[str]:
    """What is to be done in a lesson; nothing where nothing is."""
    found = open_findings(history) if history else ()
    unseen = [trail for trail in history.trails.values() if trail.status == "fixed"] if history else []
    shut = [fault.message for fault in faults]
    if not (found or unseen or shut):
        return
    yield ""
    yield f"### {plain(one.lesson)}"
    yield ""
    yield from (f"- **Keeps the gate shut**: {plain(message)}" for message in shut)
    yield from (_finding(trail) for trail in found[:_MOST])
    if len(found) > _MOST:
        yield f"- and {len(found) - _MOST} more"
    if unseen:
        yield f"- To verify: {', '.join(map(_name, unseen))}"


def _finding(trail: Trail) -> str:
    finding = trail.finding
    where = " and ".join(dict.fromkeys(filter(None, map(_place, finding.locations))))
    again = ", reopened" if trail.status == "reopened" else ""
    place = f" ({plain(where)})" if where else ""
    return f"- **{plain(finding.severity)}** {_name(trail)}{again}: {plain(finding.title)}{place}"


def _place(location: Location) -> str:
    return ", ".join(filter(None, (location.section, location.part, location.question))) or location.text


def _name(trail: Trail) -> str:
    return plain(f"`{trail.round}/{trail.finding.id}`")
