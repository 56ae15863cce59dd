"""Expressions as people write them in a lesson: read, bounded before anything is computed, and computed.

The language is Python's arithmetic. `×`, `·`, `÷`, `−` and `π` may be written for `*`, `/`, `-` and `pi`.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lesson_pipeline.calc.operations import CONSTANTS, FUNCTIONS
from lesson_pipeline.calc.values import ExpressionError, Value, Work
from lesson_pipeline.suggest import closest

if TYPE_CHECKING:
    from lesson_pipeline.calc.evaluator import Evaluator

MAX_LENGTH = 1000
MAX_NODES = 600
MAX_DEPTH = 100
_TYPOGRAPHY = str.maketrans({"×": "*", "·": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-", "π": "pi"})
_FOREIGN = re.compile(r"[^\w\s.,+\-*/%@()\[\]]")
_TIMES_LEFT_OUT = re.compile(r"(?<![\w.])\d+(?:\.\d+)?\s*(?:[^\W\d_](?!\w*[-+]?\d)|\()|\)\s*[\w(]")
_REFUSED = {
    ast.Tuple: ("a comma stands outside of brackets", "write a vector as `[0.9, 0.1]`, and 32,768 as `32768`"),
    ast.Attribute: ("a point stands behind a name", "names have no parts here"),
    ast.Slice: ("a range of elements cannot be taken", "write the elements one by one"),
    ast.keyword: ("an argument is given by name", "write the value alone"),
    ast.Starred: ("a star stands before a name", "write the elements one by one"),
}  # fmt: skip
_KNOWN = (
    ast.Constant, ast.Name, ast.UnaryOp, ast.BinOp, ast.Call, ast.Subscript, ast.List, ast.Load, ast.operator,
    ast.unaryop,
)  # fmt: skip


_OTHER_WORDS = {"ln": "log", "average": "mean", "avg": "mean", "sigma": "sigmoid", "transpose": "T", "length": "len"}


class Computed(NamedTuple):
    """The value of an expression, and the named values that it used."""

    value: Value
    used: Mapping[str, Value]


class Calculator:
    """Computes the expressions of one file: all of them share the work that may be done."""

    def __init__(self) -> None:
        self._evaluator: Evaluator | None = None
        self._work = Work()

    @property
    def is_spent(self) -> bool:
        """Whether no work is left: the expression that spent it was refused, and so will be all others."""
        return self._work.left < 0

    def compute(self, expression: str, names: Mapping[str, Value]) -> Computed:
        """The value of an expression over named values. Raises ExpressionError."""
        node = parsed(expression)
        if self._evaluator is None:
            from lesson_pipeline.calc.evaluator import Evaluator  # with its library: most files state no number

            self._evaluator = Evaluator(self._work)
        try:
            value = self._evaluator.compute(node, names)
        except ExpressionError as error:
            if error.unknown in names:
                error.help = "write `*` between factors"
            elif error.unknown:
                error.help = _nearest(error.unknown, FUNCTIONS if error.is_function else (*names, *CONSTANTS))
            raise
        return Computed(value, dict(self._evaluator.used))


@lru_cache(maxsize=1024)
def parsed(expression: str) -> ast.expr:
    """The syntax of an expression. Raises ExpressionError for what is no arithmetic, and for what is too long or deep."""
    if len(expression) > MAX_LENGTH:
        raise ExpressionError(f"it is longer than {MAX_LENGTH} characters", "name parts of it in a block `values`")
    text = " ".join(expression.translate(_TYPOGRAPHY).split())
    foreign = _FOREIGN.search(text)
    if foreign:
        raise ExpressionError(f"`{foreign.group()}` means nothing in an expression", _instead_of(foreign.group()))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            node = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ExpressionError(_what_is_wrong(text), _slip(text)) from error
    except (RecursionError, MemoryError, ValueError) as error:
        raise _too_deep() from error
    _bound(node)
    return node


def _bound(node: ast.AST) -> None:
    """Raises ExpressionError for syntax that is no arithmetic, and for too much of it."""
    level: list[ast.AST] = [node]
    nodes = 0
    for _ in range(MAX_DEPTH):
        nodes += len(level)
        for item in level:
            if not isinstance(item, _KNOWN):
                raise ExpressionError(*_REFUSED.get(type(item), ("it is no arithmetic", _ARITHMETIC)))
            if isinstance(item, ast.Call) and not isinstance(item.func, ast.Name):
                raise ExpressionError(
                    "a bracket stands behind something that is no function", "write `*` between factors"
                )
        level = [
            child
            for item in level
            for child in ast.iter_child_nodes(item)
            if not (isinstance(item, ast.Call) and child is item.func)
        ]
        if not level:
            break
    if level or nodes > MAX_NODES:
        raise _too_deep()


_ARITHMETIC = "numbers, names, + - * / ** % @, brackets and functions are all there is"


def _too_deep() -> ExpressionError:
    return ExpressionError("it is too long or too deeply nested", "name parts of it in a block `values`")


def _instead_of(sign: str) -> str:
    if sign == "^":
        return "write `**` for a power"
    if sign in "\\{}$":
        return "write it as arithmetic, not as LaTeX: `-log(sigmoid(9))`"
    if sign in "<>=!":
        return "nothing is compared here: one expression, an equals sign and the number"
    return _ARITHMETIC


def _what_is_wrong(text: str) -> str:
    if not text:
        return "it is empty"
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            return f"it has {text.count(opening)} `{opening}` and {text.count(closing)} `{closing}`"
    return "it cannot be read"


def _slip(text: str) -> str:
    if _TIMES_LEFT_OUT.search(text):
        return "write `*` between factors"
    if re.search(r"\d%\s*(?:$|[-+*/)\],])", text):
        return "write `12.5%` as `0.125`; `%` is the remainder of a division"
    return _ARITHMETIC


def _nearest(word: str, choices: Iterable[str]) -> str:
    folded = {name.lower(): name for name in choices}
    near = _OTHER_WORDS.get(word.lower()) or folded.get(word.lower()) or closest(word, folded.values())
    return f"did you mean `{near}`?" if near else ""
