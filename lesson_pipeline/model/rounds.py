"""Review rounds, as far as their names must resolve; their life has a layer of its own."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from lesson_pipeline.model.fields import items, text
from lesson_pipeline.places import DocPath


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a round."""

    id: str
    path: DocPath


@dataclass(frozen=True, slots=True)
class Round:
    """One review round: what its file says of itself, and what its place in the folders says."""

    file: str
    folder: str
    stem: str
    lesson: str
    number: int | None
    findings: tuple[Finding, ...] = ()


def build_round(file: str, data: Any) -> Round:
    """A review round from its validated data."""
    data = data if isinstance(data, dict) else {}
    place = PurePosixPath(file)
    number = data.get("round")
    return Round(
        file=file,
        folder=place.parent.name,
        stem=place.stem,
        lesson=text(data, "lesson"),
        number=number if isinstance(number, int) else None,
        findings=tuple(Finding(text(item, "id"), path) for item, path in items(data, "findings", ())),
    )
