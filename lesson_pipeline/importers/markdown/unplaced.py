"""The last resort of an import: lines whose words no field has taken go to the notes of the plan, as they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.vocabulary import words_of
from lesson_pipeline.importers.markdown.words import account

HEADING = "Lines that no field took"


def keep_unplaced(text: str, plan: dict[str, Any], written: Sequence[Any], log: Log) -> None:
    """Add a note to a plan with the lines of its document that hold words which are lost; the log says so.

    Args: the document; the data of its plan, which may get the note; all that is written for it, the plan included; how
    it was read.
    """
    missing = Counter({lost.word: lost.count for lost in account(text, written, log).lost})
    if not missing:
        return
    lines = text.split("\n")
    numbers = sorted(_lines_with(missing, lines))
    note = {"heading": HEADING, "text": "\n".join(lines[number].strip() for number in numbers)}
    behind: dict[str, Any] = {key: plan.pop(key) for key in ("waivers", "inferred") if key in plan}
    plan.setdefault("notes", []).append(note)
    plan.update(behind)
    log.odd += [Odd(number + 1, "no field took all of this line: it is kept in the notes") for number in numbers]


def _lines_with(missing: Counter[str], lines: Sequence[str]) -> Iterator[int]:
    """Lines that hold all missing words between them: first those that hold most, and least beside."""
    held = {number: Counter(word.casefold() for word in words_of(line)) for number, line in enumerate(lines)}
    left = +missing
    for number in sorted(held, key=lambda one: (-(held[one] & missing).total(), held[one].total(), one)):
        if found := held[number] & left:
            left -= found
            yield number
