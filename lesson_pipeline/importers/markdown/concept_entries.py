"""Entries of the registry: ids as a person would choose them, and the terms by which prose may mention a concept."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesson_pipeline.importers.markdown.concept_cells import ConceptCell, key_of
from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.places import At
from lesson_pipeline.words import id_of

_MOST_WORDS, _MOST_LETTERS = 6, 60
_SMALL = frozenset(
    {"a", "an", "the", "of", "for", "in", "on", "to", "as", "at", "by", "with", "via", "from", "and", "or", "its"}
)
_ARTICLE = re.compile(r"(?:^|\s)(?:an?|the)(?=\s+\w)", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|has|have|do|does|can|cannot|must|will|make|makes|means?|vs)\b|[=→<>:;,+?!]|->", re.IGNORECASE
)
_MOST_TERM_WORDS, _MOST_TERM_LETTERS = 5, 50
_COMMON = frozenset(
    {
        *("accuracy", "answer", "attention", "bias", "block", "class", "code", "concept", "data", "dataset", "error", "example"),
        *("feature", "file", "function", "idea", "image", "input", "label", "layer", "learning", "line", "list", "loss", "memory"),
        *("method", "model", "module", "name", "network", "noise", "number", "object", "output", "parameter", "part", "pattern"),
        *("picture", "point", "probability", "problem", "process", "prompt", "question", "residual", "result", "sampling", "set", "shape"),
        *("signal", "size", "state", "step", "structure", "system", "table", "target", "task", "test", "text", "time", "token"),
        *("tool", "training", "type", "value", "variable", "variance", "vector", "weight", "word", "work"),
    }
)  # fmt: skip
"""Single words so common in lessons that they would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept of the registry, and where it was first met, the most telling place first."""

    id: str
    name: str
    summary: str
    terms: tuple[str, ...]
    document: str
    line: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Its fields in the registry, where an exported document says them; empty for any other."""


def registry_data(entries: Iterable[Entry]) -> dict[str, Any]:
    """The data of a registry file. A concept whose only term is its name needs none written."""
    concepts: dict[str, Any] = {}
    for entry in entries:
        if entry.fields:
            concepts[entry.id] = dict(entry.fields)
            continue
        fields: dict[str, Any] = {"name": entry.name}
        if entry.summary:
            fields["summary"] = entry.summary
        if entry.terms != (entry.name,):
            fields["terms"] = list(entry.terms)
        concepts[entry.id] = fields
    return {"concepts": concepts}


def concept_ids(cells: Iterable[ConceptCell], reserved: Iterable[str] = ()) -> Iterator[str]:
    """An id for each concept, no two the same: from the first of its names, or from more of them where that is taken."""
    taken = set(reserved)
    last: dict[str, int] = {}
    for cell in cells:
        whole = _id(cell.name)
        first = _id(cell.names[0]) if cell.slashed else whole
        wishes = (whole,) if cell.slashed and first in _COMMON else (first, whole)
        id = next((wish for wish in wishes if wish not in taken), "")
        while not id or id in taken:
            last[whole] = last.get(whole, 1) + 1
            id = f"{whole}-{last[whole]}"
        taken.add(id)
        yield id


def _id(name: str) -> str:
    words = id_of(re.sub(r"['’‘]", "", _ARTICLE.sub(" ", _spelt(name)))).split("-")
    if len(words) > _MOST_WORDS or len("-".join(words)) > _MOST_LETTERS:
        words = [word for word in words if word not in _SMALL] or words
    words = words[:_MOST_WORDS]
    while len(words) > 1 and len("-".join(words)) > _MOST_LETTERS:
        words.pop()
    return "-".join(words)[:_MOST_LETTERS].strip("-") or "concept"


def _spelt(name: str) -> str:
    """Greek letters by their names, so that `α` has an id."""
    return "".join(
        f"{unicodedata.name(letter).split()[-1].lower()}"
        if unicodedata.name(letter, "").startswith(("GREEK SMALL LETTER", "GREEK CAPITAL LETTER"))
        else letter
        for letter in name
    )


def wished_terms(cell: ConceptCell) -> Iterator[str]:
    """The forms of words that a cell offers, those left out that prose would not use, or use for much else."""
    names = (cell.name, *cell.names) if not cell.slashed else cell.names
    yield from (name for name in dict.fromkeys(names) if _fit(name))


def _fit(term: str) -> bool:
    words = term.split()
    if len(words) > _MOST_TERM_WORDS or len(term) > _MOST_TERM_LETTERS or _SENTENCE.search(term):
        return False
    letters = [letter for letter in term if letter.isalpha()]
    if len(letters) < 2 or (len(letters) == 2 and term.islower()):
        return False
    return len(words) > 1 or (term.lower() not in _COMMON and term.lower().removesuffix("s") not in _COMMON)


def share_out(wishes: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """The terms of each concept, so that no two share one. Args: id and term, the better claims first."""
    distinct: dict[tuple[str, str], tuple[str, str]] = {}
    for id, term in wishes:
        distinct.setdefault((id, key_of(term)), (id, term))
    wished = list(distinct.values())
    concepts = [Concept(id, id, At("", ()), terms=(term,)) for id, term in wished]
    lost = {(later.id, term) for term, _, later, _ in TermIndex(concepts).shared}
    terms: dict[str, tuple[str, ...]] = {}
    for id, term in wished:
        if (id, term) not in lost:
            terms[id] = (*terms.get(id, ()), term)
    return terms
