"""Verifications: what a review says became of the findings of the round before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.importers.markdown.finding_entries import entries_in, says_all_done
from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.match_findings import match_entries
from lesson_pipeline.importers.markdown.read_fixes import note_of, unmatched, warn_if_unsure, wording_of
from lesson_pipeline.importers.markdown.review_headings import iteration_of
from lesson_pipeline.importers.markdown.review_readings import NoteReading, RoundReading, VerificationReading
from lesson_pipeline.importers.markdown.stated_reviews import stated_entries
from lesson_pipeline.importers.markdown.tree import Block

_STATUS = {"fixed": "verified", "reopened": "reopened", "declined": "declined"}


@dataclass(frozen=True, slots=True)
class Verified:
    """Verifications, and what no verification takes."""

    verification: tuple[VerificationReading, ...]
    notes: tuple[NoteReading, ...]
    stated: tuple[Mapping[str, Any], ...] = ()
    """The data of verifications that have an annotation."""


def read_verification(
    title: str, line: int, blocks: Sequence[Block], rounds: Sequence[RoundReading], log: Log
) -> Verified:
    """A verification under its heading. `rounds` are those before this review.

    Where the text names no finding, nothing is verified: it is kept as a note, and the log says so.
    """
    stated, blocks = stated_entries(blocks, "verification", log)
    if stated:
        log.structure.append(title)
        more = read_verification(title, line, blocks, rounds, log)
        return Verified(more.verification, more.notes, tuple(stated))
    default = "fixed" if says_all_done(title) else ""
    entries = entries_in(blocks, default, "verification", log)
    if not entries.entries or not rounds:
        text = "\n\n".join(block.text for block in blocks if block.kind != "rule")
        if not text:
            log.structure.append(title)
            return Verified((), ())
        log.odd.append(Odd(line, "the text does not say what became of each finding: nothing is verified by it"))
        return Verified((), (NoteReading(title, text, line),))
    log.structure += [title, *entries.form]
    target = _round_of(title, rounds)
    left, verified = list(entries.prose), list[VerificationReading]()
    for match in match_entries(entries.entries, target.findings):
        if match.finding is None or not match.entry.status:
            left.append(unmatched(match, log))
            continue
        warn_if_unsure(match, log)
        wording = wording_of(match.entry, match.finding, log)
        verified.append(
            VerificationReading(
                finding=f"{target.ordinal}/{match.finding.id}",
                status=_STATUS[match.entry.status],
                evidence=match.entry.text or (wording.pop("status", "") if match.entry.status == "declined" else ""),
                line=match.entry.line,
                wording=wording,
            )
        )
    return Verified(tuple(verified), note_of(title, left))


def _round_of(title: str, rounds: Sequence[RoundReading]) -> RoundReading:
    """The round that a heading speaks of: the last with the iteration that it names, else the one before."""
    named = iteration_of(title)
    if named:
        for earlier in reversed(rounds):
            if earlier.iteration == named[0]:
                return earlier
    return rounds[-1]
