"""A number stated with the expression that gives it: `-log(sigmoid(9)) = 0.000123`."""

import re
from typing import NamedTuple

_EQUALS = re.compile(r"\s*(?<![<>=!])(?:=(?!=)|≈)\s*")


class Stated(NamedTuple):
    """The expression, and the number as it is shown; the expression is empty where none is given."""

    expression: str
    shown: str


def stated(content: str) -> Stated:
    """The two sides of what a role `num` holds: what stands behind the last equals sign is shown."""
    signs = list(_EQUALS.finditer(content))
    if not signs:
        return Stated("", content.strip())
    return Stated(content[: signs[-1].start()].strip(), content[signs[-1].end() :].strip())
