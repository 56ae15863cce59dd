"""Parts of an exported review that have an annotation: findings, entries of fix passes and verifications, the head."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from lesson_pipeline.importers.markdown.annotations import Statement
from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.review_readings import NoteReading
from lesson_pipeline.importers.markdown.stated import merged, put, wording
from lesson_pipeline.importers.markdown.tree import Block, Item, Node
from lesson_pipeline.schema.shapes import fits

Data = dict[str, Any]
_KIND = "review-round"
_ENTRY = re.compile(
    "\\*\\*(?P<severity>\\[[A-Z]+\\] )?(?P<title>.*?)\\.?\\*\\* (?P<status>[^.\\n]*)\\.(?:\\s+(?P<text>.*))?\\Z",
    re.DOTALL,
)
"""An entry as an export writes it: `**[SEVERITY] Title.** STATUS. Text`."""
NOTES = ("works_well", "patterns", "overall", "wording", "other")
"""The keys of the notes of a round, in the order of the file."""


def is_note(node: Node, log: Log) -> bool:
    """Whether a heading says itself that it is that of a note."""
    said = log.annotations.said.get(node.line)
    return said is not None and said.values.get("slot") == "note"


def note_of(node: Node, log: Log) -> NoteReading:
    """A note under its heading; one whose annotation says that it has none is a text alone."""
    said = log.annotations.at(node.line)
    heading = "" if said and "heading" in said.values else node.title
    log.structure += [] if heading else [node.title]
    text = "\n\n".join(block.text for block in node.blocks if block.kind != "rule")
    return NoteReading(heading, text, node.line)


def finding_data(shown: Data, notes: Iterable[NoteReading], said: Statement, log: Log) -> Data:
    """The data of a finding: its texts, and what the annotation says. `text: true` of a place is what stands there."""
    location = shown.pop("location", "")
    places = said.values.get("location")
    log.turned += [location] if places else []
    if isinstance(places, list):
        filled = [
            {**place, "text": location} if isinstance(place, Mapping) and place.get("text") is True else place
            for place in places
        ]
        said = replace(said, values={**said.values, "location": filled})
    every = {
        "id": "",
        "severity": shown["severity"],
        "title": shown["title"],
        "location": [{"text": location}] if location else [],
        "issue": shown.get("issue", ""),
        "student_impact": shown.get("student_impact", ""),
        "suggested_fix": shown.get("suggested_fix", ""),
        "rule": "",
        "notes": [{"heading": one.heading, "text": one.text} if one.heading else {"text": one.text} for one in notes],
    }
    return merged(_KIND, "findings/*", every, said, log) or {}


def stated_entries(blocks: Iterable[Block], part: str, log: Log, date: str = "") -> tuple[list[Data], list[Block]]:
    """The entries of `fixes` or of the `verification` that have an annotation, as data; and the blocks without them."""
    found: list[Data] = []
    rest: list[Block] = []
    for block in blocks:
        others: list[Item] = []
        for item in block.items:
            said, entry = log.annotations.at(item.line), _ENTRY.match(item.text)
            data = _entry(entry, part, said, log, date) if said and entry else None
            if data is None:
                others.append(item)
            else:
                found.append(data)
                log.structure += [str(item.number or ""), (entry and entry["severity"]) or ""]
        if others or not block.items:
            rest.append(replace(block, items=tuple(others)))
    return found, rest


def _entry(entry: "re.Match[str]", part: str, said: Statement, log: Log, date: str) -> Data | None:
    text = entry["text"] or ""
    words = wording(log, said, finding=entry["title"], status=entry["status"])
    if part == "verification":
        shown = {"finding": "", "status": "", "evidence": text, "date": "", "wording": words}
    else:
        declined = said.values.get("status") in ("declined", "reopened")
        change, reason = ("", text) if declined else (text, "")
        shown = {"finding": "", "status": "", "change": change, "reason": reason, "date": date, "wording": words}
    return merged(_KIND, f"{part}/*", shown, said, log)


def stated_round(line: int, log: Log) -> Data:
    """What the annotation of a review's heading says of the round, by path (`notes/other`)."""
    said = log.annotations.at(line)
    found: Data = {}
    for path, value in said.values.items() if said else ():
        _, key, inner = put({}, path, value, NOTES)
        stands_there = path == "lesson" or (path in ("findings", "fixes", "verification") and value != [])
        if stands_there or not _may_be(key, inner):
            log.odd.append(Odd(line, f"`{path}` is nothing that an annotation says of a review: it was left out"))
        else:
            found[path] = value
    return found


def _may_be(key: str, value: Any) -> bool:
    try:
        return value is None or fits(_KIND, key, value)
    except KeyError:
        return False
