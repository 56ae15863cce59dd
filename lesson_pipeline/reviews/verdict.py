"""The verdict of a review round, from the findings that are open when it closes, by the course's policy."""

from collections.abc import Iterable, Mapping, Sequence

from lesson_pipeline.model.course import VerdictPolicy
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.reviews.history import OPEN, History, Trail

VERDICTS = ("pass", "needs-revision", "major-revision")
"""The mildest first."""


def open_at_close(history: History, round: int) -> tuple[Trail, ...]:
    """The findings that a round's verdict has to answer for, the gravest first.

    Its own, whatever is done about them afterwards, and those of earlier rounds that were open, or that it reopened.
    What was fixed earlier is not open, whether or not somebody has verified it.
    """
    found = [
        trail for trail in history.trails.values() if (said := trail.before_verdict(round)) and said.status in OPEN
    ]
    return tuple(trail for severity in SEVERITIES for trail in found if trail.finding.severity == severity)


def counted(trails: Iterable[Trail]) -> dict[str, int]:
    """How many findings there are of each severity, the gravest first."""
    severities = [trail.finding.severity for trail in trails]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def told(trails: Sequence[Trail]) -> str:
    """How many findings there are of each severity, in words: `1 critical and 2 improvement findings`."""
    counts = [f"{count} {severity}" for severity, count in counted(trails).items() if count]
    if not counts:
        return "no finding"
    listed = " and ".join(counts) if len(counts) < 3 else f"{counts[0]}, {counts[1]} and {counts[2]}"
    return f"{listed} finding{'' if len(trails) == 1 else 's'}"


def allowed(policy: VerdictPolicy, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The verdicts that so many open findings allow; the first is the one derived, a second the reviewer's to choose."""
    if _reached(policy.major_revision_from, counts):
        return ("major-revision",)
    if _reached(policy.choice_from, counts):
        return ("needs-revision", "major-revision")
    if all(counts.get(severity, 0) <= most for severity, most in policy.pass_up_to.items()):
        return ("pass",)
    return ("needs-revision",)


def _reached(thresholds: Mapping[str, int], counts: Mapping[str, int]) -> bool:
    return any(counts.get(severity, 0) >= least for severity, least in thresholds.items())
