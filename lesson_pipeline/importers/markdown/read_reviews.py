"""The reviews of a planning document: each with its findings, notes, verdict, fix pass and verification."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lesson_pipeline.importers.markdown.log import Log, Mapped, Odd
from lesson_pipeline.importers.markdown.read_fixes import read_fixes
from lesson_pipeline.importers.markdown.read_review import read_review
from lesson_pipeline.importers.markdown.read_verification import read_verification
from lesson_pipeline.importers.markdown.review_headings import (
    ReviewHeading,
    is_fix_pass,
    is_verification,
    iteration_of,
    review_heading,
)
from lesson_pipeline.importers.markdown.review_readings import NoteReading, RoundReading
from lesson_pipeline.importers.markdown.tree import Node

_ALL_DONE = re.compile(
    r"\b(?:all|both|every|each)\b[^.]{0,60}\b(?:findings?|issues?|fixes)\b[^.]{0,200}\b(?:addressed|resolved|fixed|verified)\b",
    re.IGNORECASE,
)


def read_reviews(nodes: Sequence[Node], log: Log) -> tuple[RoundReading, ...]:
    """The rounds of a document, from the headings that `halves.halves` gives, in their order."""
    rounds: list[RoundReading] = []
    for node in nodes:
        heading = review_heading(node)
        if heading is not None:
            rounds.append(_round(node, heading, rounds, log))
        elif rounds:
            rounds[-1] = _after(node, rounds, log)
        else:
            log.leave_node(node)
            log.odd.append(Odd(node.line, f"`{node.title}` stands before any review: it goes to the notes of the plan"))
    return tuple(rounds)


def _round(node: Node, heading: ReviewHeading, before: Sequence[RoundReading], log: Log) -> RoundReading:
    reading = read_review(node, heading, before, log)
    if before and heading.iteration is not None and heading.iteration <= (before[-1].iteration or 0):
        message = f"iteration {heading.iteration} follows iteration {before[-1].iteration}: the count starts again"
        log.odd.append(Odd(node.line, f"{message}; this is round {reading.ordinal}"))
    if before and before[-1].findings and not (reading.verification or reading.stated_verification):
        _say_what_might_be_verified(reading, log)
    return reading


def _say_what_might_be_verified(reading: RoundReading, log: Log) -> None:
    """A sentence about all findings verifies none of them; a person may."""
    notes = [note.text for note in reading.other]
    texts = [reading.rationale, reading.overall, *reading.works_well, *reading.patterns, *notes]
    for text in texts:
        if found := _ALL_DONE.search(text):
            message = f'"{found.group()}": no finding is named, so nothing is verified; verify them one by one'
            log.odd.append(Odd(reading.line, message))
            return


def _after(node: Node, rounds: Sequence[RoundReading], log: Log) -> RoundReading:
    """The last round with what stands behind it: fixes, a verification of rounds before it, or else a note."""
    reading, before = rounds[-1], rounds[:-1]
    if is_fix_pass(node.title):
        log.mapped.append(Mapped(node.title, node.line, f"round {reading.ordinal}: fixes"))
        found = read_fixes(node.title, node.line, node.flat(), reading.findings, log)
        return replace(reading, fixes=(*reading.fixes, *found.fixes), other=(*reading.other, *found.notes))
    named = iteration_of(node.title)
    if named and is_verification(node.title) and any(one.iteration == named[0] for one in before):
        log.mapped.append(Mapped(node.title, node.line, f"round {reading.ordinal}: verification"))
        verified = read_verification(node.title, node.line, node.flat(), before, log)
        return replace(
            reading,
            verification=(*reading.verification, *verified.verification),
            stated_verification=(*reading.stated_verification, *verified.stated),
            other=(*reading.other, *verified.notes),
        )
    log.mapped.append(Mapped(node.title, node.line, f"round {reading.ordinal}: notes"))
    note = NoteReading(node.title, node.text(), node.line)
    return replace(reading, other=(*reading.other, note))
