"""What became of every finding over the rounds of a lesson, with the entry that says so.

It takes what the rounds say in the order in which they say it: the findings of a round and what the reviewer saw of
earlier fixes, then the verdict, then what was done about the findings. Whether somebody may say it is not asked here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lesson_pipeline.model.rounds import Finding, Fix, Round, Verified
from lesson_pipeline.places import At

Key = tuple[int, str]
"""A finding in the reviews of a lesson: the round that found it, and its id there."""

OPEN = frozenset({"open", "reopened"})
"""The statuses of a finding that wants something done; the others are fixed, verified and declined."""

_NUMBERED = re.compile(r"([1-9][0-9]{0,8})/(.+)")


@dataclass(frozen=True, slots=True)
class Step:
    """What one entry of a round says of a finding."""

    status: str
    round: int
    at: At
    """The entry."""
    after_verdict: bool
    """Whether it was said when the round had its verdict."""


@dataclass(frozen=True, slots=True)
class Trail:
    """A finding and its life so far."""

    round: int
    finding: Finding
    steps: tuple[Step, ...]
    """In order; the first is that it was found."""

    @property
    def at(self) -> At:
        """The finding itself."""
        return self.steps[0].at

    @property
    def status(self) -> str:
        """What it has come to."""
        return self.steps[-1].status

    def before_verdict(self, round: int) -> Step | None:
        """What was last said of it before the verdict of a round; None where it was not found yet."""
        said = [step for step in self.steps if (step.round, step.after_verdict) <= (round, False)]
        return said[-1] if said else None


@dataclass(frozen=True, slots=True)
class History:
    """The review rounds of a lesson, and the life of their findings."""

    rounds: Mapping[int, Round]
    """By number, in order."""
    trails: Mapping[Key, Trail]
    """In the order in which they were found."""
    astray: tuple[Step, ...] = ()
    """What is said of findings that no round has, so far or at all."""
    uncertain_from: int | None = None
    """The first round of which something could not be read, or whose number two files bear."""

    def is_certain(self, round: int) -> bool:
        """Whether everything that was said before the verdict of a round could be read."""
        return self.uncertain_from is None or round < self.uncertain_from


def build_histories(rounds: Iterable[Round]) -> dict[str, History]:
    """The history of each lesson that was reviewed, by slug: the name of its folder."""
    by_lesson: dict[str, list[Round]] = {}
    for review in rounds:
        by_lesson.setdefault(review.folder, []).append(review)
    return {lesson: build_history(reviews) for lesson, reviews in by_lesson.items()}


def build_history(rounds: Iterable[Round]) -> History:
    """The history of one lesson from its rounds, in whatever order they come."""
    numbered: dict[int, Round] = {}
    uncertain: set[int] = set()
    for review in rounds:
        position = review.position
        if position is None:
            uncertain.add(0)  # it may belong anywhere
        elif position in numbered:
            uncertain.add(position)
        else:
            numbered[position] = review
            if not review.whole:
                uncertain.add(position)
    writing = _Writing()
    for number in sorted(numbered):
        writing.add(number, numbered[number])
    return History(
        rounds={number: numbered[number] for number in sorted(numbered)},
        trails={key: Trail(key[0], writing.findings[key], tuple(steps)) for key, steps in writing.steps.items()},
        astray=tuple(writing.astray),
        uncertain_from=min(uncertain, default=None),
    )


class _Writing:
    """A history while its rounds are gone through."""

    def __init__(self) -> None:
        self.findings: dict[Key, Finding] = {}
        self.steps: dict[Key, list[Step]] = {}
        self.astray: list[Step] = []

    def add(self, number: int, review: Round) -> None:
        for finding in review.findings:
            if finding.id and (number, finding.id) not in self.findings:  # of two with one id the first counts
                self.findings[number, finding.id] = finding
                self.steps[number, finding.id] = [Step("open", number, At(review.file, finding.path), False)]
        own = [entry for entry in review.verification if _meant(entry, number)[0] == number]
        earlier = [entry for entry in review.verification if _meant(entry, number)[0] != number]
        self._say(earlier, number, review.file, after_verdict=False)
        self._say(review.fixes, number, review.file, after_verdict=True)
        self._say(own, number, review.file, after_verdict=True)  # what is verified was fixed before

    def _say(self, entries: Iterable[Fix | Verified], number: int, file: str, *, after_verdict: bool) -> None:
        for entry in entries:
            step = Step(entry.status, number, At(file, entry.path), after_verdict)
            self.steps.get(_meant(entry, number), self.astray).append(step)


def _meant(entry: Fix | Verified, number: int) -> Key:
    """The finding that an entry of a round means: one of that round, unless it says of which."""
    named = _NUMBERED.fullmatch(entry.finding)
    return (int(named[1]), named[2]) if named else (number, entry.finding)
