"""A review round, whole: every field of the file has its place here. What follows from several is `reviews`' subject."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lesson_pipeline.model.plan import Note
from lesson_pipeline.places import DocPath

SEVERITIES = ("critical", "improvement", "polish")
"""Of findings, the gravest first."""


def gravity(severity: str) -> int:
    """A number to sort by, the gravest first; what has no severity comes last."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


_NUMBERED = re.compile(r"round-([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Location:
    """A place that a finding is about, by ids and by the words found there."""

    path: DocPath
    section: str = ""
    part: str = ""
    block: str = ""
    question: str = ""
    element: str = ""
    quote: str = ""
    text: str = ""
    """The place in the reviewer's words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviewer found wrong."""

    id: str
    severity: str
    path: DocPath
    title: str = ""
    locations: tuple[Location, ...] = ()
    issue: str = ""
    student_impact: str = ""
    suggested_fix: str = ""
    rule: str = ""
    """Code of the rule that now catches it."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """What the author did about a finding: `fixed`, `declined` or `reopened`."""

    finding: str
    """Its id as written: bare for one of the same round, `1/id` for one of an earlier round."""
    status: str
    path: DocPath
    change: str = ""
    reason: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What the reviewer saw of a fix: `verified`, `reopened` or `declined`."""

    finding: str
    """Its id as written, as in `Fix`."""
    status: str
    path: DocPath
    evidence: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change of the lesson since the review that somebody looked at and accepted."""

    reason: str
    path: DocPath
    sections: tuple[str, ...] = ()
    state: bool = False
    """Whether the student state had changed."""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """An item of the checklist that a round goes through; `holds` is None where nobody has judged it."""

    item: str
    holds: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RoundNotes:
    """What the reviewer says beside the findings."""

    works_well: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    overall: str = ""
    other: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Iteration:
    """The number that people gave a round where a rework restarted the count."""

    n: int
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Digests of what was reviewed: of each section, and of the student state relied on."""

    sections: Mapping[str, str] = field(default_factory=dict)
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One review round: what its file says of itself, and what its place in the folders says."""

    file: str
    folder: str
    stem: str
    lesson: str
    number: int | None
    """As written."""
    iteration: Iteration | None = None
    date: str = ""
    reviewer: str = ""
    of: Reviewed = Reviewed()
    checklist: tuple[Checked, ...] = ()
    findings: tuple[Finding, ...] = ()
    fixes: tuple[Fix, ...] = ()
    verification: tuple[Verified, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    notes: RoundNotes = RoundNotes()
    verdict: str = ""
    """As written; empty where it is left to be derived."""
    rationale: str = ""
    whole: bool = True
    """Whether all its findings and all that it says of findings could be read."""

    @property
    def position(self) -> int | None:
        """Its place among the rounds of the lesson: by the file's name, or by the number where that has none."""
        named = _NUMBERED.fullmatch(self.stem)
        return int(named[1]) if named else self.number
