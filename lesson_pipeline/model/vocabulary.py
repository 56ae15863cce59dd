"""The blocks and roles that a lesson may use: their names, what they take, and where they may stand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A block of the vocabulary."""

    name: str
    options: frozenset[str] = frozenset()
    named: bool = False
    """Whether its argument is always an id: that of the planned element or section which it realises."""
    within: frozenset[str] = frozenset()
    """Blocks that it must stand in directly; empty where it may stand anywhere."""


_ANY = frozenset({"realizes"})


def _kinds() -> dict[str, BlockKind]:
    plain = ("objective", "scope", "recap", "tip", "insight", "warning", "concept", "try-this", "aside", "card")
    more = ("comparison", "phase", "summary", "references", "next-step", "module-complete", "values")
    named = ("misconception", "negative-example", "example", "modality", "check")
    kinds = [BlockKind(name, _ANY) for name in (*plain, *more)]
    kinds += [BlockKind(name, _ANY, named=True) for name in named]
    kinds += [
        BlockKind("question", _ANY, named=True, within=frozenset({"check"})),
        BlockKind("answer", _ANY, within=frozenset({"question", "check"})),
        BlockKind("figure", _ANY | {"alt", "width"}),
        BlockKind("diagram", _ANY | {"alt"}),
    ]
    return {kind.name: kind for kind in kinds}


BLOCKS: Mapping[str, BlockKind] = _kinds()
ELEMENT_BLOCKS = frozenset({"misconception", "negative-example", "example", "modality"})
"""Blocks whose argument is the id of a planned element, never that of a section."""
KNOWN_ROLES = frozenset({"num"})
