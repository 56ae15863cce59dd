"""The shape of a configuration: its JSON Schema, and what is wrong in the words of TOML."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from lesson_pipeline.config.load import OWN, ConfigurationFile
from lesson_pipeline.places import DocPath
from lesson_pipeline.schema.messages import explain
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.faults import SourceFault

_KIND = "configuration"
_EXAMPLES = {
    "select": '`select = ["SEQ", "PRE003"]`',
    "extend-select": '`extend-select = ["SEQ008"]`',
    "ignore": '`ignore = ["SEQ010"]`',
    "per-path-ignores": '`per-path-ignores = {"planning/old/**" = ["PRE"]}`',
    "severity": '`severity = {SEQ009 = "error"}`',
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
        help = fault.help
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
        return file.fault(path, f"this entry of `{name}` must be text, not {is_}", 'write a code in quotes: "SEQ010"')
    wanted = "a table" if error.validator_value == "object" else "a list"
    return file.fault(path, f"`{path[-1]}` must be {wanted}, not {is_}", _example(key))


def _example(key: str) -> str:
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
