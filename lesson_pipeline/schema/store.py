"""The schemas, as they stand in schemas/ of the repository and in the installed package."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

KINDS = ("course", "concepts", "lesson-plan", "lesson", "review-round", "configuration", "baseline")


def schema_text(kind: str) -> str:
    """The JSON text of one schema (`KINDS`)."""
    name = f"{kind}.schema.json"
    packaged = files("lesson_pipeline") / "schemas" / name
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    # a checkout: the wheel's copy is made from this folder when the wheel is built
    return (Path(__file__).resolve().parents[2] / "schemas" / name).read_text(encoding="utf-8")


@cache
def schema(kind: str) -> dict[str, Any]:
    """One schema as data."""
    data: dict[str, Any] = json.loads(schema_text(kind))
    return data
