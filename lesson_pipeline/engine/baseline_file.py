"""The file of a baseline: read with care, because people merge it; written sorted, one known fault a line."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from lesson_pipeline.engine.fingerprint import VERSION as FINGERPRINTS
from lesson_pipeline.engine.fingerprint import KnownFault
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import pointer
from lesson_pipeline.schema.messages import explain
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.edits import write_all

_KIND = "baseline"
_FORM = 1
_MERGE_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_READ_BY_US = {"planning": {".yaml", ".yml"}, "reviews": {".yaml"}, "lessons": {".md"}}


def read_baseline(file: Path) -> tuple[KnownFault, ...]:
    """The known faults in a file. Raises PipelineError where there is none, or where it is no baseline."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise PipelineError(
            f"there is no baseline {file}", f"write one with `lesson-pipeline check --write-baseline {file}`"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise PipelineError(f"the baseline {file} cannot be read: {reason}", "check its permissions") from None
    except UnicodeDecodeError:
        raise _refusal(file, "it is not UTF-8 text") from None
    data = _parsed(file, text)
    _validate(file, data)
    known: dict[tuple[str, str], KnownFault] = {}
    for entry in data["known"]:
        fault = KnownFault(**entry)
        key = fault.fingerprint, fault.path
        if key not in known or known[key].count < fault.count:  # a merge may have left a line twice
            known[key] = fault
    return tuple(known.values())


def write_baseline(file: Path, known: Iterable[KnownFault]) -> None:
    """Write known faults to a file, whole or not at all. Raises PipelineError where that cannot be done."""
    lines = ",\n".join(f"    {_line(fault)}" for fault in sorted(known))
    entries = f"[\n{lines}\n  ]" if lines else "[]"
    write_all({file: f'{{\n  "version": {_FORM},\n  "known": {entries}\n}}\n'})


def refuse_place(file: Path, root: Path, example: str = "baseline.json") -> None:
    """Raises PipelineError for a place where what is written would be taken for a file of the curriculum at `root`."""
    full = file.resolve()
    parts = full.relative_to(root.resolve()).parts if full.is_relative_to(root.resolve()) else ()
    if parts and full.suffix in _READ_BY_US.get(parts[0], ()):
        raise PipelineError(
            f"{file} would be read as a file of the curriculum", f"name a file beside planning/, such as {example}"
        )


def _line(fault: KnownFault) -> str:
    entry = {key: value for key, value in asdict(fault).items() if key != "count" or value > 1}
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(entry, ensure_ascii=False))


def _parsed(file: Path, text: str) -> Any:
    mark = _MERGE_MARK.search(text)
    if mark:
        line = text.count("\n", 0, mark.start()) + 1
        raise PipelineError(
            f"the baseline {file} holds the marks of an unfinished merge at line {line}",
            "take out the three marks and keep the lines between them, with a comma after each but the last",
        )
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _refusal(file, f"line {error.lineno}, column {error.colno} is not valid JSON: {error.msg}") from None
    except RecursionError:
        raise _refusal(file, "it is nested too deeply") from None


def _validate(file: Path, data: Any) -> None:
    form = data.get("version") if isinstance(data, dict) else None
    if isinstance(form, int) and form > _FORM:
        raise PipelineError(f"the baseline {file} was written by a later version of lesson-pipeline", "install that")
    if not _validator().is_valid(data):
        import jsonschema

        error = next(jsonschema.Draft202012Validator(schema(_KIND)).iter_errors(data))
        fault = next(iter(explain(error, str(schema(_KIND)["title"]))))
        at = f" (at {pointer(fault.path)})" if fault.path else ""
        raise _refusal(file, f"{fault.message}{at}")
    others = {entry["fingerprint"].split(":")[0] for entry in data["known"]} - {FINGERPRINTS}
    if others:
        message = f"the baseline {file} has fingerprints of another version ({', '.join(sorted(others))})"
        raise PipelineError(message, f"only {FINGERPRINTS} can be compared: {_anew(file)}")


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema(_KIND))


def _refusal(file: Path, reason: str) -> PipelineError:
    return PipelineError(
        f"{file} is no baseline: {reason}", f"restore it, if it was one, or {_anew(file)}; if not, name another file"
    )


def _anew(file: Path) -> str:
    return f"remove it, and write it anew with `lesson-pipeline check --write-baseline {file}`"
