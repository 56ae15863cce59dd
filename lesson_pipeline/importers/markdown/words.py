"""Whether the words of a document stand in the files written for it: counted from the finished data alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.places import DocPath, pointer

_WORD = re.compile(r"[^\W_]+")
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Lost:
    """A word that stands in the document more often than in the files: how often it is missing, and where it stands."""

    word: str
    count: int
    lines: tuple[int, ...]
    """The first lines of the document that hold it."""


@dataclass(frozen=True, slots=True)
class Account:
    """The words of one document."""

    read: int
    """Words of the document, less those of its form."""
    kept: int
    in_notes: int
    """Of those kept, how many stand in notes."""
    lost: tuple[Lost, ...]


def account(text: str, data: Iterable[Any], log: Log) -> Account:
    """Count the words of a document that its data hold.

    Args: the document; everything written for it (plan, rounds, its entries in the registry and the course); what is
    form and not content, and what lives on in another form.

    Links that were inferred do not count as words of the document: they name concepts over and over.
    """
    every = list(data)
    read = _words(text)
    read.subtract(_of(log.structure))
    read = +read
    found = _of(word for item in every for word in _texts(item)) + _of(log.turned)
    missing = read - found
    notes = _of(text for item in every for text in _notes(item))
    return Account(
        read=read.total(),
        kept=(read & found).total(),
        in_notes=(read & notes).total(),
        lost=tuple(_lost(text, missing)),
    )


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _of(texts: Iterable[str]) -> Counter[str]:
    return _words("\n".join(texts))


def _lost(text: str, missing: Counter[str]) -> Iterator[Lost]:
    """The missing words, in the order in which the document has them."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1) if missing else ():
        for word in dict.fromkeys(_WORD.findall(line.casefold())):
            if word in missing and len(lines.setdefault(word, [])) < _MOST_LINES:
                lines[word].append(number)
    for word, numbers in lines.items():
        yield Lost(word, missing[word], tuple(numbers))


def _texts(data: Any) -> Iterator[str]:
    """Every text and number of the data, but for what was inferred."""
    inferred = frozenset(data.get("inferred") or ()) if isinstance(data, Mapping) else frozenset()
    return _below(data, (), inferred)


def _below(value: Any, path: DocPath, inferred: frozenset[str]) -> Iterator[str]:
    if inferred and isinstance(value, list) and pointer(path) in inferred:
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key != "inferred":
                yield from _below(item, (*path, key), inferred)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _below(item, (*path, index), inferred)
    elif isinstance(value, str):
        yield value
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _notes(data: Any) -> Iterator[str]:
    """The texts of notes, with their headings: of a plan, a round, a finding, a module."""
    if isinstance(data, Mapping):
        for key, item in data.items():
            if key in ("notes", "other") and isinstance(item, list):
                yield from _texts(item)
            else:
                yield from _notes(item)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _notes(item)
