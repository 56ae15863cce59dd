"""What the reviews of a planning document say: rounds, findings, fixes, verifications, in the document's own words.

Texts are Markdown as it was written. `line` is the line of the document (1-based).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What has no field of its own, under the heading that it stands under."""

    heading: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class FindingReading:
    """A finding. `id` is chosen from the title, unique in the round; texts that are not said are empty."""

    id: str
    severity: str
    title: str
    line: int
    location: str = ""
    issue: str = ""
    student_impact: str = ""
    suggested_fix: str = ""
    notes: tuple[NoteReading, ...] = ()
    stated: Mapping[str, Any] = field(default_factory=dict)
    """Its data, where an annotation says them."""


@dataclass(frozen=True, slots=True)
class EntryReading:
    """A line of a fix pass or of a verification: which finding it speaks of, and what became of it.

    `status` is fixed, reopened or declined; empty where the entry does not say it. `status_words` are kept where they
    say more than that.
    """

    number: int | None
    severity: str
    title: str
    status: str
    status_words: str
    text: str
    raw: str
    """The whole entry as it was written."""
    line: int
    form: tuple[str, ...] = ()
    """Its words that the other fields say in another form: number, severity, status."""


@dataclass(frozen=True, slots=True)
class FixReading:
    """What was done about a finding of the same round; `status` is fixed or declined."""

    finding: str
    status: str
    text: str
    line: int
    date: str = ""
    wording: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VerificationReading:
    """What became of a finding of an earlier round: its id is `1/slug`; `status` is verified, reopened or declined."""

    finding: str
    status: str
    evidence: str
    line: int
    wording: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundReading:
    """One review with its fix pass. `ordinal` counts the reviews of the document; `iteration` is what they say."""

    ordinal: int
    line: int
    date: str = ""
    iteration: int | None = None
    of: int | None = None
    reviewer: str = ""
    findings: tuple[FindingReading, ...] = ()
    fixes: tuple[FixReading, ...] = ()
    verification: tuple[VerificationReading, ...] = ()
    works_well: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    overall: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """For `works_well`, `patterns` and `overall` the label, where it has words of its own."""
    other: tuple[NoteReading, ...] = ()
    verdict: str = ""
    """pass, needs-revision or major-revision; empty where the review does not say it."""
    rationale: str = ""
    stated_fixes: tuple[Mapping[str, Any], ...] = ()
    """The data of fixes that have an annotation; they come first."""
    stated_verification: tuple[Mapping[str, Any], ...] = ()
    stated: Mapping[str, Any] = field(default_factory=dict)
    """What an annotation says of the round, by path."""
