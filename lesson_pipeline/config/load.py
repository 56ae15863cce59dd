"""The configuration of a curriculum: which file holds it, and its text as data with places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_pipeline.config.faults import ConfigurationError, printable
from lesson_pipeline.places import START, DocPath, Span
from lesson_pipeline.source.document import read_text
from lesson_pipeline.source.faults import SourceFault

if TYPE_CHECKING:
    from lesson_pipeline.config.toml_places import TomlPlaces

OWN = "lesson-pipeline.toml"
PROJECT = "pyproject.toml"
_TABLE = "lesson-pipeline"
_MENTIONS = re.compile("lesson|pipeline", re.IGNORECASE)
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


@dataclass(frozen=True, slots=True)
class ConfigurationFile:
    """A file with a configuration in it: `data` is what stands below the path `table`."""

    path: str
    text: str
    data: Any
    table: DocPath
    places: "TomlPlaces"

    def span(self, path: DocPath, on: str = "value") -> Span:
        """The place of a value of the configuration (see `places.At`)."""
        return self.places.span((*self.table, *path), on)

    def fault(self, path: DocPath, message: str, help: str = "", on: str = "value") -> SourceFault:
        """A fault of a value of the configuration."""
        return SourceFault("", self.span(path, on), printable(message), printable(help))

    def error(self, faults: Iterable[SourceFault]) -> ConfigurationError:
        """The error that tells of the file's faults."""
        return ConfigurationError(self.path, self.text, faults)


def find_configuration(root: Path) -> tuple[ConfigurationFile | None, tuple[str, ...]]:
    """The configuration that stands in the root of a curriculum, and what a person should know about that choice.

    Raises ConfigurationError where it cannot be read.
    """
    if not (root / OWN).is_file():
        _refuse_misnamed(root)
        return (_in_project(root) if (root / PROJECT).is_file() else None), ()
    found = _read(root, OWN)
    try:
        second = _in_project(root) if (root / PROJECT).is_file() else None
    except ConfigurationError:
        second = None  # not the file that counts
    if second is None:
        return found, ()
    return found, (f"{OWN} is used, and [tool.{_TABLE}] in {PROJECT} is not: keep one of the two",)


def _in_project(root: Path) -> ConfigurationFile | None:
    """The table in pyproject.toml, a file that may well be about other things only."""
    text = _text(root, PROJECT)
    if not _MENTIONS.search(text):
        return None
    file = _parsed(PROJECT, text)
    tools = file.data.get("tool")
    if isinstance(tools, dict) and _TABLE in tools:
        return ConfigurationFile(PROJECT, text, tools[_TABLE], ("tool", _TABLE), file.places)
    for path in _tables(file.data):
        if _is_nearly(path[-1], _TABLE):
            message = f"`{'.'.join(path)}` is no table that anything reads"
            raise file.error([file.fault(path, message, f"did you mean `tool.{_TABLE}`?", "key")])
    return None


def _tables(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The paths of the tables of a file and of those right below them."""
    for name, table in data.items():
        if isinstance(table, dict):
            yield (name,)
            yield from ((name, below) for below in table if isinstance(table[below], dict))


def _refuse_misnamed(root: Path) -> None:
    """Raises ConfigurationError for a file that is surely meant to be ours."""
    for path in sorted(root.glob("*.toml")):
        if path.name != PROJECT and path.is_file() and _is_nearly(path.stem, Path(OWN).stem):
            message = "no configuration is read from a file of this name"
            fault = SourceFault("", START, message, f"did you mean `{OWN}`?")
            raise ConfigurationError(path.name, _text(root, path.name), [fault])


def _is_nearly(name: str, wanted: str) -> bool:
    """Whether a name is another one, or a misspelling of it."""
    if not _MENTIONS.search(name):
        return False
    from lesson_pipeline.suggest import misspelt

    return name == wanted or misspelt(name.lower(), [wanted]) is not None


def _read(root: Path, path: str) -> ConfigurationFile:
    return _parsed(path, _text(root, path))


def _text(root: Path, path: str) -> str:
    read = read_text(root / path, path)
    if isinstance(read, str):
        return read
    raise ConfigurationError(path, read.text, read.faults)


def _parsed(path: str, text: str) -> ConfigurationFile:
    import tomllib

    from lesson_pipeline.config.toml_places import toml_places

    try:
        return ConfigurationFile(path, text, tomllib.loads(text), (), toml_places(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(path, text, [_syntax_fault(text, str(error))]) from None
    except RecursionError:
        fault = SourceFault("", START, "lists or tables are nested too deeply", "a configuration needs no such depth")
        raise ConfigurationError(path, text, [fault]) from None


def _syntax_fault(text: str, said: str) -> SourceFault:
    """tomllib's message, at the place that it names."""
    position = _POSITION.search(said)
    problem = _POSITION.sub("", said)
    if position and position[1]:
        line, column = int(position[1]), int(position[2])
    else:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    what = f"{problem[:1].lower()}{problem[1:]}"
    help = "compare it with the examples on docs/configuration.md; text stands in quotes"
    return SourceFault("", Span(line, column, line, column + 1), f"this is not valid TOML: {what}", help)
