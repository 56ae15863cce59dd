"""The words that say what became of a finding: fixed, reopened or declined."""

import re
from dataclasses import dataclass

from lesson_pipeline.importers.markdown.labels import bold_start

_DONE = r"(?:fixed|resolved|addressed|verified|confirmed|done|implemented|corrected)"
_WELL = r"(?:fully|properly|correctly|completely|well|yet|verified|confirmed|now|entirely|actually)"
_STATUSES = (
    (
        "declined",
        rf"(?:intentionally|deliberately|purposely)\W+(?:not\s+{_DONE}|not\s+changed|skipped|deferred|declined|left(?:\s+as[- ]is)?)"
        r"|(?:skipped|deferred|declined|accepted|acknowledged|carried(?:\s+forward)?|left\s+as[- ]is|kept\s+as[- ]is"
        r"|won['’]?t\s+fix|no\s+(?:action|change|fix)s?\s+(?:needed|required|taken|necessary))",
    ),
    (
        "reopened",
        rf"(?:not|never)\s+(?:{_WELL}\s+)?{_DONE}|partial(?:ly)?(?:\s+{_DONE})?|un(?:fixed|resolved|addressed)"
        r"|still\s+(?:present|open|missing|broken|an\s+issue)|re-?opened|open|regressed|incomplete|remains",
    ),
    ("fixed", rf"(?:{_WELL}\W+)*{_DONE}|no\s+longer\s+(?:applicable|applies|relevant)"),
)
_IN_CELLS = (("fixed", r"yes|good|ok|✓|✅|✔|pass(?:ed|es)?"), ("reopened", r"no|✗|❌|fail(?:ed|s)?"))
_PATTERNS = tuple((status, re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)) for status, words in _STATUSES)
_CELL_PATTERNS = tuple((status, re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)) for status, words in _IN_CELLS)
_LEADING = re.compile(r"[\s:.—–✅✓✔❌✗→-]*")
_SEPARATORS = re.compile(r"\A(?:[\s:.;!)]|(?:—|–|--+|-)\s)*")
_BOUNDARY = re.compile(r"\s*(?:\Z|[.:;!)\n]|(?:—|–|--+|-)\s|(?=\())")
_SAYS_MORE = re.compile(r"partial|intention|deliberate|purpose|skipped|deferred|accepted|acknowledged|carried|as.is")
_FINE = re.compile(r"\b(?:fine|acceptable|intentional\w*|deliberate\w*|by design|as.is|no change needed|negligible)\b")
BEFORE_STATUS = re.compile(r"\s*(?:—|–|--+|:|→|->|=>|(?<=\s)-)\s+(?=[\w*])|\s+\((?=\w)")
"""What stands between a title and a status."""


@dataclass(frozen=True, slots=True)
class Status:
    """A status at the beginning of a text: fixed, reopened or declined."""

    status: str
    form: str
    """Its words, where they say no more than the status: `FULLY RESOLVED`."""
    words: str
    """Its words, where they say more: `DEFERRED`, `PARTIALLY FIXED`."""
    rest: str
    """The text behind it. Where the words are part of a sentence, as in `fixed well`, they are still in it."""


def status_at(text: str, in_cell: bool = False) -> Status | None:
    """The status that a text begins with, bold or not; None where it begins with none.

    A cell of a table may also say no more than yes, good, or no.
    """
    body = _LEADING.sub("", _unbold(text), count=1) if not in_cell else _unbold(text).strip()
    for status, pattern in (*_PATTERNS, *(_CELL_PATTERNS if in_cell else ())):
        found = pattern.match(body)
        if found is None:
            continue
        words = found.group()
        if status == "reopened" and _is_fine(words, body):
            return Status("declined", "", "", body)
        if _BOUNDARY.match(body, found.end()) is None:
            return Status(status, "", "", body)
        rest = _SEPARATORS.sub("", body[found.end() :], count=1)
        if status == "declined" and not words.isupper():
            return Status(status, "", "", body)
        plain = not _SAYS_MORE.search(words.lower()) and (status != "declined" or words.lower() == "declined")
        return Status(status, words, "", rest) if plain else Status(status, "", words, rest)
    return None


def _unbold(text: str) -> str:
    """The text without the asterisks around the bold words that it begins with."""
    bold = bold_start(text.lstrip())
    if bold is None:
        return text
    inner, rest = bold
    return f"{inner}{' ' if inner[-1].isalnum() and rest[:1].isalnum() else ''}{rest}"


def _is_fine(words: str, text: str) -> bool:
    """Whether a sentence that begins `not addressed` goes on to say that this is how it shall be."""
    sentence = text[: text.find(". ") + 1 or len(text)].lower()
    return "addressed" in words.lower() and bool(_FINE.search(sentence))
