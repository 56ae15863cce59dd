"""What the reviews of a course teach: how many findings of what kind, where, how soon lessons pass, what recurs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.reviews.history import History, build_histories

JUDGEMENT = "judgement"
"""The class of a finding that names no rule: a person saw it."""
_MOST_PATTERNS = 12


@dataclass(frozen=True, slots=True)
class ReviewStats:
    """Counts over all rounds of a course."""

    lessons: int
    """Lessons that were reviewed."""
    rounds: int
    findings: Mapping[str, int]
    """By severity."""
    classes: Mapping[str, Mapping[str, int]]
    """By family of the rule that now catches a finding, or judgement; each by severity."""
    kinds: Mapping[str, Mapping[str, int]]
    """By kind of the section that a finding is about; each by severity. The empty kind stands for no section."""
    statuses: Mapping[str, int]
    rounds_to_pass: Mapping[int, int]
    """How many lessons passed first in which round."""
    caught_by_rules: int
    """Findings that name the rule that now catches them."""
    patterns: Sequence[tuple[str, int]]
    """What reviewers noted as patterns, the most frequent first."""


def review_stats(curriculum: Curriculum) -> ReviewStats:
    """The counts of a course."""
    histories = build_histories(curriculum.rounds)
    trails = [(slug, trail) for slug, history in histories.items() for trail in history.trails.values()]
    by_class: dict[str, Counter[str]] = {}
    by_kind: dict[str, Counter[str]] = {}
    for slug, trail in trails:
        finding = trail.finding
        family = finding.rule[:-3] if finding.rule else JUDGEMENT
        by_class.setdefault(family, Counter())[finding.severity] += 1
        section = next((place.section for place in finding.locations if place.section), "")
        by_kind.setdefault(_kind(curriculum, slug, section), Counter())[finding.severity] += 1
    return ReviewStats(
        lessons=len(histories),
        rounds=sum(len(history.rounds) for history in histories.values()),
        findings=_by_severity(Counter(trail.finding.severity for _, trail in trails)),
        classes={name: _by_severity(by_class[name]) for name in _most_first(by_class)},
        kinds={name: _by_severity(by_kind[name]) for name in _most_first(by_kind)},
        statuses=dict(Counter(trail.status for _, trail in trails).most_common()),
        rounds_to_pass=dict(sorted(Counter(_first_pass(histories.values())).items())),
        caught_by_rules=sum(bool(trail.finding.rule) for _, trail in trails),
        patterns=_patterns(curriculum),
    )


def _by_severity(counts: Counter[str]) -> dict[str, int]:
    return {severity: counts[severity] for severity in SEVERITIES}


def _most_first(groups: Mapping[str, Counter[str]]) -> list[str]:
    return sorted(groups, key=lambda name: (-groups[name].total(), name))


def _kind(curriculum: Curriculum, slug: str, section: str) -> str:
    plan = curriculum.plans.get(slug)
    return next((one.kind for one in plan.outline if one.id == section), "") if plan and section else ""


def _first_pass(histories: Iterable[History]) -> list[int]:
    firsts = (
        next((number for number, one in history.rounds.items() if one.verdict == "pass"), None) for history in histories
    )
    return [number for number in firsts if number is not None]


def _patterns(curriculum: Curriculum) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for review in curriculum.rounds:
        for pattern in review.notes.patterns:
            key = " ".join(pattern.casefold().split()).strip(" .")
            words.setdefault(key, pattern)
            counts[key] += 1
    return [(words[key], count) for key, count in counts.most_common(_MOST_PATTERNS)]
