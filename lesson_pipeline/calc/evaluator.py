"""The evaluator: simpleeval, cut down to arithmetic on numbers, vectors and small matrices, and bounded."""

import ast
from collections.abc import Callable, Mapping
from typing import Any

from simpleeval import FunctionNotDefined, InvalidExpression, NameNotDefined, SimpleEval

from lesson_pipeline.calc.operations import CONSTANTS, FUNCTIONS, OPERATORS, steps
from lesson_pipeline.calc.values import ExpressionError, Value, Work, number, short, vector


class Evaluator(SimpleEval):  # type: ignore[misc]
    """Computes parsed expressions; `used` collects the names that they read."""

    def __init__(self, work: Work) -> None:
        functions = {name: _bounded(name, function, work) for name, function in FUNCTIONS.items()}
        operators = {getattr(ast, name): _bounded(name, function, work) for name, function in OPERATORS.items()}
        super().__init__(operators=operators, functions=functions, names={})
        self.used: dict[str, Value] = {}
        self.nodes = {
            ast.Constant: lambda node: number(node.value),
            ast.Name: self._name,
            ast.UnaryOp: self._eval_unaryop,
            ast.BinOp: self._eval_binop,
            ast.Call: self._eval_call,
            ast.Subscript: self._element,
            ast.List: lambda node: vector(self._eval(item) for item in node.elts),
        }

    def compute(self, node: ast.expr, names: Mapping[str, Value]) -> Value:
        """The value of an expression. Raises ExpressionError where it has none."""
        self.used = {}
        self.names = {**CONSTANTS, **names}
        try:
            value: Value = self._eval(node)
        except FunctionNotDefined as error:
            name = error.func_name
            raise ExpressionError(f"there is no function `{name}`", unknown=name, is_function=True) from error
        except NameNotDefined as error:
            raise ExpressionError(f"`{error.name}` has no value here", unknown=error.name) from error
        except ZeroDivisionError as error:
            raise ExpressionError("it divides by zero") from error
        except OverflowError as error:
            raise ExpressionError("its value is too large", "compute with its logarithm") from error
        except InvalidExpression as error:
            raise ExpressionError(
                "it uses an operator that is no arithmetic", "there are + - * / ** % and @"
            ) from error
        return value

    def _name(self, node: ast.Name) -> Value:
        if node.id not in self.names:
            if node.id in FUNCTIONS:
                raise ExpressionError(f"`{node.id}` is a function and is given nothing", f"write `{node.id}(…)`")
            raise NameNotDefined(node.id, "")
        value: Value = self.names[node.id]
        if node.id not in CONSTANTS:
            self.used[node.id] = value
        return value

    def _element(self, node: ast.Subscript) -> Value:
        whole, index = self._eval(node.value), self._eval(node.slice)
        if not isinstance(whole, tuple) or not isinstance(index, int):
            raise ExpressionError("only elements of vectors and rows of matrices have an index", "write `x[0]`")
        if not -len(whole) <= index < len(whole):
            raise ExpressionError(f"there is no element {index}: the last of {len(whole)} is {len(whole) - 1}")
        element: Value = whole[index]
        return element


def _bounded(name: str, function: Callable[..., Value], work: Work) -> Callable[..., Value]:
    """A function that counts its work, and gives no more than values may be."""

    def run(*arguments: Any) -> Value:
        if not arguments:
            raise ExpressionError(f"`{name}` is given nothing", f"write `{name}(…)`")
        work.spend(steps(name, arguments))
        try:
            value = function(*arguments)
        except ValueError as error:
            given = ", ".join(map(short, arguments))
            help = "it has none at zero and below" if name.startswith("log") else ""
            raise ExpressionError(f"`{name}` has no value at {given}", help) from error
        except TypeError as error:
            raise ExpressionError(f"`{name}` is given too few or too many arguments: {len(arguments)}") from error
        return vector(value) if isinstance(value, tuple) else value

    return run
