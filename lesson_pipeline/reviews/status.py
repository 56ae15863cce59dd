"""Where the reviews of each lesson stand: round, open findings, verdict, what changed since, and what keeps CI shut."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import SEVERITIES, Round, gravity
from lesson_pipeline.record.state import Record
from lesson_pipeline.reviews.digests import Changed, changed_since, reviewed_state
from lesson_pipeline.reviews.history import OPEN, History, Trail, build_histories
from lesson_pipeline.reviews.verdict import allowed, counted, open_at_close


@dataclass(frozen=True, slots=True)
class LessonStatus:
    """The reviews of one lesson."""

    lesson: str
    built: bool
    round: int | None
    """Number of the last round; None where there was none."""
    file: str
    """Of the last round; empty where there was none."""
    verdict: str
    """Of the last round that was closed, as written; empty where none was."""
    verdict_round: int | None
    in_review: bool
    """Whether the last round is not closed yet."""
    open: Mapping[str, int]
    """Open findings by severity, the gravest first."""
    unverified: int
    """Findings that are fixed and not yet verified."""
    changed: Changed = field(default_factory=Changed)
    """What changed since the pass; nothing where the last verdict is no pass."""

    @property
    def passed(self) -> bool:
        return self.verdict == "pass" and not self.in_review


@dataclass(frozen=True, slots=True)
class GateFault:
    """Why the gate is shut for a lesson."""

    lesson: str
    round: int | None
    message: str
    file: str


def lesson_status(curriculum: Curriculum, record: Record, plan: Plan, history: History | None) -> LessonStatus:
    """Where the reviews of a lesson stand."""
    rounds = dict(history.rounds) if history else {}
    closed = [number for number, one in rounds.items() if one.verdict]
    last, judged = max(rounds, default=None), max(closed, default=None)
    trails = list(history.trails.values()) if history else []
    verdict = rounds[judged].verdict if judged is not None else ""
    return LessonStatus(
        lesson=plan.slug,
        built=plan.status == "built",
        round=last,
        file=rounds[last].file if last is not None else "",
        verdict=verdict,
        verdict_round=judged,
        in_review=last is not None and last != judged,
        open=counted(trail for trail in trails if trail.status in OPEN),
        unverified=sum(trail.status == "fixed" for trail in trails),
        changed=_changed(curriculum, record, plan.slug, rounds[judged])
        if judged is not None and verdict == "pass"
        else Changed(),
    )


def _changed(curriculum: Curriculum, record: Record, slug: str, review: Round) -> Changed:
    if not (review.of.sections or review.of.state):
        return Changed()
    return changed_since(review.of, reviewed_state(curriculum, record, slug))


def course_status(curriculum: Curriculum, record: Record) -> tuple[LessonStatus, ...]:
    """The status of every lesson that is taught and no mere record, in order of teaching."""
    histories = build_histories(curriculum.rounds)
    plans = (curriculum.plans[place.slug] for place in curriculum.order)
    return tuple(
        lesson_status(curriculum, record, plan, histories.get(plan.slug)) for plan in plans if not plan.is_record
    )


def gate(statuses: Iterable[LessonStatus]) -> tuple[GateFault, ...]:
    """What keeps the gate shut: every built lesson's last round must have passed, be fresh, and leave no critical open."""
    return tuple(fault for status in statuses if status.built for fault in _shut(status))


def _shut(status: LessonStatus) -> Iterator[GateFault]:
    def fault(message: str) -> GateFault:
        return GateFault(status.lesson, status.round, message, status.file)

    if status.round is None:
        yield fault("it is built and was never reviewed")
        return
    if status.in_review:
        yield fault(f"round {status.round} is not closed")
    elif not status.passed:
        yield fault(f"round {status.verdict_round} ended with {status.verdict}")
    if status.open[SEVERITIES[0]]:
        yield fault(f"{_number(status.open[SEVERITIES[0]], 'critical finding')} open")
    if status.changed:
        yield fault(f"{told(status.changed)} since round {status.verdict_round} passed")


def told(changed: Changed) -> str:
    """What changed, in words: `sections hook and check-2 changed, and so did what the student knows before it`."""
    if not changed.sections:
        return "what the student knows before it changed"
    names = [f"`{id}`" for id in changed.sections]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    text = f"section{'' if len(names) == 1 else 's'} {listed} changed"
    return f"{text}, and so did what the student knows before it" if changed.state else text


def _number(count: int, what: str) -> str:
    return f"{count} {what} is" if count == 1 else f"{count} {what}s are"


def derived_verdict(curriculum: Curriculum, history: History, round: int) -> tuple[str, ...]:
    """The verdicts that a round may have by the course's policy, the derived one first; none where that is unreadable."""
    policy = curriculum.course.policy.verdicts
    return allowed(policy, counted(open_at_close(history, round))) if policy else ()


def open_findings(history: History) -> tuple[Trail, ...]:
    """The findings that want something done, the gravest first."""
    found = [trail for trail in history.trails.values() if trail.status in OPEN]
    return tuple(sorted(found, key=lambda trail: gravity(trail.finding.severity)))
