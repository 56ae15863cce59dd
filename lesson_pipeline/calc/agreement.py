"""Whether a value is the number that is shown, and the number as it should be shown."""

from dataclasses import replace
from fractions import Fraction

from lesson_pipeline.calc.shown import Shown, ShownValue
from lesson_pipeline.calc.values import Number, Value

_SLACK = Fraction(1, 10**9)
"""Of the tolerance: a value that lies just at its edge may be computed a hair beyond it."""
_NOISE = Fraction(1, 10**12)
"""Of a value that was computed with floating-point numbers."""
_LONGEST = 10**15
_MAX_DECIMALS = 12
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def misfit(value: Value, shown: ShownValue) -> str:
    """How a value and what is shown differ in shape; empty where they do not."""
    if isinstance(value, tuple) != isinstance(shown, tuple):
        return f"{_kind(value)} and not {_kind(shown)}"
    if not (isinstance(value, tuple) and isinstance(shown, tuple)):
        return ""
    count = len(shown) - (None in shown)
    if count > len(value) or (None not in shown and count != len(value)):
        return f"{len(value)} elements and not {count}"
    return next((fault for one, other in _pairs(value, shown) if (fault := misfit(one, other))), "")


def agrees(value: Value, shown: ShownValue) -> bool:
    """Whether a value is what is shown, to the digits shown."""
    if isinstance(value, tuple) and isinstance(shown, tuple):
        return not misfit(value, shown) and all(agrees(one, other) for one, other in _pairs(value, shown))
    if isinstance(value, tuple) or isinstance(shown, tuple):
        return False
    exact = Fraction(value)
    noise = abs(exact) * _NOISE if isinstance(value, float) else 0
    return abs(exact - shown.value) <= shown.step / 2 * (1 + _SLACK) + noise


def as_shown(value: Value, shown: ShownValue) -> str:
    """A value written as the shown number is: to its digits, in its form. Both have one shape."""
    if isinstance(value, tuple) and isinstance(shown, tuple):
        texts = [as_shown(one, other) for one, other in _pairs(value, shown)]
        if None in shown:
            texts.insert(shown.index(None), "…")
        return f"[{', '.join(texts)}]"
    assert not isinstance(value, tuple)  # noqa: S101 - for the type: `misfit` has found none
    assert not isinstance(shown, tuple)  # noqa: S101
    if shown.exponent[0]:
        return _scientific(Fraction(value), shown)
    return _plain(value, shown)


def _kind(value: Value | ShownValue) -> str:
    return "a vector" if isinstance(value, tuple) else "a number"


def _pairs(value: tuple[Value, ...], shown: tuple[ShownValue | None, ...]) -> list[tuple[Value, ShownValue]]:
    """The elements that are shown, each with what is shown of it."""
    if None in shown:
        before = shown.index(None)
        after = len(shown) - before - 1
        value = value[:before] + (value[len(value) - after :] if after else ())
    return [(one, other) for one, other in zip(value, [item for item in shown if item is not None], strict=True)]


def _plain(value: Number, shown: Shown) -> str:
    exact = Fraction(value) * (100 if shown.percent else 1)
    if abs(exact) >= _LONGEST:
        return _scientific(Fraction(value), replace(shown, decimals=max(shown.digits - 1, 1), exponent=("e", "")))
    decimals = shown.decimals
    step = Fraction(1, 10**decimals)
    if shown.step > step / (100 if shown.percent else 1):
        step = shown.step * (100 if shown.percent else 1)
    count = round(exact / step)
    if step > 1 and abs(count) < 10:
        count, step = round(exact), Fraction(1)
    while exact and abs(count) < 10 ** min(shown.digits - 1, 1) and step <= 1 and decimals < _MAX_DECIMALS:
        decimals, step = decimals + 1, step / 10
        count = round(exact / step)
    rounded = abs(count * step)
    whole, part = divmod(round(rounded * 10**decimals), 10**decimals)
    digits = f"{whole:,}".replace(",", shown.apart) if shown.apart else str(whole)
    return f"{shown.minus if count < 0 else ''}{digits}{f'.{part:0{decimals}d}' if decimals else ''}{shown.percent}"


def _scientific(exact: Fraction, shown: Shown) -> str:
    exact *= 100 if shown.percent else 1
    exponent = 0
    if exact:
        exponent = len(str(abs(exact.numerator))) - len(str(exact.denominator))
        exponent -= abs(exact) < Fraction(10) ** exponent
    count = round(exact / Fraction(10) ** (exponent - shown.decimals))
    if abs(count) >= 10 ** (shown.decimals + 1):
        exponent, count = exponent + 1, round(exact / Fraction(10) ** (exponent + 1 - shown.decimals))
    digits = str(abs(count)).rjust(shown.decimals + 1, "0")
    mantissa = f"{digits[0]}{'.' if shown.decimals else ''}{digits[1:]}"
    before, behind = shown.exponent
    power = str(exponent).replace("-", shown.minus)
    tail = str(exponent).translate(_RAISED) if behind == "⁰" else f"{power}{behind}"
    return f"{shown.minus if count < 0 else ''}{mantissa}{before}{tail}{shown.percent}"
