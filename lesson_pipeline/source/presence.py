"""Whether files that a text names are there: looked up inside the root alone, and never read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lesson_pipeline.suggest import closest

MOST = 1000
"""Names that are looked up for one text, and neighbours that are considered for one that is missing."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What was found under a name."""

    is_there: bool
    is_inside: bool = True
    """False for a path that leads out of the root: what lies there is not looked at."""
    near: str = ""
    """Of a missing file, the one most like it in its folder, as a path from the text's own folder."""


def look_up(root: Path, folder: str, names: Iterable[str]) -> dict[str, Presence]:
    """What is found under some names, as paths from a folder; beyond the first thousand nothing is looked up."""
    return {name: _presence(root.resolve(), root / folder, name) for name in list(dict.fromkeys(names))[:MOST]}


def _presence(root: Path, folder: Path, name: str) -> Presence:
    try:
        file = (folder / name).resolve()
        if Path(name).is_absolute() or not file.is_relative_to(root):
            return Presence(is_there=False, is_inside=False)
        return Presence(is_there=True) if file.is_file() else Presence(is_there=False, near=_near(file, name))
    except (OSError, ValueError, RuntimeError):  # too long, a NUL in it, links in a circle: nothing can be there
        return Presence(is_there=False)


def _near(file: Path, name: str) -> str:
    if not file.parent.is_dir():
        return ""
    neighbours = [other.name for other, _ in zip(file.parent.iterdir(), range(MOST), strict=False) if other.is_file()]
    near = closest(Path(name).name, sorted(neighbours))
    return str(Path(name).with_name(near).as_posix()) if near else ""
