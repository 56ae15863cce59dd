"""Concepts that may be the same: pairs for a person to look at, most alike first, each with the command that merges them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lesson_pipeline.importers.markdown.concept_cells import ConceptCell

_LEAST = 82
_MOST = 100
_MOST_EACH = 3
_RARE = 60
"""A word that more concepts share says nothing about them."""
_WORD = re.compile(r"[^\W_]+")
_GENERIC = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "as",
        "at",
        "by",
        "with",
        "via",
        "from",
        "and",
        "or",
        "its",
        "concept",
        "mechanism",
        "function",
        "formula",
        "formulation",
        "paradigm",
        "pattern",
        "algorithm",
        "architecture",
        "approach",
        "technique",
        "method",
        "process",
        "idea",
        "principle",
        "property",
        "propertie",
        "basics",
        "notation",
        "model",
    ]
)
"""Words that names of one thing have or lack as it comes."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two concepts that may be one; `score` from 0 to 100."""

    source: str
    into: str
    score: int
    why: str

    @property
    def command(self) -> str:
        return f"lesson-pipeline concept merge {self.source} {self.into}"


def suggest(
    concepts: Sequence[tuple[str, ConceptCell]], named_together: Iterable[tuple[str, str, str]]
) -> tuple[Suggestion, ...]:
    """Pairs of concepts that may be one, the most alike first.

    Args: id and cell of each concept, the most authoritative first: merging goes into the one before. Pairs of ids that
    one cell named together, with its text.
    """
    from rapidfuzz import fuzz

    order = {id: index for index, (id, _) in enumerate(concepts)}
    found: dict[tuple[str, str], Suggestion] = {}
    for one, other, text in named_together:
        into, source = sorted((one, other), key=order.__getitem__)
        found[source, into] = Suggestion(source, into, 100, f"“{text}” names both")
    forms = [tuple(_forms(cell)) for _, cell in concepts]
    for low, high in _candidates(forms):
        (kept, first), (gone, later) = concepts[low], concepts[high]
        score = _alike(forms[low], forms[high], fuzz.ratio)
        if score >= _LEAST:
            alike = Suggestion(gone, kept, score, f"“{later.name}” and “{first.name}” are alike")
            found.setdefault((gone, kept), alike)
    return tuple(_best(found.values()))


def _best(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    seen: Counter[str] = Counter()
    kept = 0
    for one in sorted(found, key=lambda one: (-one.score, one.source, one.into)):
        if kept < _MOST and seen[one.source] < _MOST_EACH:
            seen[one.source] += 1
            kept += 1
            yield one


def _forms(cell: ConceptCell) -> Iterator[str]:
    """The names of a concept without generic words, their words sorted."""
    for name in dict.fromkeys((cell.name, *cell.names[:3])):
        words = [word.removesuffix("s") if len(word) > 3 else word for word in _WORD.findall(name.casefold())]
        yield " ".join(sorted([word for word in words if word not in _GENERIC] or words))


def _candidates(forms: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word that few have."""
    holders: dict[str, list[int]] = {}
    for index, own in enumerate(forms):
        for word in {word for form in own for word in form.split()}:
            holders.setdefault(word, []).append(index)
    seen: set[tuple[int, int]] = set()
    for indexes in holders.values():
        if len(indexes) <= _RARE:
            seen.update(combinations(indexes, 2))
    yield from sorted(seen)


def _alike(one: tuple[str, ...], other: tuple[str, ...], ratio: Callable[[str, str], float]) -> int:
    """How alike two concepts are by the nearest of their forms; another number in a name makes another thing."""
    pairs = ((left, right) for left in one for right in other if _numbers(left) == _numbers(right))
    return round(max((ratio(left, right) for left, right in pairs), default=0))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
