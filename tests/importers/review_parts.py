"""Reviews written for the tests, read to the end; and which of their words the result has lost."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema

from lesson_pipeline.importers.markdown.halves import halves
from lesson_pipeline.importers.markdown.locations import OutlinePlace
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.read_reviews import read_reviews
from lesson_pipeline.importers.markdown.round_data import round_data
from lesson_pipeline.importers.markdown.tree import parse_tree
from lesson_pipeline.schema.store import schema
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "siglip-2-planning-document.md"
CORPUS = sorted((SHARED / "corpus").glob("*/*/lessons/*.md"))
DOCUMENTS = [path for path in (SEED, *CORPUS) if path.is_file()]

_WORD = re.compile(r"[^\W_]+")
_VALID = jsonschema.Draft202012Validator(schema("review-round"))


class Reviews(NamedTuple):
    """The reviews of a document, as data."""

    rounds: list[dict[str, Any]]
    log: Log
    lost: Counter[str]


def reviews(text: str, outline: Sequence[OutlinePlace] = ()) -> Reviews:
    """The reviews of a text. Every round that is given is valid."""
    log = Log()
    nodes = halves(parse_tree(text), log.annotations)[1]
    rounds = [round_data(reading, "aliasing", outline) for reading in read_reviews(nodes, log)]
    for data in rounds:
        _VALID.validate(data)
    source = "\n".join(f"{node.title}\n{node.text()}" for node in nodes)
    return Reviews(rounds, log, lost_words(source, rounds, log))


def reviews_of(path: Path) -> Reviews:
    return reviews(path.read_text(encoding="utf-8"))


def lost_words(source: str, data: list[dict[str, Any]], log: Log) -> Counter[str]:
    """The words of the source that stand neither in the data nor among the words of the form."""
    read = _words([source])
    read.subtract(_words(log.structure))
    return +read - _words(_texts(data)) - _words(log.turned)


def odd(found: Reviews) -> str:
    return "\n".join(f"{one.line}: {one.message}" for one in found.log.odd)


def _words(texts: Any) -> Counter[str]:
    return Counter(_WORD.findall("\n".join(texts).casefold()))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)
