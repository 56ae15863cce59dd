"""Every number that a lesson of our own traces is recomputed, with nothing but Python's arithmetic."""

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from lesson_pipeline.model.build_written import build_written
from lesson_pipeline.model.written import Written
from lesson_pipeline.source.stated_numbers import stated
from tests.conftest import ROOT

LESSONS = sorted((ROOT / "lessons").glob("*.md"))
OPERATORS: Mapping[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}
FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
}


class Traced(NamedTuple):
    line: int
    content: str
    names: Mapping[str, float]


def compute(expression: str, names: Mapping[str, float]) -> float:
    return value(ast.parse(expression, mode="eval").body, names)


def value(node: ast.AST, names: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=op, operand=operand):
            return OPERATORS[type(op)](value(operand, names))
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](value(left, names), value(right, names))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]):
            return FUNCTIONS[name](value(argument, names))
    raise ValueError(ast.dump(node))


def agrees(content: str, names: Mapping[str, float]) -> bool:
    """Whether the number shown is the value of each expression before it, rounded to the digits shown."""
    said = stated(content)
    number = Decimal(said.shown.rstrip("%").replace(",", ""))
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    factor = 100 if said.shown.endswith("%") else 1
    computed = [compute(expression, names) * factor for expression in said.expressions]
    return computed != [] and all(abs(one - float(number)) <= 0.5 * 10.0**exponent * (1 + 1e-9) for one in computed)


def traced(text: Written) -> Iterator[Traced]:
    """The numbers of a lesson, each with what the blocks `values` of its section name."""
    for role in text.roles:
        names = {}
        for index, block in enumerate(text.blocks):
            if block.name == "values" and block.headings[:1] == role.headings[:1]:
                lines = [line for prose in text.prose if index in prose.inside for line in prose.text.splitlines()]
                names |= {name.strip(): float(number) for name, _, number in (line.partition("=") for line in lines)}
        yield Traced(role.span.line, role.content, names)


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_each_is_what_its_expression_gives(file: Path) -> None:
    found = list(traced(build_written(file.read_text(encoding="utf-8"))))
    assert [(number.line, number.content) for number in found if not agrees(number.content, number.names)] == []


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_none_escapes_the_reading(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(list(traced(build_written(text)))) == text.count("{num}") > 0


@pytest.mark.parametrize(
    ("content", "right"),
    [
        ("exp(9) = 8103.1", True),
        ("exp(9) = 8103.2", False),
        ("-log(sigmoid(9)) = 0.000123", True),
        ("-log(sigmoid(9)) = 0.000124", False),
        ("1 / 64 = 1.6%", True),
        ("1 / 64 = 1.5%", False),
        ("n * n = 65,536", True),
        ("n * n = 65,535", False),
    ],
)
def test_a_wrong_digit_shows(content: str, right: bool) -> None:
    assert agrees(content, {"n": 256}) is right
