"""What a person may call things: ids, and texts that go into files."""

import re
import unicodedata
from collections.abc import Iterable

from lesson_pipeline.errors import PipelineError

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 100
_LONGEST_PROSE = 20_000
_UNFIT = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode categories that have no place in a line of text: controls, halves of characters, line breaks."""


def fit_id(word: str, what: str) -> str:
    """The word, if it is an id (`what` it is the id of). Raises PipelineError, with one that would do, if not."""
    if _ID.fullmatch(word) and len(word) <= _LONGEST:
        return word
    rule = "ids have lower-case letters and digits, words joined by single hyphens"
    near = id_of(word)
    if len(near) > _LONGEST:
        raise PipelineError(f"the id of a {what} has at most {_LONGEST} characters; this has {len(word)}", rule)
    raise PipelineError(
        f"`{fit_for_messages(word)}` cannot be the id of a {what}", f"write `{near}`: {rule}" if near else rule
    )


def id_of(text: str) -> str:
    """An id made from a text; empty where none of its letters can be used."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def name_of(id: str) -> str:
    """An id in words: a beginning for a name or a title."""
    words = id.replace("-", " ")
    return words[:1].upper() + words[1:]


def fit_text(text: str, what: str) -> str:
    """The text less the blanks around it. Raises PipelineError where it is empty or cannot stand on one line."""
    text = text.strip(" \t")
    if not text:
        raise PipelineError(f"the {what} is empty", "write it in quotes, or leave the option out")
    for letter in text:
        if unicodedata.category(letter) in _UNFIT or (ord(letter) & 0xFFFE) == 0xFFFE:
            raise PipelineError(
                f"the {what} holds the character U+{ord(letter):04X}, which cannot stand in a line of text",
                "write it on one line, without control characters",
            )
    return text


def fit_prose(text: str, what: str) -> str:
    """A text of one or more lines, less the blanks around it.

    Raises PipelineError where it is empty, too long to be read by anybody, or holds what no text file can.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise PipelineError(f"the {what} is empty", "write it in quotes")
    if len(text) > _LONGEST_PROSE:
        raise PipelineError(
            f"the {what} has {len(text):,} characters, and at most {_LONGEST_PROSE:,} are taken",
            "say it shorter, or name where it stands",
        )
    for letter in text:
        if letter not in "\n\t" and (unicodedata.category(letter) in _UNFIT or (ord(letter) & 0xFFFE) == 0xFFFE):
            raise PipelineError(
                f"the {what} holds the character U+{ord(letter):04X}, which cannot stand in a text file", "remove it"
            )
    return text


def fit_for_messages(word: str) -> str:
    """A word that came from outside, as messages can show it."""
    return word.encode("utf-8", "replace").decode()[:_LONGEST]


def listed(ids: Iterable[str]) -> str:
    """Some ids as messages name them."""
    return ", ".join(f"`{id}`" for id in ids)
