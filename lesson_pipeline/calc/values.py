"""What an expression can come to: a number, a vector, a small matrix; and the bounds that keep it small."""

import math
from collections.abc import Iterable

Number = int | float
Value = Number | tuple["Value", ...]
"""A number, a vector of numbers, or a matrix: a vector of rows of one length."""

MAX_ELEMENTS = 256
"""Of a vector or matrix."""
MAX_BITS = 4096
"""Of a whole number."""
_SHOWN_ELEMENTS = 6


class ExpressionError(Exception):
    """An expression has no value: what is wrong with it, what to do, and the unknown name, of a
    value or a function, where it is about one."""

    def __init__(self, message: str, help: str = "", unknown: str = "", *, is_function: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.unknown = unknown
        self.is_function = is_function


class Work:
    """How much may still be computed: hostile expressions end here, however small each is."""

    def __init__(self, steps: int = 500_000) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take some steps off. Raises ExpressionError where none are left."""
        self.left -= steps
        if self.left < 0:
            raise ExpressionError(
                "the numbers of this file take too much work to recompute", "make the vectors and matrices smaller"
            )


def size(value: Value) -> int:
    """How many numbers a value has."""
    return sum(map(size, value)) if isinstance(value, tuple) else 1


def is_vector(value: Value) -> bool:
    return isinstance(value, tuple) and not any(isinstance(item, tuple) for item in value)


def is_matrix(value: Value) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, tuple) for item in value)


def number(value: object) -> Number:
    """A number that can be shown. Raises ExpressionError for one that is none, is infinite or too large."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ExpressionError("its value is no real number", "look for a root or a power of a negative number")
    if isinstance(value, int):
        if value.bit_length() > MAX_BITS:
            raise ExpressionError("its value is too large", "compute with its logarithm")
    elif not math.isfinite(value):
        raise ExpressionError("its value is not finite", "look for a division by something tiny, or a huge power")
    return value


def vector(items: Iterable[Value]) -> tuple[Value, ...]:
    """A vector of numbers, or a matrix of rows. Raises ExpressionError where the rows differ or there are too many."""
    found = tuple(items)
    if not found:
        raise ExpressionError("a vector has no numbers in it", "write at least one between the brackets")
    if size(found) > MAX_ELEMENTS:
        raise ExpressionError(
            f"a vector or matrix has more than {MAX_ELEMENTS} numbers", "show the student a smaller one"
        )
    rows = [item for item in found if isinstance(item, tuple)]
    if rows and (len(rows) < len(found) or len({len(row) for row in rows}) > 1 or not all(map(is_vector, rows))):
        raise ExpressionError("the rows of a matrix differ in length", "write each row as a vector, all of one length")
    return found


def short(value: Value) -> str:
    """A value as messages show it."""
    if isinstance(value, tuple):
        dots = ", …" if len(value) > _SHOWN_ELEMENTS else ""
        return f"[{', '.join(map(short, value[:_SHOWN_ELEMENTS]))}{dots}]"
    if isinstance(value, int) and value.bit_length() > 50:
        digits = str(abs(value))
        return f"{'-' if value < 0 else ''}{digits[0]}.{digits[1:6]}e+{len(digits) - 1}"
    return str(value) if isinstance(value, int) else f"{value:.6g}"
