"""A formula as a case prints it, such as `sin(x1)+7 sin(x2)^2`, as a function of the rows of an array."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from math import e, pi
from typing import Any

import numpy as np

_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "exp": np.exp, "ln": np.log, "log": np.log,
    "sqrt": np.sqrt, "abs": np.abs,
}  # fmt: skip
_CONSTANTS = {"pi": pi, "e": e}
_TOKEN = re.compile(r"\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z]\w*|[-+*/^(),])")
_OPERATIONS: dict[type, Callable[..., Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
    ast.USub: lambda a: -a,
    ast.UAdd: lambda a: a,
}


def formula(text: str) -> Callable[[Any], Any]:
    """The function of x1, x2, … (rows of its argument) that a text describes; a space may mean times."""
    tree = ast.parse(_with_times(text), mode="eval").body
    return lambda x: _value(tree, x)


def count_of_variables(text: str) -> int:
    return max(int(number) for number in re.findall(r"x(\d+)", text))


def ends_of_range(text: str) -> tuple[float, float]:
    """The ends of a uniform range written as `U(low,high)`."""
    found = re.search(r"U\(([^,]+),([^)]+)\)", text)
    assert found, f"no range in {text!r}"
    low, high = (float(formula(part)(())) for part in found.groups())
    return low, high


def _with_times(text: str) -> str:
    tokens = _TOKEN.findall(text)
    written = []
    for before, token in zip(["(", *tokens], tokens, strict=False):
        begins = token[0].isalnum() or token in "(."
        ended = before[-1].isalnum() or before == ")"
        is_call = token == "(" and before in _FUNCTIONS
        if begins and ended and not is_call:
            written.append("*")
        written.append("**" if token == "^" else token)
    return "".join(written)


def _value(node: ast.expr, x: Any) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_value(node.left, x), _value(node.right, x))
    if isinstance(node, ast.UnaryOp):
        return _OPERATIONS[type(node.op)](_value(node.operand, x))
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        return _FUNCTIONS[node.func.id](*(_value(argument, x) for argument in node.args))
    assert isinstance(node, ast.Name), f"{ast.dump(node)} is no part of a formula"
    return _CONSTANTS[node.id] if node.id in _CONSTANTS else x[int(node.id.removeprefix("x")) - 1]
