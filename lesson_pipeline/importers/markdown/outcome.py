"""What an import made of each document and of all together: plain data for the report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesson_pipeline.importers.markdown.documents import Failed
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.readings import ChecklistReading
from lesson_pipeline.importers.markdown.suggestions import Suggestion
from lesson_pipeline.importers.markdown.words import Account

SEVERITIES = ("critical", "improvement", "polish")


@dataclass(frozen=True, slots=True)
class InferredValue:
    """A value of a file that nobody said, and why the importer took it."""

    file: str
    at: str
    value: Any
    why: str


@dataclass(frozen=True, slots=True)
class RoundCount:
    """A review round in numbers."""

    round: int
    verdict: str
    findings: Mapping[str, int]
    fixed: int
    declined: int
    verified: int


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """One document, and the files made of it."""

    source: str
    lesson: str
    kind: str
    files: tuple[str, ...]
    words: Account
    log: Log
    inferred: tuple[InferredValue, ...] = ()
    rounds: tuple[RoundCount, ...] = ()
    checklists: tuple[ChecklistReading, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """Everything that an import read and made; nothing of it is written yet."""

    documents: tuple[DocumentOutcome, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    """The files, by path."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Digests of the documents and pages that were used, by path."""
    order_file: str = ""
    """The file that says the order, if there is one."""
    pages: tuple[str, ...] = ()
    """Module pages that were used."""
    failed: tuple[Failed, ...] = ()
    order: tuple[str, ...] = ()
    """The lessons in order of teaching, each with its position."""
    records: tuple[str, ...] = ()
    """Lessons that only others speak of."""
    suggestions: tuple[Suggestion, ...] = ()
    guesses: tuple[Guess, ...] = ()


def count_round(data: Mapping[str, Any]) -> RoundCount:
    """A round in numbers, from the data of its file."""
    findings = [finding["severity"] for finding in data.get("findings", ())]
    return RoundCount(
        round=data["round"],
        verdict=data.get("verdict", ""),
        findings={severity: findings.count(severity) for severity in SEVERITIES},
        fixed=_count(data.get("fixes", ()), "fixed"),
        declined=_count(data.get("fixes", ()), "declined"),
        verified=_count(data.get("verification", ()), "verified"),
    )


def _count(entries: Iterable[Mapping[str, Any]], status: str) -> int:
    return sum(entry.get("status") == status for entry in entries)
