"""A review as the data of its file: plain values, keys in the order of the schema."""

from collections.abc import Sequence
from typing import Any

from lesson_pipeline.importers.markdown.locations import OutlinePlace, numbers_hold, places_of
from lesson_pipeline.importers.markdown.review_readings import (
    FindingReading,
    FixReading,
    NoteReading,
    RoundReading,
    VerificationReading,
)
from lesson_pipeline.importers.markdown.stated import ordered, put
from lesson_pipeline.importers.markdown.stated_reviews import NOTES

_KEYS = (
    *("lesson", "round", "iteration", "date", "reviewer", "of", "checklist", "findings", "fixes", "verification"),
    *("accepted", "notes", "verdict", "rationale", "waivers"),
)
"""The keys of a round, in the order of the file."""


def round_data(reading: RoundReading, slug: str, outline: Sequence[OutlinePlace]) -> dict[str, Any]:
    """The data of a review round of the lesson `slug`; `outline` is that of its plan, to find places in."""
    with_numbers = numbers_hold((finding.location for finding in reading.findings), outline)
    iteration = {"n": reading.iteration, "of": reading.of} if reading.iteration is not None else None
    data = _filled(
        {
            "lesson": slug,
            "round": reading.ordinal,
            "iteration": _filled(iteration) if iteration else None,
            "date": reading.date,
            "reviewer": reading.reviewer,
            "findings": [
                dict(finding.stated) or _finding(finding, places_of(finding.location, outline, with_numbers))
                for finding in reading.findings
            ],
            "fixes": [*reading.stated_fixes, *(_fix(fix) for fix in reading.fixes)],
            "verification": [*reading.stated_verification, *(_verification(one) for one in reading.verification)],
            "notes": _filled(
                {
                    "works_well": list(reading.works_well),
                    "patterns": list(reading.patterns),
                    "overall": reading.overall,
                    "wording": dict(reading.labels),
                    "other": [_note(note) for note in reading.other],
                }
            ),
            "verdict": reading.verdict,
            "rationale": reading.rationale,
        }
    )
    for path, value in reading.stated.items():
        data = put(data, path, value, NOTES)[0]
    return ordered(data, _KEYS) if reading.stated else data


def _finding(finding: FindingReading, location: list[dict[str, Any]]) -> dict[str, Any]:
    return _filled(
        {
            "id": finding.id,
            "severity": finding.severity,
            "title": finding.title,
            "location": location,
            "issue": finding.issue,
            "student_impact": finding.student_impact,
            "suggested_fix": finding.suggested_fix,
            "notes": [_note(note) for note in finding.notes],
        }
    )


def _fix(fix: FixReading) -> dict[str, Any]:
    key = "reason" if fix.status == "declined" else "change"
    return _filled(
        {"finding": fix.finding, "status": fix.status, key: fix.text, "date": fix.date, "wording": fix.wording}
    )


def _verification(verification: VerificationReading) -> dict[str, Any]:
    return _filled(
        {
            "finding": verification.finding,
            "status": verification.status,
            "evidence": verification.evidence,
            "wording": verification.wording,
        }
    )


def _note(note: NoteReading) -> dict[str, Any]:
    """A note; a heading with nothing below is a text."""
    if note.heading and note.text:
        return {"heading": note.heading, "text": note.text}
    return {"text": note.text or note.heading}


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what is empty."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
