"""What a plain scalar means: the YAML 1.2 core schema, less the numbers with a point.

`yes`, `1:30`, `2026-02-21` and `011` stay text; so do decimals, because the only ones in our files are
positions, and a position 8.10 is not 8.1.
"""

import re

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")


def plain(value: str) -> str | int | bool | None:
    """The value of an unquoted scalar."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in "-+0123456789" and _INTEGER.match(value):
        return int(value)
    return value
