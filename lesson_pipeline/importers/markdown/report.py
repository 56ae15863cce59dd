"""What an import tells: for a program as JSON, for a person in lines."""

import re
from collections.abc import Iterator
from typing import Any

from lesson_pipeline.importers.markdown.outcome import SEVERITIES, DocumentOutcome, ImportOutcome, RoundCount

_WORD = re.compile(r"[^\W_]+")
_MOST = 8
"""So many of a kind are shown to a person."""
_MUCH = 0.05
"""A document of which more than this share of words went to notes deserves a look."""


def as_data(outcome: ImportOutcome) -> dict[str, Any]:
    """The whole report as one object for JSON."""
    return {
        "version": 1,
        "documents": [_document(document) for document in outcome.documents],
        "pages": list(outcome.pages),
        "failed": [
            {"source": one.source, "message": one.message, **({"help": one.help} if one.help else {})}
            for one in outcome.failed
        ],
        "order": list(outcome.order),
        "records": list(outcome.records),
        "suggestions": [
            {"from": one.source, "into": one.into, "score": one.score, "why": one.why, "command": one.command}
            for one in outcome.suggestions
        ],
        "guesses": [
            {key: getattr(guess, key) for key in ("document", "line", "what", "why", "file", "at")}
            for guess in outcome.guesses
        ],
    }


def _document(document: DocumentOutcome) -> dict[str, Any]:
    words, log = document.words, document.log
    return {
        "source": document.source,
        "lesson": document.lesson,
        "kind": document.kind,
        "files": list(document.files),
        "words": {
            "in": words.read,
            "kept": words.kept,
            "in_notes": words.in_notes,
            "lost": [{"word": lost.word, "count": lost.count, "lines": list(lost.lines)} for lost in words.lost],
        },
        "tables": [
            {"to": table.to, "line": table.line, "rows_in": table.rows_in, "rows_out": table.rows_out}
            for table in log.tables
        ],
        "mapped": [{"title": part.title, "line": part.line, "to": part.to} for part in log.mapped],
        "notes": [
            {"heading": left.heading, "line": left.line, "words": len(_WORD.findall(left.text))} for left in log.left
        ],
        "inferred": [
            {"file": value.file, "at": value.at, "value": value.value, "why": value.why} for value in document.inferred
        ],
        "looks_wrong": [
            {"line": odd.line, "message": odd.message} for odd in sorted(log.odd, key=lambda odd: odd.line)
        ],
        "rounds": [_round(count) for count in document.rounds],
        "checklists": [{"title": part.title, "items": list(part.items)} for part in document.checklists],
    }


def _round(count: RoundCount) -> dict[str, Any]:
    return {
        "round": count.round,
        "verdict": count.verdict,
        "findings": {severity: count.findings[severity] for severity in SEVERITIES},
        "fixed": count.fixed,
        "declined": count.declined,
        "verified": count.verified,
    }


# -- for a person


def lines(outcome: ImportOutcome) -> Iterator[str]:
    """The report for a person: a line for each document, the sums, and what to look at next."""
    width = max((len(document.lesson) for document in outcome.documents), default=0)
    for document in outcome.documents:
        yield f"  {document.lesson:<{width}}  {_in_brief(document)}"
    if outcome.documents:
        yield ""
        yield _sums(outcome)
    yield from _looks_wrong(outcome)
    yield from _lost(outcome)
    yield from _listed("Not imported", [_failure(outcome, index) for index in range(len(outcome.failed))])
    yield from _listed(
        "Lessons that others cite, as records of what they are said to have taught", list(outcome.records)
    )
    yield from _listed(
        "Concepts that may be one and the same; if so", [f"{one.command}  ({one.why})" for one in outcome.suggestions]
    )


def _failure(outcome: ImportOutcome, index: int) -> str:
    one = outcome.failed[index]
    return f"{one.source}: {one.message}{f' ({one.help})' if one.help else ''}"


def _in_brief(document: DocumentOutcome) -> str:
    words = document.words
    pieces = [f"{words.kept:,} of {words.read:,} words"]
    share = words.in_notes / words.read if words.read else 0
    if share > _MUCH:
        pieces.append(f"{share:.0%} in notes")
    if document.rounds:
        found = sum(sum(one.findings.values()) for one in document.rounds)
        pieces.append(f"{_count(len(document.rounds), 'round')}, {_count(found, 'finding')}")
    if document.rounds and document.rounds[-1].verdict:
        pieces[-1] += f", {document.rounds[-1].verdict}"
    if document.inferred:
        pieces.append(f"{len(document.inferred)} inferred")
    if document.kind == "record":
        pieces.append("a record")
    if odd := len(document.log.odd):
        pieces.append(f"{odd} to look at")
    return "; ".join(pieces)


def _sums(outcome: ImportOutcome) -> str:
    documents = outcome.documents
    read = sum(document.words.read for document in documents)
    kept = sum(document.words.kept for document in documents)
    shares = [document.words.in_notes / document.words.read for document in documents if document.words.read]
    average = sum(shares) / len(shares) if shares else 0
    rounds = [one for document in documents for one in document.rounds]
    found = sum(sum(one.findings.values()) for one in rounds)
    return (
        f"{_count(len(documents), 'document')}: {kept:,} of {read:,} words kept, {average:.1%} of a document in notes; "
        f"{_count(len(rounds), 'review round')} with {_count(found, 'finding')}."
    )


def _looks_wrong(outcome: ImportOutcome) -> Iterator[str]:
    found = [
        f"{document.source}:{odd.line}: {odd.message}"
        for document in outcome.documents
        for odd in sorted(document.log.odd, key=lambda odd: odd.line)
    ]
    yield from _listed("Looks wrong in the documents", found)


def _lost(outcome: ImportOutcome) -> Iterator[str]:
    found = [
        f"{document.source}:{lost.lines[0] if lost.lines else 1}: “{lost.word}”{f' ({lost.count} times)' if lost.count > 1 else ''}"
        for document in outcome.documents
        for lost in document.words.lost
    ]
    yield from _listed("Words that no file holds", found)


def _listed(heading: str, entries: list[str]) -> Iterator[str]:
    """Some entries below a heading, and how many more there are; nothing where there are none."""
    if not entries:
        return
    yield ""
    yield f"{heading}:"
    yield from (f"  {entry}" for entry in entries[:_MOST])
    if len(entries) > _MOST:
        yield f"  and {len(entries) - _MOST} more; --report json lists all"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
