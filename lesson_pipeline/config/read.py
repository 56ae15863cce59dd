"""A configuration file to options: its words looked up, each value with the line it stands on."""

from collections.abc import Iterable, Iterator
from typing import Any

from lesson_pipeline.config.load import ConfigurationFile
from lesson_pipeline.config.options import NewSeverity, Options, Origin, OwnRule, PathIgnore, Word
from lesson_pipeline.config.paths import fault_of
from lesson_pipeline.config.shape import shape_faults
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.select import matching
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import DocPath
from lesson_pipeline.source.faults import SourceFault


def read_options(file: ConfigurationFile, of_rules: Iterable[SourceFault] = ()) -> Options:
    """The options of a file; what it does not say has its default. Raises ConfigurationError with all its faults.

    Args: `of_rules` are the faults of its own rules, which were read before, as its words may name them.
    """
    faults = [*shape_faults(file), *of_rules]
    data = file.data if isinstance(file.data, dict) else {}
    faults += _unknown_words(file, data)
    faults += _bad_patterns(file, data)
    if not faults:
        faults += _said_twice(file, data)
    if faults:
        raise file.error(faults)
    said: dict[str, Any] = {
        "extend_select": _words(file, data, "extend-select"),
        "ignore": _words(file, data, "ignore"),
        "preview": data.get("preview", False),
        "per_path_ignores": tuple(
            PathIgnore(pattern, tuple(words), _origin(file, ("per-path-ignores", pattern)))
            for pattern, words in data.get("per-path-ignores", {}).items()
        ),
        "severity": tuple(
            NewSeverity(word, Severity.of(level), _origin(file, ("severity", word)))
            for word, level in data.get("severity", {}).items()
        ),
        "rules": tuple(
            OwnRule(entry["code"], _origin(file, ("rules", index))) for index, entry in enumerate(data.get("rules", ()))
        ),
        "keys": {key: _origin(file, (key,)) for key in data},
    }
    if "select" in data:
        said["select"] = _words(file, data, "select")
    if "fail-level" in data:
        said["fail_level"] = Severity.of(data["fail-level"])
    return Options(**said)


def _origin(file: ConfigurationFile, path: DocPath) -> Origin:
    on = "value" if isinstance(path[-1], int) else "key"
    return Origin("file", file.path, file.span(path, on).line)


def _words(file: ConfigurationFile, data: dict[str, Any], key: str) -> tuple[Word, ...]:
    return tuple(Word(word, _origin(file, (key, index))) for index, word in enumerate(data.get(key, ())))


def _every_word(data: dict[str, Any]) -> Iterator[tuple[str, DocPath, str]]:
    """Each word that names rules, its path, and whether it stands there as a value or as a key."""
    lists: dict[DocPath, Any] = {(key,): data.get(key) for key in ("select", "extend-select", "ignore")}
    ignores, severity = data.get("per-path-ignores"), data.get("severity")
    if isinstance(ignores, dict):
        lists |= {("per-path-ignores", pattern): words for pattern, words in ignores.items()}
    for path, words in lists.items():
        if isinstance(words, list):
            yield from ((word, (*path, index), "value") for index, word in enumerate(words) if isinstance(word, str))
    if isinstance(severity, dict):
        yield from ((word, ("severity", word), "key") for word in severity)


def _unknown_words(file: ConfigurationFile, data: dict[str, Any]) -> Iterator[SourceFault]:
    for word, path, on in _every_word(data):
        try:
            matching(word)
        except PipelineError as error:
            help = "give each rule its own entry of the list" if "," in word and on == "value" else error.help
            yield file.fault(path, str(error), help, on)


def _bad_patterns(file: ConfigurationFile, data: dict[str, Any]) -> Iterator[SourceFault]:
    ignores = data.get("per-path-ignores")
    for pattern in ignores if isinstance(ignores, dict) else ():
        if wrong := fault_of(pattern):
            yield file.fault(("per-path-ignores", pattern), *wrong, on="key")


def _said_twice(file: ConfigurationFile, data: dict[str, Any]) -> Iterator[SourceFault]:
    """Severities for the same rules, under two of their names."""
    first: dict[tuple[int, frozenset[str]], str] = {}
    for word in data.get("severity", {}):
        strength, codes = matching(word)
        same = first.setdefault((strength, frozenset(codes)), word)
        if same != word:
            line = file.span(("severity", same), "key").line
            message = f"`{word}` and `{same}` (line {line}) are the same, so which severity holds is open"
            yield file.fault(("severity", word), message, "remove one of the two", "key")
