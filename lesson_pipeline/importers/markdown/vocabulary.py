"""The words that planning documents use for depths, states, kinds and loads, and what they mean here."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_DEPTHS = ("mentioned", "introduced", "developed", "applied")
_DEPTH = re.compile(
    r"(?P<none>not(?: explicitly)? taught|not explicit|untaught|missing|none)|(?P<depth>mentioned|introduced|developed|applied)"
    r"|(?P<known>assumed|established)",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:->|→|=>)\s*")
_NO_DEPTH = re.compile(r"\s*(?:--+|—|–|n/?a)?\s*\Z", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return [word.group().lower() for word in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Depth:
    """A depth as a cell says it: the level, and whether the cell says that level and nothing else."""

    level: str
    plain: bool


def depth_of(cell: str) -> Depth | None:
    """The depth that a cell names; None where it names none.

    Of several levels the last one counts behind an arrow, and the least where they are alternatives: what is known is
    never said to be more than it is.
    """
    text = cell.replace("*", "").replace("`", "").strip()
    if _NO_DEPTH.match(text) or text.startswith(("--", "—")):
        return Depth("not-taught", plain=not text)
    text_after = _ARROW.split(text)[-1]
    found = list(_DEPTH.finditer(text_after)) or list(_DEPTH.finditer(text))
    if not found:
        return None
    levels = [_level(match) for match in found]
    outside = [level for level, match in zip(levels, found, strict=True) if not _in_brackets(text_after, match.start())]
    level = min(outside or levels, key=lambda name: -1 if name == "not-taught" else _DEPTHS.index(name))
    if levels[0] == "not-taught" and len(levels) == 1:
        level = "not-taught"
    return Depth(level, plain=found[0].group() == text and not found[0]["known"])


def _level(match: re.Match[str]) -> str:
    if match["none"]:
        return "not-taught"
    return match["depth"].lower() if match["depth"] else "introduced"


def _in_brackets(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") > before.count(")")


def is_depth(cell: str) -> bool:
    """Whether a cell looks like that of a column of depths."""
    return (
        bool(cell)
        and len(cell) <= 60
        and (bool(_NO_DEPTH.match(cell)) or bool(_DEPTH.match(cell.strip("*` ("))) or "GAP" in cell)
    )


_STATUS = re.compile(r"\**(ok|gap|missing)\b", re.IGNORECASE)


def status_of(cell: str) -> str | None:
    """ok, gap or missing; None where the cell says neither."""
    found = _STATUS.match(cell.strip())
    if found is None:
        return None
    word = found.group(1).lower()
    return "gap" if word == "ok" and re.search(r"small gap|medium gap", cell, re.IGNORECASE) else word


def is_status(cell: str) -> bool:
    return status_of(cell) is not None and len(cell) <= 60


def size_of(cell: str) -> str | None:
    """small, medium or large, by the first such word."""
    found = re.search(r"\b(small|medium|large)\b", cell, re.IGNORECASE)
    return found.group(1).lower() if found else None


_LOADS = re.compile(r"\b(stretch|build|consolidate)\b", re.IGNORECASE)


def load_of(text: str) -> str:
    """stretch, build or consolidate, by the first such word in capitals, or that the text begins with; else empty."""
    found = next((match for match in _LOADS.finditer(text) if match.group().isupper()), None)
    if found is None and (first := _LOADS.match(text.strip(" *`"))):
        found = first
    return found.group().lower() if found else ""


@dataclass(frozen=True, slots=True)
class ExampleType:
    """What the type of an example says; `plain` where it says nothing else, `said` where it names the polarity."""

    polarity: str
    role: str
    plain: bool
    said: bool = True


_ROLES = (
    ("stretch", re.compile(r"\bstretch", re.IGNORECASE)),
    ("boundary", re.compile(r"\bboundar", re.IGNORECASE)),
    ("generalising", re.compile(r"\bgenerali[sz]", re.IGNORECASE)),
    ("first", re.compile(r"\b(?:first|core|primary)\b", re.IGNORECASE)),
)


def example_type_of(cell: str) -> ExampleType:
    """Polarity and role of an example. What names no polarity is positive, but for a boundary or a contrast."""
    text = cell.replace("*", "").strip()
    lowered = text.lower()
    role = next((name for name, pattern in _ROLES if pattern.search(text)), "")
    negative, positive = lowered.find("negative"), lowered.find("positive")
    if negative >= 0 and (positive < 0 or negative < positive):
        polarity = "negative"
    elif positive >= 0:
        polarity = "positive"
    else:
        polarity = "negative" if re.search(r"boundar|contrast|counter|misconception|failure", lowered) else "positive"
    forms = {polarity, f"{polarity} ({role})"}
    return ExampleType(polarity, role, plain=lowered in forms, said=max(negative, positive) >= 0)


def is_example_type(cell: str) -> bool:
    pattern = r"positive|negative|stretch|boundary|interactive|concrete|contrast"
    return len(cell) <= 60 and bool(re.search(pattern, cell, re.IGNORECASE))


_MODALITIES = (
    ("interactive", r"interactiv|widget|hands|practice|exercise|notebook|kinesthetic"),
    ("geometric", r"geometr|spatial"),
    ("visual", r"visual|diagram|svg|plot|image|animat|picture|chart"),
    ("verbal", r"verbal|analog|metaphor|narrat|story"),
    ("concrete", r"concrete|numer|worked|example|negative|contrast|real"),
    ("symbolic", r"symbol|code|formula|math|algebra|equation|pseudo|notation"),
    ("intuitive", r"intuiti|of course"),
)


def modality_of(cell: str) -> str:
    """The kind of a modality: the family whose word stands first in the cell; empty where none does."""
    text = cell.lower()
    found = [(match.start(), kind) for kind, pattern in _MODALITIES if (match := re.search(pattern, text))]
    return min(found)[1] if found else ""


def is_modality(cell: str) -> bool:
    return len(cell) <= 60 and bool(modality_of(cell))


_CAP = re.compile(r"\b(mentioned|introduced)\b(?! in\b)", re.IGNORECASE)


def cap_of(text: str) -> str:
    """The depth to which an excluded thing may still be touched, where a bracket of the text says so; else empty."""
    for bracket in re.findall(r"\(([^()]*)\)|(?:--|—)\s*(mentioned[^.]*)$", text, re.IGNORECASE):
        found = _CAP.search(" ".join(bracket))
        if found and not re.search(r"\bnot (?:mentioned|introduced)", " ".join(bracket), re.IGNORECASE):
            return found.group(1).lower()
    return ""
