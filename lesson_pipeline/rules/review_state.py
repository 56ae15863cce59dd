"""REV, second part: fixes that nobody verified, findings that got lost, passes that are out of date."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.rounds import Round
from lesson_pipeline.places import At
from lesson_pipeline.reviews.history import OPEN, History, Trail
from lesson_pipeline.reviews.places import names_a_place, resolve
from lesson_pipeline.reviews.status import lesson_status, told
from lesson_pipeline.rules.context import CourseContext
from lesson_pipeline.rules.registry import Fault, declare, rule
from lesson_pipeline.suggest import did_you_mean


@rule("REV002", "location-not-found", Severity.WARNING, on="course")
def location_not_found(context: CourseContext) -> Iterator[Fault]:
    for slug, history in context.reviews.items():
        plan, page = context.curriculum.plans.get(slug), context.curriculum.pages.get(slug)
        if plan is None or plan.torn:
            continue
        ids = [step.id for section in plan.outline for step in section.steps()]
        for trail in history.trails.values():
            if trail.status not in OPEN:
                continue
            for place in trail.finding.locations:
                if not names_a_place(place) or resolve(place, plan, page) is not None:
                    continue
                key = (
                    "quote"
                    if place.quote
                    else next(
                        name for name in ("block", "element", "question", "part", "section") if getattr(place, name)
                    )
                )
                what = "the words it quotes stand" if key == "quote" else f"the {key} `{getattr(place, key)}` stands"
                near = did_you_mean(getattr(place, key), ids) if key in ("section", "part") else ""
                yield Fault(
                    At(trail.at.file, (*place.path, key)),
                    f"{what} nowhere in the lesson any more, so nobody can see what `{trail.finding.id}` is about",
                    near or "correct the place; or record what became of the finding, if the edit has settled it",
                )


@rule("REV003", "fix-unverified", Severity.ERROR, on="course")
def fix_unverified(context: CourseContext) -> Iterator[Fault]:
    for history in context.reviews.values():
        for trail in history.trails.values():
            fixed = trail.steps[-1]
            if fixed.status != "fixed":
                continue
            closed = next((one for number, one in history.rounds.items() if number > fixed.round and one.verdict), None)
            if closed is not None and history.is_certain(closed.position or 0):
                yield Fault(
                    fixed.at,
                    f"`{_name(trail)}` was fixed in round {fixed.round}, and round {closed.position} closed without "
                    "verifying it",
                    f"look at the fix and say under `verification` of round {closed.position} whether it holds",
                    ((At(closed.file, ("verdict",)), "closed here"), (trail.at, "the finding")),
                )


@rule("REV004", "round-numbering", Severity.WARNING, on="course")
def round_numbering(context: CourseContext) -> Iterator[Fault]:
    most = context.curriculum.course.policy.max_rounds
    for history in context.reviews.values():
        expected = 1
        for number, review in history.rounds.items():
            if number != expected:
                missing = str(expected) if number == expected + 1 else f"{expected} to {number - 1}"
                yield Fault(
                    At(review.file, ("round",)),
                    f"this is round {number}, but there is no round {missing}",
                    "number the rounds one after the other, or restore the file that is missing",
                )
            expected = number + 1
        over = [number for number in history.rounds if number > most]
        if over:
            review = history.rounds[over[0]]
            restarted = any(one.iteration and one.iteration.n < number for number, one in history.rounds.items())
            if not restarted:
                yield Fault(
                    At(review.file, ("round",)),
                    f"round {over[0]} is beyond the {most} that the course's policy allows",
                    "rework the lesson and record the new count under `iteration`, or raise `max_rounds` in the policy",
                )


@rule("REV005", "built-without-pass", Severity.WARNING, on="course")
def built_without_pass(context: CourseContext) -> Iterator[Fault]:
    if not context.reviews:
        return  # a course that keeps no reviews misses none
    for place in context.curriculum.order:
        plan = context.curriculum.plans[place.slug]
        if plan.is_record or plan.status != "built":
            continue
        history = context.reviews.get(plan.slug)
        last = _last(history)
        if last is None or last.verdict != "pass":
            said = (
                "it was never reviewed" if last is None
                else f"round {last.position} ended with {last.verdict}" if last.verdict
                else f"round {last.position} has no verdict"
            )  # fmt: skip
            yield Fault(
                plan.at(("status",)),
                f"the lesson is built, but {said}",
                f"review it (`lesson-pipeline review start {plan.slug}`), or call it planned until it has passed",
                ((At(last.file, ("verdict",)), "the last round"),) if last else (),
            )


declare("REV006", "regression", Severity.ERROR, on="found")  # engine.regressions: it looks at what other rules find


@rule("REV007", "declined-critical", Severity.ERROR, on="course")
def declined_critical(context: CourseContext) -> Iterator[Fault]:
    for history in context.reviews.values():
        for trail in history.trails.values():
            if trail.finding.severity == "critical" and trail.status == "declined":
                yield Fault(
                    trail.steps[-1].at,
                    f"the critical finding `{_name(trail)}` was declined: the student still cannot go on there",
                    "fix it; or, if it is not critical after all, let the reviewer lower its severity and say why",
                    ((At(trail.at.file, (*trail.finding.path, "severity")), "found critical here"),),
                )


@rule("REV008", "stale-pass", Severity.WARNING, on="course")
def stale_pass(context: CourseContext) -> Iterator[Fault]:
    for slug, history in context.reviews.items():
        plan = context.curriculum.plans.get(slug)
        if plan is None or plan.torn or slug not in context.curriculum.places:
            continue
        status = lesson_status(context.curriculum, context.record, plan, history)
        if not status.changed or status.verdict_round is None:
            continue
        review = history.rounds[status.verdict_round]
        yield Fault(
            At(review.file, ("verdict",)),
            f"round {status.verdict_round} passed another lesson than this: {told(status.changed)} since",
            f"review it again, or, if the change needs no review, `lesson-pipeline review accept {slug} --reason …`",
        )


@rule("REV009", "carried-forward", Severity.WARNING, on="course")
def carried_forward(context: CourseContext) -> Iterator[Fault]:
    for history in context.reviews.values():
        last = _last(history)
        if last is None or not last.verdict:
            continue
        for trail in history.trails.values():
            said = trail.steps[-1]
            if trail.status in OPEN and said.round < (last.position or 0):
                mend = "fix it" if trail.finding.severity == "critical" else "fix or decline it"
                yield Fault(
                    said.at,
                    f"`{_name(trail)}` of round {trail.round} is still open, and no later round says what became of it",
                    f"{mend}, or say under `verification` of round {last.position} how it stands",
                    ((At(last.file, ("verdict",)), "the last round closed here"),),
                )


def _last(history: History | None) -> Round | None:
    return history.rounds[max(history.rounds)] if history and history.rounds else None


def _name(trail: Trail) -> str:
    return trail.finding.id
