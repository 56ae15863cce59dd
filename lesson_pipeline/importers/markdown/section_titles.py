"""Titles of sections: their number, the kind they say, the style of a check, and what is left as a title to read."""

import re
from typing import NamedTuple

from lesson_pipeline.importers.markdown.vocabulary import words_of

_NUMBER = re.compile(r"\s*(?P<number>\d+[a-z]?)[.):]\s*(?P<rest>\S.*)\Z", re.DOTALL)
_PART = re.compile(
    r"\s*(?:part|section|step)\s+(?P<number>\d+[a-z]?)\s*(?:[.):]|--+|—|–)\s*(?P<rest>\S.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("context", r"context(?: (?:and|\+|&|/) constraints)?|constraints|introduction|header(?: \+ objective)?"),
    ("recap", r"(?:brief |quick )?recap|review of prior|reactivation|recall|refresher"),
    ("hook", r"hook|opening|motivation"),
    ("explain", r"explain|explanation|concept|core concept"),
    (
        "check",
        r"(?:comprehension |quick |understanding )?check(?: your understanding)?|predict[- ]and[- ]verify|quiz|transfer question",
    ),
    ("explore", r"explore|exploration|interactive(?: widget)?|widget|demo"),
    ("elaborate", r"elaborate|elaboration|extend|connection to .+"),
    ("practice", r"practice|build|exercises?|notebook|hands[- ]on|implementation|apply"),
    ("summarize", r"summari[sz]e|summary|key takeaways|wrap[- ]up|module completion|module complete"),
    ("next-step", r"next[- ]steps?|next lesson|what'?s next|up next|looking ahead"),
)
_KIND = tuple((kind, re.compile(rf"(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _KINDS)
_ORDINAL = re.compile(r"\s*(?:part\s+)?\d+[a-z]?(?=\s|[:(]|--|—|–|\Z)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?::|--+|—|–)\s*")
_SCAFFOLDED = re.compile(r"\((?:guided|supported|independent)\b", re.IGNORECASE)
_STYLES = (
    ("predict-and-verify", re.compile(r"predict", re.IGNORECASE)),
    ("transfer", re.compile(r"transfer", re.IGNORECASE)),
    ("comprehension", re.compile(r"comprehension|understanding", re.IGNORECASE)),
)


class SectionTitle(NamedTuple):
    """What a title says. `number` and `kind` are empty where it does not say them."""

    number: str
    kind: str
    title: str
    style: str
    structure: str
    """The words that live on as kind, number and style."""


def numbered(text: str) -> tuple[str, str] | None:
    """The number that a title begins with (`4`, `7c`), and the rest; None where it begins with none."""
    found = _NUMBER.match(text)
    return (found["number"], found["rest"].strip()) if found else None


def parted(text: str) -> tuple[str, str] | None:
    """The number of a title such as `Part 3: Simple U-Net`, and the rest."""
    found = _PART.match(text)
    return (found["number"], found["rest"].strip()) if found else None


def number_of(text: str) -> tuple[str, str] | None:
    """The number that a title begins with, in either form, and the rest; None where it begins with none."""
    return numbered(text) or parted(text)


def section_title(text: str) -> SectionTitle:
    """The parts of a title, as in `4. Explain Part 1 -- Sigmoid Loss`."""
    number, rest = number_of(text) or ("", text.strip())
    before = text[: len(text) - len(rest)]
    rest = rest.replace("**", "").strip().removesuffix(":").strip()
    kind, end = _kind(rest)
    if not kind and _SCAFFOLDED.search(rest):
        return SectionTitle(number, "practice", rest, "", before)
    if not kind:
        return SectionTitle(number, "", rest, "", before)
    ordinal = _ORDINAL.match(rest, end)
    after = ordinal.end() if ordinal else end
    between = _BETWEEN.match(rest, after)
    title = rest[between.end() :].strip() if between and rest[between.end() :].strip() else rest
    style = _style(rest) if kind == "check" else ""
    if style and set(words_of(title)) <= {
        "check",
        "predict",
        "and",
        "verify",
        "transfer",
        "question",
        "comprehension",
    } | set(words_of(ordinal.group() if ordinal else "")):
        title = rest[:after].strip() or rest
    return SectionTitle(number, kind, title, style, text if title != rest else before)


def _kind(text: str) -> tuple[str, int]:
    """The kind whose word a title begins with, and where that word ends."""
    for kind, pattern in _KIND:
        found = pattern.match(text)
        if found and _is_head(text, found.end(), kind):
            return kind, found.end()
    return "", 0


def _is_head(text: str, end: int, kind: str) -> bool:
    """Whether the word announces a kind: nothing that makes another title of it follows."""
    rest = text[end:]
    if not rest.strip() or kind == "next-step":
        return True
    ordinal = _ORDINAL.match(rest)
    if ordinal:
        rest = rest[ordinal.end() :]
    return not rest.strip() or bool(re.match(r"\s*(?::|--+|—|–|\(|/|\+|&|and\b)", rest))


def _style(text: str) -> str:
    return next((style for style, pattern in _STYLES if pattern.search(text)), "")
