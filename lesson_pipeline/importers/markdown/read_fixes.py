"""Fix passes: what was done about the findings of a review, and which were declined."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.importers.markdown.finding_entries import entries_in
from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.match_findings import Match, match_entries, says_more
from lesson_pipeline.importers.markdown.review_headings import date_of, extra_of
from lesson_pipeline.importers.markdown.review_readings import EntryReading, FindingReading, FixReading, NoteReading
from lesson_pipeline.importers.markdown.stated_reviews import stated_entries
from lesson_pipeline.importers.markdown.tree import Block

_STANDARD = r"fix(?:es)? \w+|\w+ fix(?:es)?|(?:findings?|issues) (?:intentionally |deliberately )?(?:not )?\w+"


@dataclass(frozen=True, slots=True)
class FixPass:
    """Fixes, and what of the pass no fix takes."""

    fixes: tuple[FixReading, ...]
    notes: tuple[NoteReading, ...]
    stated: tuple[Mapping[str, Any], ...] = ()
    """The data of fixes that have an annotation."""


def read_fixes(title: str, line: int, blocks: Iterable[Block], findings: Sequence[FindingReading], log: Log) -> FixPass:
    """A fix pass under its heading. `findings` are those of the review that it follows."""
    default = "declined" if " not " in f" {title.lower()} " else "fixed"
    stated, blocks = stated_entries(blocks, "fixes", log, date_of(title))
    entries = entries_in(blocks, default, "fixes", log)
    log.structure += [title, *entries.form]
    extra = extra_of(title, _STANDARD)
    left = [Block("paragraph", line, extra)] if extra and not _is_place(extra) else []
    left += entries.prose
    fixes: list[FixReading] = []
    for match in match_entries(entries.entries, findings):
        if match.finding is None or not match.entry.status:
            left.append(unmatched(match, log))
        else:
            fixes.append(_fix(match.entry, match.finding, date_of(title), log))
            warn_if_unsure(match, log)
    return FixPass(tuple(fixes), note_of(title, left), tuple(stated))


def note_of(title: str, left: Iterable[Block]) -> tuple[NoteReading, ...]:
    """What no entry takes, as one note under the heading, in the order of the document."""
    blocks = sorted(left, key=lambda block: block.line)
    return (NoteReading(title, "\n\n".join(block.text for block in blocks), blocks[0].line),) if blocks else ()


def unmatched(match: Match, log: Log) -> Block:
    """An entry whose finding or status is not known, as it was written, and a word about it in the log."""
    if match.finding is None:
        what = "no finding of the review is clearly the one that this entry speaks of"
    else:
        what = "the entry does not say clearly what became of the finding"
    log.odd.append(Odd(match.entry.line, f"{what}: it stands in the notes of the round"))
    return Block("paragraph", match.entry.line, match.entry.raw)


def warn_if_unsure(match: Match, log: Log) -> None:
    """Say where an entry was given to a finding by its place in the list."""
    if not match.sure and match.finding:
        message = f"only its place in the list says that this is finding `{match.finding.id}`: is it?"
        log.odd.append(Odd(match.entry.line, message))


def wording_of(entry: EntryReading, finding: FindingReading, log: Log) -> dict[str, str]:
    """The words of an entry for which id and status say less."""
    log.structure += entry.form
    wording: dict[str, str] = {}
    if says_more(entry.title, finding):
        wording["finding"] = entry.title
    else:
        log.turned.append(entry.title)
    if entry.status_words:
        wording["status"] = entry.status_words
    return wording


def _fix(entry: EntryReading, finding: FindingReading, date: str, log: Log) -> FixReading:
    declined = entry.status == "declined" or (entry.status == "reopened" and not entry.status_words)
    wording = wording_of(entry, finding, log)
    text = entry.text
    if declined and not text:
        text = wording.pop("status", "")
    return FixReading(finding.id, "declined" if declined else "fixed", text, entry.line, date, wording)


def _is_place(extra: str) -> bool:
    """Whether the heading only says which review the pass follows."""
    return extra.lower() in {"post", "after", "post-depth-rework"} or extra.lower().startswith("post-")
