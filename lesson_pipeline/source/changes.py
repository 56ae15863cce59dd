"""Changes to the data of a YAML file: what is to differ afterwards. `yaml_edits` says which text that takes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.places import DocPath, Span

Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """A value becomes another; it keeps its quotes."""

    path: DocPath
    value: str | bool


@dataclass(frozen=True, slots=True)
class Reword:
    """Words within a text value become others: `swap` is given the text as it stands in the file, and the value."""

    path: DocPath
    swap: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rekey:
    """A key becomes another."""

    path: DocPath
    key: str


@dataclass(frozen=True, slots=True)
class Drop:
    """An entry of a list or a mapping goes."""

    path: DocPath


@dataclass(frozen=True, slots=True)
class Append:
    """A list gets one more entry at its end."""

    path: DocPath
    value: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A mapping gets one more key, behind the others."""

    path: DocPath
    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Erase:
    """A comment goes; the data stay as they are."""

    span: Span
    path: DocPath = ()


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A stretch of a lesson's text becomes another; the data of its front matter stay as they are."""

    span: Span
    text: str
    path: DocPath = ()


Change = Put | Reword | Rekey | Drop | Append | Insert | Erase | Rewrite


def that_count(changes: Iterable[Change]) -> list[Change]:
    """The changes less repetitions, and less those within something dropped."""
    every = list(dict.fromkeys(changes))
    dropped = {change.path for change in every if isinstance(change, Drop)}

    def is_lost(change: Change) -> bool:
        above = len(change.path) - isinstance(change, Drop)
        return any(change.path[:end] in dropped for end in range(above + 1))

    return [change for change in every if not is_lost(change)]


def changed(data: Any, changes: Iterable[Change]) -> Any:
    """The data after the changes; every path means the data as it was."""
    at: dict[DocPath, list[Change]] = {}
    for change in changes:
        at.setdefault(change.path, []).append(change)
    return _changed(data, (), at)


def _changed(value: Any, path: DocPath, at: Mapping[DocPath, list[Change]]) -> Any:
    here = at.get(path, ())
    if isinstance(value, dict):
        entries = {key: _changed(item, (*path, key), at) for key, item in value.items() if _stays((*path, key), at)}
        names = {key: change.key for key in entries for change in at.get((*path, key), ()) if isinstance(change, Rekey)}
        new = {change.key: _as_data(change.value) for change in here if isinstance(change, Insert)}
        return {names.get(key, key): item for key, item in entries.items()} | new
    if isinstance(value, list):
        items = [_changed(item, (*path, index), at) for index, item in enumerate(value) if _stays((*path, index), at)]
        return items + [change.value for change in here if isinstance(change, Append)]
    for change in here:
        if isinstance(change, Put):
            value = change.value
        elif isinstance(change, Reword):
            value = change.swap(value)
    return value


def _stays(path: DocPath, at: Mapping[DocPath, list[Change]]) -> bool:
    return not any(isinstance(change, Drop) for change in at.get(path, ()))


def _as_data(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
