"""REV: what the review rounds of a lesson say."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.course import VerdictPolicy
from lesson_pipeline.places import At
from lesson_pipeline.reviews.history import History, Trail
from lesson_pipeline.reviews.verdict import VERDICTS, allowed, counted, open_at_close, told
from lesson_pipeline.rules.context import CourseContext
from lesson_pipeline.rules.registry import Fault, rule, write


@rule("REV001", "verdict-contradicts-findings", Severity.ERROR, on="course")
def verdict_contradicts_findings(context: CourseContext) -> Iterator[Fault]:
    policy = context.curriculum.course.policy.verdicts
    if policy is None:
        return
    for history in context.reviews.values():
        for number, review in history.rounds.items():
            if not review.verdict or not history.is_certain(number):
                continue
            found = open_at_close(history, number)
            verdicts = allowed(policy, counted(found))
            if review.verdict not in verdicts:
                yield _contradiction(policy, history, number, found, verdicts)


def _contradiction(
    policy: VerdictPolicy, history: History, number: int, found: tuple[Trail, ...], verdicts: tuple[str, ...]
) -> Fault:
    review = history.rounds[number]
    at = At(review.file, ("verdict",))
    right = " or ".join(f"`{verdict}`" for verdict in verdicts)
    earlier = [trail for trail in found if trail.round != number]
    if VERDICTS.index(review.verdict) > VERDICTS.index(verdicts[-1]):
        help = f"write {right}; if more is wrong than that, log it under `findings`, or reopen it under `verification`"
    elif earlier:
        names = ", ".join(f"`{trail.round}/{trail.finding.id}`" for trail in earlier)
        help = f"write {right}; if {names} is settled, say so under `verification`"
    else:
        help = f"write {right}; the next round can be milder, when what is open here is fixed or declined"
    astray = [step.at for step in history.astray if (step.round, step.after_verdict) <= (number, False)]
    return Fault(
        at,
        f"the verdict is `{review.verdict}`, but with {told(found)} open the course's policy says {right}",
        help,
        (
            *((trail.at, _open(trail, number)) for trail in found if _counts(policy, trail.finding.severity)),
            *((At(place.file, (*place.path, "finding")), "names no finding, so it does not count") for place in astray),
        ),
        fix=write(verdicts[0], at) if len(verdicts) == 1 and not astray else None,
    )


def _open(trail: Trail, number: int) -> str:
    said = trail.before_verdict(number)
    again = f", reopened in round {said.round}" if said and said.status == "reopened" else ""
    found = "" if trail.round == number else f" of round {trail.round}{again}"
    return f"open {trail.finding.severity} finding{found}: {trail.finding.title or trail.finding.id}"


def _counts(policy: VerdictPolicy, severity: str) -> bool:
    """Whether some threshold is about findings of a severity."""
    return any(severity in named for named in (policy.pass_up_to, policy.choice_from, policy.major_revision_from))
