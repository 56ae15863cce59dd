"""Numbers as people write them: digits, percent, thousands separators, powers of ten; and how exactly each is meant."""

import re
from dataclasses import dataclass
from fractions import Fraction

MAX_LENGTH = 4000
_MAX_DIGITS = 60
_MAX_EXPONENT = 400
_SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_APART = r"(?:,|\{,\}|_|[\u00a0\u2009\u202f])"
_ABOUT = re.compile(
    r"(?:[~≈]|\\approx\b|(?:about|around|roughly|approximately|nearly|approx\.?|ca\.?)(?=[\s~\d.-]))\s*"
)
_NUMBER = re.compile(
    rf"(?P<sign>[-+−–]?)\s*(?P<whole>\d{{1,3}}(?:{_APART}\d{{3}})+|\d*)(?:\.(?P<decimals>\d+))?"
    r"(?P<scale>[eE](?P<e>[-+−]?\d{1,3})"
    r"|\s*(?:[×·⋅*x]|\\times|\\cdot)\s*10\s*(?:(?:\^|\*\*)\s*\{?(?P<power>[-+−]?\d{1,3})\}?|(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})))?"
    r"\s*(?P<percent>\\?%)?"
)
_DOTS = frozenset({"…", "...", "\\dots", "\\ldots"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One number as written."""

    text: str
    value: Fraction
    step: Fraction
    """What the last digit that counts is worth: the number is meant to half of it."""
    decimals: int
    """How many digits stand behind the point."""
    digits: int
    """How many digits count, from the first that is not zero."""
    apart: str
    """What separates its thousands; empty where nothing does."""
    minus: str
    percent: str
    exponent: tuple[str, str]
    """What stands before and behind the exponent of ten; empty where there is none."""


ShownValue = Shown | tuple["ShownValue | None", ...]
"""A number, or a vector or matrix of such; None stands for dots that leave elements out."""


def read_shown(text: str, *, about: bool = False) -> ShownValue | None:
    """A number, vector or matrix as written; None where the text is none.

    `about` says that the number was announced as rounded, as a sign `≈` does: then zeros at the end of a whole number
    do not count, though two digits always do.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return None
    prefix = _ABOUT.match(text)
    if prefix:
        text, about = text[prefix.end() :], True
    return _vector(text, about, 2) if text.startswith("[") else _number(text, about)


def _vector(text: str, about: bool, depth: int) -> ShownValue | None:
    if not (text.endswith("]") and depth):
        return None
    items: list[ShownValue | None] = []
    for part in _parts(text[1:-1]):
        if part in _DOTS:
            items.append(None)
            continue
        item = _vector(part, about, depth - 1) if part.startswith("[") else read_shown(part, about=about)
        if item is None:
            return None
        items.append(item)
    return tuple(items) if items and items.count(None) <= 1 else None


def _parts(text: str) -> list[str]:
    """What stands between the commas that are in no inner brackets."""
    parts, level = [""], 0
    for letter in text:
        level += (letter == "[") - (letter == "]")
        if letter == "," and level == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _number(text: str, about: bool) -> Shown | None:
    found = _NUMBER.fullmatch(text)
    if not found or not (found["whole"] or found["decimals"]):
        return None
    whole, decimals = re.sub(r"\D", "", found["whole"]), found["decimals"] or ""
    exponent = int((found["e"] or found["power"] or found["raised"] or "0").translate(_SUPERSCRIPTS).replace("−", "-"))
    if len(whole + decimals) > _MAX_DIGITS or abs(exponent) > _MAX_EXPONENT:
        return None
    significant = (whole + decimals).lstrip("0")
    zeros = 0
    if about and not decimals and not found["scale"]:
        zeros = max(0, min(len(whole) - len(whole.rstrip("0")), len(significant) - 2))
    scale = Fraction(10) ** exponent / (100 if found["percent"] else 1)
    apart = re.search(r"\D+", found["whole"])
    return Shown(
        text=text,
        value=int(f"{'-' if found['sign'] in ('-', '−', '–') else ''}{whole + decimals or 0}")
        * scale
        / 10 ** len(decimals),
        step=Fraction(10) ** (zeros - len(decimals)) * scale,
        decimals=len(decimals),
        digits=len(significant) - zeros,
        apart=apart.group() if apart else "",
        minus="−" if "−" in text else "-",
        percent=text[found.start("percent") - len(_blank_before(text, found.start("percent"))) :]
        if found["percent"]
        else "",
        exponent=_around_exponent(found),
    )


def _blank_before(text: str, at: int) -> str:
    return text[len(text[:at].rstrip()) : at]


def _around_exponent(found: re.Match[str]) -> tuple[str, str]:
    scale = found["scale"] or ""
    if found["raised"]:
        return scale[: -len(found["raised"])], "⁰"
    digits = found["e"] or found["power"]
    if not digits:
        return "", ""
    start = scale.rindex(digits)
    return scale[:start], scale[start + len(digits) :]
