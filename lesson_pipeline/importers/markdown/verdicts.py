"""The words of a verdict: of its heading, and of what it says."""

import re
from typing import NamedTuple

_TITLE = re.compile(r"(?:final |overall )?verdict\W*", re.IGNORECASE)
_VERDICTS = (
    ("major-revision", re.compile(r"\W*major[ -]revisions?", re.IGNORECASE)),
    ("needs-revision", re.compile(r"\W*(?:needs?|minor)[ -]revisions?", re.IGNORECASE)),
    ("pass", re.compile(r"\W*pass(?:ed|es)?\b", re.IGNORECASE)),
)


class Verdict(NamedTuple):
    """A verdict, the words that say it, and what stands behind them."""

    verdict: str
    words: str
    rest: str


def title_of_verdict(title: str) -> str:
    """The words by which a heading announces a verdict, up to what it says; empty where it announces none."""
    found = _TITLE.match(title)
    return found.group() if found else ""


def verdict_of(text: str) -> Verdict | None:
    """The verdict that a text begins with; None where it begins with none."""
    for verdict, pattern in _VERDICTS:
        if found := pattern.match(text):
            return Verdict(verdict, found.group(), text[found.end() :])
    return None
