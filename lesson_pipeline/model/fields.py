"""Reading fields of validated data: absent, misshapen and blank values all read as nothing.

Names are resolved as they are read. One that nothing bears is noted; a plain misspelling is read as what it means,
so that it is one fault and not a dozen.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.model.outline import Mention
from lesson_pipeline.model.references import Unresolved
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.suggest import closest, misspelt


def text(data: dict[str, Any], key: str) -> str:
    """The text under a key, or an empty one."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def texts(data: dict[str, Any], key: str) -> tuple[str, ...]:
    """The texts of a list under a key."""
    return tuple(item for item in data.get(key) or () if isinstance(item, str))


def mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def items(data: dict[str, Any], key: str, path: DocPath) -> Iterator[tuple[dict[str, Any], DocPath]]:
    """The mappings of a list under a key, each with its path."""
    for index, item in enumerate(data.get(key) or ()):
        if isinstance(item, dict):
            yield item, (*path, key, index)


class Names:
    """Resolves the concept ids and depths of one file."""

    def __init__(self, file: str, concepts: Collection[str] | None, scale: DepthScale) -> None:
        self.file = file
        self.concepts = concepts
        """The ids of the registry; None to take every id as it stands."""
        self.scale = scale
        self.unresolved: list[Unresolved] = []
        self._nearest: dict[tuple[str, str], tuple[str | None, str | None]] = {}

    def concept(self, data: dict[str, Any], path: DocPath, key: str = "concept") -> str:
        """The concept id under a key; empty where there is none."""
        value = text(data, key)
        return self._concept(value, (*path, key)) if value else ""

    def concepts_of(self, data: dict[str, Any], path: DocPath, key: str) -> tuple[Mention, ...]:
        """The concept ids listed under a key."""
        return tuple(
            Mention(self._concept(value, (*path, key, index)), (*path, key, index))
            for index, value in enumerate(data.get(key) or ())
            if isinstance(value, str)
        )

    def depth(self, data: dict[str, Any], path: DocPath, key: str = "depth") -> str | None:
        """The depth under a key; None where there is none."""
        value = text(data, key)
        if not value or value in self.scale.names:
            return value or None
        return self.missing("depth", value, (*path, key), self.scale.names) or self.scale.name(self.scale.known)

    def missing(self, kind: str, written: str, path: DocPath, choices: Iterable[str]) -> str | None:
        """Note a name that nothing bears; returns the one of which it is a misspelling."""
        if (kind, written) not in self._nearest:
            known = list(choices)
            presumed = misspelt(written, known)
            self._nearest[kind, written] = (presumed or closest(written, known), presumed)
        near, presumed = self._nearest[kind, written]
        self.unresolved.append(Unresolved(kind, written, near, presumed, At(self.file, path)))
        return presumed

    def _concept(self, value: str, path: DocPath) -> str:
        if self.concepts is None or value in self.concepts:
            return value
        return self.missing("concept", value, path, self.concepts) or value
