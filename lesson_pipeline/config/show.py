"""The settings of a run in rows: each with its value and where that comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from lesson_pipeline.config.faults import printable
from lesson_pipeline.config.options import DEFAULT, Options, Origin
from lesson_pipeline.config.settings import Settings

VERSION = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A setting; one whose values come from several places has several rows."""

    name: str
    value: Any
    """As it could stand in a configuration file."""
    origin: Origin
    files: int | None = None
    """How many files of the curriculum the pattern of the row matches."""

    @property
    def text(self) -> str:
        """The value in one line."""
        text = _text(self.value)
        if self.files is not None:
            text += f" ({self.files} file{'' if self.files == 1 else 's'})"
        return printable(text)


def rows(options: Options, paths: Sequence[str]) -> Iterator[Row]:
    """Every setting. `paths` are the files of the curriculum."""
    for name, words in (
        ("select", options.select),
        ("extend-select", options.extend_select),
        ("ignore", options.ignore),
    ):
        for origin, some in groupby(words, key=lambda word: word.origin):
            yield Row(name, [word.text for word in some], origin)
        if not words:
            yield Row(name, [], options.keys.get(name, DEFAULT))
    yield Row("preview", options.preview, options.keys.get("preview", DEFAULT))
    yield from _tables(options, paths)
    yield Row("fail-level", options.fail_level.word, options.keys.get("fail-level", DEFAULT))
    for own in options.rules:
        yield Row("rules", [own.code], own.origin)
    if not options.rules:
        yield Row("rules", [], options.keys.get("rules", DEFAULT))


def _tables(options: Options, paths: Sequence[str]) -> Iterator[Row]:
    if options.per_path_ignores:
        from lesson_pipeline.config.paths import matches

        for ignore in options.per_path_ignores:
            value = {ignore.pattern: list(ignore.words)}
            yield Row("per-path-ignores", value, ignore.origin, matches(ignore.pattern, paths))
    else:
        yield Row("per-path-ignores", {}, options.keys.get("per-path-ignores", DEFAULT))
    for new in options.severity:
        yield Row("severity", {new.word: new.severity.word}, new.origin)
    if not options.severity:
        yield Row("severity", {}, options.keys.get("severity", DEFAULT))


def as_data(root: str, settings: Settings, paths: Sequence[str]) -> dict[str, Any]:
    """The settings as one object."""
    return {
        "version": VERSION,
        "root": root,
        "configuration": settings.file,
        "settings": [_row(row) for row in rows(settings.options, paths)],
        "active": list(settings.active),
    }


def _row(row: Row) -> dict[str, Any]:
    files = {} if row.files is None else {"files": row.files}
    place = {"source": row.origin.source, "path": row.origin.path, "line": row.origin.line}
    return {"name": row.name, "value": row.value, **place, **files}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} = {_text(item)}" for key, item in value.items()) or "(none)"
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) or "(none)" if isinstance(value, list) else str(value)
