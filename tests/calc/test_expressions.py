"""Expressions come to what Python's own arithmetic gives, and hostile ones end at once."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.calc.expressions import Calculator
from lesson_pipeline.calc.values import ExpressionError, Value
from tests.timing import seconds

NAMES = {"t": 10, "s": 0.2, "row": (0.9, 0.1, 0.3)}


def value(expression: str, names: dict[str, Any] = NAMES) -> Value:
    return Calculator().compute(expression, names).value


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


PYTHON: dict[str, Any] = {
    **{name: getattr(math, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tanh", "floor", "ceil", "pi", "e")},
    "abs": abs,
    "round": round,
    "min": min,
    "max": max,
    "t": 10,
    "s": 0.2,
    "sigmoid": sigmoid,
}
ATOMS = st.one_of(
    st.integers(0, 99).map(str),
    st.floats(0, 99, allow_nan=False).map(lambda number: f"{number:.3f}"),
    st.sampled_from(["t", "s", "pi", "e", "1.5e-3"]),
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " - ", "*", " / ", "**", " % "]), inner).map("".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
        st.tuples(st.sampled_from(["exp", "log", "sqrt", "sigmoid", "abs", "floor"]), inner).map(
            lambda pair: f"{pair[0]}({pair[1]})"
        ),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda call: f"{call[0]}({call[1]}, {call[2]})"),
    )


@given(st.recursive(ATOMS, larger, max_leaves=8))
def test_a_number_is_what_python_computes(expression: str) -> None:
    try:
        ours = value(expression)
    except ExpressionError:
        return  # what Python does there is its own affair: it may take for ever
    theirs = eval(expression, {"__builtins__": {}}, PYTHON)
    assert ours == pytest.approx(theirs, rel=1e-12)


@given(st.recursive(ATOMS, larger, max_leaves=8))
def test_what_python_computes_in_bounds_is_computed(expression: str) -> None:
    if "**" in expression:
        return
    try:
        theirs = eval(expression, {"__builtins__": {}}, PYTHON)
    except (ArithmeticError, ValueError):
        with pytest.raises(ExpressionError):
            value(expression)
    else:
        assert math.isinf(theirs) or value(expression) == pytest.approx(theirs, rel=1e-12)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("softmax([1, 1])", (0.5, 0.5)),
        ("softmax([1000, 0])", (1.0, 0.0)),
        ("cosine([1, 0], [1, 1])", math.sqrt(0.5)),
        ("dot([1, 2], [3, 4])", 11),
        ("[1, 2] @ [3, 4]", 11),
        ("[[1, 2], [3, 4]] @ [1, 1]", (3, 7)),
        ("[1, 1] @ [[1, 2], [3, 4]]", (4, 6)),
        ("[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]", ((2, 1), (4, 3))),
        ("T([[1, 2], [3, 4]])", ((1, 3), (2, 4))),
        ("T([1, 2])", ((1,), (2,))),
        ("[1, 2] * [3, 4] + 1", (4, 9)),
        ("2 * [[1, 2], [3, 4]] - 1", ((1, 3), (5, 7))),
        ("-[1, 2]", (-1, -2)),
        ("norm([3, 4])", 5),
        ("mean([1, 2, 6])", 3),
        ("sum([[1, 2], [3, 4]])", 10),
        ("min(3, [2, 5])", 2),
        ("round(2.71828, 2)", 2.72),
        ("len([5, 6, 7])", 3),
        ("row[0] - row[-1]", 0.6),
        ("[[1, 2], [3, 4]][1][0]", 3),
        ("log2(8) + log10(1000)", 6),
        ("exp([0, 0])", (1, 1)),
        ("3 × 4 − 8 ÷ 2 · 1", 8),
        ("cos(π)", -1),
        ("e", math.e),
        ("sigmoid(-1000)", 0),
        ("2**-1", 0.5),
    ],
)
def test_vectors_matrices_and_functions(expression: str, expected: Any) -> None:
    def flat(found: Any) -> list[float]:
        return [number for item in found for number in flat(item)] if isinstance(found, tuple) else [found]

    found = value(expression)
    assert isinstance(found, tuple) is isinstance(expected, tuple)
    assert flat(found) == pytest.approx(flat(expected))


def test_the_names_that_were_used_are_told() -> None:
    assert Calculator().compute("t * pi + sum(row)", NAMES).used == {"t": 10, "row": (0.9, 0.1, 0.3)}


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("[1, 2] + [1, 2, 3]", "a vector of 2 and a vector of 3 do not fit together"),
        ("[[1, 2]] * [1, 2]", "a matrix of 1 by 2 and a vector of 2 do not fit together"),
        ("[[1, 2]] @ [1, 2, 3]", "a matrix of 1 by 2 cannot be multiplied with a vector of 3"),
        ("[[1, 2], [3]]", "the rows of a matrix differ in length"),
        ("[]", "a vector has no numbers in it"),
        ("softmax(3)", "`softmax` takes a vector, and this is a number"),
        ("[1, 2][2]", "there is no element 2"),
        ("sqrt(-1)", "`sqrt` has no value at -1"),
        ("(-8)**0.5", "its value is no real number"),
        ("exp(1000)", "its value is too large"),
        ("1e308 * 10", "its value is not finite"),
        ("log(1, 2, 3)", "`log` is given too few or too many arguments: 3"),
        ("exp()", "`exp` is given nothing"),
        ("exp", "`exp` is a function and is given nothing"),
        ("(1 + 2", "it has 1 `(` and 0 `)`"),
        ("", "it is empty"),
        ("7 // 2", "it uses an operator that is no arithmetic"),
        ("~1", "`~` means nothing in an expression"),
        ("1 if t else 2", "it is no arithmetic"),
        ("t(2)", "there is no function `t`"),
    ],
)
def test_what_has_no_value_says_why(expression: str, says: str) -> None:
    with pytest.raises(ExpressionError) as error:
        value(expression)
    assert says in error.value.message


@pytest.mark.parametrize(
    "expression",
    [
        "9**9**9",
        "9**9**9**9",
        "(2**4000)**4000",
        "2**(10**1000)",
        "1e300**1e300",
        "(" * 300 + "1" + ")" * 300,
        "(" * 99999 + "1" + ")" * 99999,
        "-" * 900 + "1",
        "[" * 90 + "1" + "]" * 90,
        "exp(" * 120 + "0" + ")" * 120,
        "1" + "+1" * 400,
        "1+" * 99999 + "1",
        "9" * 999 + "**" + "9" * 999,
        "[" + "1," * 400 + "1]",
        "T([" + "1," * 99 + "1]) @ [[" + "1," * 99 + "1]]",
        "round(1.5, 10**9)",
        "().__class__.__bases__[0].__subclasses__()",
        "__import__('os').system('true')",
        "exp.__globals__",
        "(lambda: 1)()",
        "[x for x in [1]]",
        "{1: 2}",
        "f'{t}'",
        "t := 5",
        "t = 5",
        "import os",
        "open('x')",
        "eval('1')",
        "exp(*[1])",
        "log(x=1)",
        "\0",
        "1\u202e2",
        "True",
        "None",
        "1j",
        "'a' * 10**9",
        "...",
    ],
)
def test_hostile_expressions_end_at_once(expression: str) -> None:
    def attempt() -> None:
        with pytest.raises(ExpressionError):
            value(expression)

    assert seconds(attempt) < 0.5


@given(st.text("0123456789.+-*/%@()[], teslogxpT\\^'\"#\n", max_size=60))
def test_any_text_has_a_value_or_a_reason(text: str) -> None:
    try:
        found = value(text)
    except ExpressionError as error:
        assert error.message
    else:
        assert isinstance(found, (int, float, tuple))


def test_work_is_bounded_over_all_expressions_of_a_file() -> None:
    calculator = Calculator()
    matrix = tuple(tuple([1.0] * 16) for _ in range(16))

    def many() -> None:
        with pytest.raises(ExpressionError, match="too much work"):
            for _ in range(10_000):
                calculator.compute(" @ ".join("A" * 90), {"A": matrix})

    assert seconds(many) < 2
    assert calculator.is_spent
