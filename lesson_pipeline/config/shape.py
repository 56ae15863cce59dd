"""The shape of a configuration: its JSON Schema, and what is wrong in the words of TOML."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from lesson_pipeline.config.load import OWN, ConfigurationFile
from lesson_pipeline.places import DocPath
from lesson_pipeline.schema.messages import explain
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.faults import SourceFault

_KIND = "configuration"
_YAML_KEY = re.compile(r"`([\w-]+):`")
_WANTED = {"object": "a table", "array": "a list", "boolean": "true or false", "integer": "a whole number"}
_EXAMPLES = {
    "select": '`select = ["SEQ", "PRE003"]`',
    "extend-select": '`extend-select = ["SEQ008"]`',
    "ignore": '`ignore = ["SEQ010"]`',
    "per-path-ignores": '`per-path-ignores = {"planning/old/**" = ["PRE"]}`',
    "severity": '`severity = {SEQ009 = "error"}`',
    "preview": "`preview = true`",
    "rules": "`[[rules]]`, then a line each for code, path, message and one assertion",
}


def shape_faults(file: ConfigurationFile) -> list[SourceFault]:
    """Every way in which a configuration does not meet its schema."""
    if _is_valid(file.data):
        return []
    import jsonschema

    errors = jsonschema.Draft202012Validator(schema(_KIND)).iter_errors(file.data)
    return [fault for error in errors for fault in _explained(file, error)]


def _is_valid(data: Any) -> bool:
    import jsonschema_rs

    try:
        return bool(jsonschema_rs.validator_for(schema(_KIND)).is_valid(data))
    except (ValueError, RecursionError):  # a date, or lists without end: none of it has a place here
        return False


def _explained(file: ConfigurationFile, error: Any) -> Iterator[SourceFault]:
    path: DocPath = tuple(error.absolute_path)
    if error.validator == "type" or (error.validator == "enum" and not isinstance(error.instance, str)):
        yield _wrong_kind(file, error, path)
        return
    for fault in explain(error, str(schema(_KIND)["title"])):
        help = _YAML_KEY.sub(r"`\1 = …`", fault.help)
        if fault.path == ("tool",) and file.path == OWN:
            help = f"in {OWN} the settings stand at the top, not below [tool.lesson-pipeline]"
        yield file.fault(fault.path, fault.message, help, fault.on)


def _wrong_kind(file: ConfigurationFile, error: Any, path: DocPath) -> SourceFault:
    is_, key = _is(error.instance), str(path[0]) if path else ""
    if not path:
        return file.fault(path, f"`{'.'.join(map(str, file.table))}` must be a table, not {is_}", _example("ignore"))
    if error.validator == "enum":
        choices = ", ".join(f'"{choice}"' for choice in error.validator_value)
        return file.fault(path, f"`{path[-1]}` cannot be {is_}", f"write one of: {choices}")
    if error.validator_value == "string":
        name = next(step for step in reversed(path) if isinstance(step, str))
        if isinstance(path[-1], str):
            return file.fault(path, f"`{name}` must be text, not {is_}", "put it in quotes")
        if key == "rules":
            return file.fault(path, f"this entry of `{name}` must be text, not {is_}", "put it in quotes")
        return file.fault(path, f"this entry of `{name}` must be text, not {is_}", 'write a code in quotes: "SEQ010"')
    label = f"`{path[-1]}`" if isinstance(path[-1], str) else f"this entry of `{key}`"
    return file.fault(path, f"{label} must be {_WANTED[error.validator_value]}, not {is_}", _example(key, len(path)))


def _example(key: str, depth: int = 1) -> str:
    if key == "rules" and depth > 2:
        return "docs/own-rules.md shows a whole rule"
    return f"write it like this: {_EXAMPLES[key]}"


def _is(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "text"
    if isinstance(value, (int, float)):
        return f"the number {value}" if abs(value) < 10**9 else "a number"
    if isinstance(value, (date, time)):
        return "a date or a time"
    return "a list" if isinstance(value, list) else "a table"
