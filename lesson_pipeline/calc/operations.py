"""What expressions can do with values: arithmetic element by element, and the functions that lessons need."""

import math
import operator
from collections.abc import Callable, Mapping

from lesson_pipeline.calc.values import (
    MAX_BITS,
    ExpressionError,
    Number,
    Value,
    is_matrix,
    is_vector,
    number,
    size,
    vector,
)

Function = Callable[..., Value]

CONSTANTS: Mapping[str, Number] = {"pi": math.pi, "e": math.e}


def _each(compute: Callable[[Number], Number], value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(_each(compute, item) for item in value)
    return number(compute(value))


def _elementwise(compute: Callable[[Number], Number]) -> Function:
    return lambda value: _each(compute, value)


def _paired(compute: Callable[[Number, Number], Number]) -> Function:
    """An operation on two numbers, on vectors of one length, and on a number with every element."""

    def run(left: Value, right: Value) -> Value:
        if isinstance(left, tuple) and isinstance(right, tuple):
            if len(left) != len(right) or is_vector(left) != is_vector(right):
                raise ExpressionError(
                    f"{_shape(left)} and {_shape(right)} do not fit together",
                    "`*` and its like go element by element; `@` multiplies a matrix with a vector or a matrix",
                )
            return tuple(run(one, other) for one, other in zip(left, right, strict=True))
        if isinstance(left, tuple):
            return tuple(run(item, right) for item in left)
        if isinstance(right, tuple):
            return tuple(run(left, item) for item in right)
        return number(compute(left, right))

    return run


def _power(base: Number, exponent: Number) -> Number:
    if isinstance(base, int) and isinstance(exponent, int) and abs(exponent) * base.bit_length() > MAX_BITS:
        raise ExpressionError("its value is too large", "compute with its logarithm")
    return number(base**exponent)


def _product(left: Value, right: Value) -> Value:
    """The product of vectors (a number), of a matrix and a vector, or of matrices."""
    first, second = _rows(left), transposed(right) if is_matrix(right) else _rows(right)
    if len(_row(first[0])) != len(_row(second[0])):
        raise ExpressionError(f"{_shape(left)} cannot be multiplied with {_shape(right)}", "their inner lengths differ")
    table = vector(vector(_sum_of_products(_row(one), _row(other)) for other in second) for one in first)
    rows = [row if is_matrix(right) else _row(row)[0] for row in table]
    return vector(rows) if is_matrix(left) else rows[0]


def _sum_of_products(left: tuple[Value, ...], right: tuple[Value, ...]) -> Number:
    return number(sum(_plain(one) * _plain(other) for one, other in zip(left, right, strict=True)))


def _rows(value: Value) -> tuple[Value, ...]:
    if not isinstance(value, tuple):
        raise ExpressionError("`@` and `dot` want vectors or matrices", "`*` multiplies numbers")
    return value if is_matrix(value) else (value,)


def _row(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _plain(value: Value) -> Number:
    if isinstance(value, tuple):
        raise ExpressionError("a number is wanted where a vector stands")
    return value


def _shape(value: Value) -> str:
    if not isinstance(value, tuple):
        return "a number"
    if is_vector(value):
        return f"a vector of {len(value)}"
    return f"a matrix of {len(value)} by {len(_row(value[0]))}"


def _vector(value: Value, name: str) -> tuple[Number, ...]:
    if not isinstance(value, tuple) or not is_vector(value):
        raise ExpressionError(f"`{name}` takes a vector, and this is {_shape(value)}", "write it as `[0.9, 0.1]`")
    return tuple(map(_plain, value))


def transposed(value: Value) -> tuple[Value, ...]:
    """Rows to columns; a vector becomes a matrix of one column."""
    rows = _rows(value)
    return tuple(zip(*map(_row, rows), strict=True))


def _sigmoid(x: Number) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else (power := math.exp(x)) / (1 + power)


def _softmax(value: Value) -> Value:
    scores = _vector(value, "softmax")
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return tuple(power / sum(powers) for power in powers)


def _cosine(left: Value, right: Value) -> Value:
    first, second = _vector(left, "cosine"), _vector(right, "cosine")
    return number(_plain(_product(first, second)) / (_norm(first) * _norm(second)))


def _norm(value: Value) -> float:
    return math.hypot(*_vector(value, "norm"))


def _all(*values: Value) -> list[Number]:
    """Every number in some values."""
    found: list[Number] = []
    for value in values:
        found += _all(*value) if isinstance(value, tuple) else [value]
    return found


def _round(value: Value, digits: Value = 0) -> Value:
    if not isinstance(digits, int) or abs(digits) > 100:
        raise ExpressionError("`round` takes how many digits to keep as its second argument", "write `round(x, 3)`")
    return _each(lambda x: round(x, digits) if digits else round(x), value)


def _mean(*values: Value) -> Number:
    return number(sum(_all(*values)) / len(_all(*values)))


FUNCTIONS: Mapping[str, Function] = {
    **{
        name: _elementwise(getattr(math, name))
        for name in ("exp", "log", "log2", "log10", "sqrt", "sin", "cos", "tanh", "floor", "ceil")
    },
    "abs": _elementwise(abs),
    "sigmoid": _elementwise(_sigmoid),
    "softmax": _softmax,
    "cosine": _cosine,
    "dot": _product,
    "norm": _norm,
    "mean": _mean,
    "sum": lambda *values: number(sum(_all(*values))),
    "min": lambda *values: min(_all(*values)),
    "max": lambda *values: max(_all(*values)),
    "round": _round,
    "len": lambda value: len(_rows(value)) if is_matrix(value) else len(_vector(value, "len")),
    "T": transposed,
}

OPERATORS: Mapping[str, Function] = {
    "Add": _paired(operator.add),
    "Sub": _paired(operator.sub),
    "Mult": _paired(operator.mul),
    "Div": _paired(operator.truediv),
    "Mod": _paired(operator.mod),
    "Pow": _paired(_power),
    "MatMult": _product,
    "USub": _elementwise(operator.neg),
    "UAdd": _elementwise(operator.pos),
}
"""By the name of the syntax that stands for each."""


def steps(name: str, values: tuple[Value, ...]) -> int:
    """How much work an operation or a function is."""
    sizes = [size(value) for value in values]
    is_product = name in ("MatMult", "dot") and len(values) == 2
    return sizes[0] * (len(_row(_row(values[1])[0]))) + sizes[1] if is_product else sum(sizes) + 1
