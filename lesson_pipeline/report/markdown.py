"""What an author typed as Markdown: text, whatever stands in it."""

import re

_CODE = re.compile(r"(`[^`|\\]+`)")
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~#!]")


def plain(text: str) -> str:
    """A text on one line, which fits a cell of a table, and where nothing is markup but words in backticks."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    pieces = _CODE.split(line)
    return "".join(piece if number % 2 else _escaped(piece) for number, piece in enumerate(pieces))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"&#{ord(found.group())};", text)
