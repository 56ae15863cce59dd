"""Paths over a plan, for rules that are data: `outline[kind=check].questions[*].answer`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lesson_pipeline.places import DocPath

_KEY = re.compile(r"[a-z_]+")
_BRACKET = re.compile(
    r"""\[(?:
        (?P<all>\*)
        | (?P<index>-?\d{1,6})
        | (?P<key>[a-z_]+)(?P<differs>!)?=(?P<value>"[^"\n]*"|[^\]"\n]+)
    )\]""",
    re.VERBOSE,
)


class Key(NamedTuple):
    """The value under a key of a mapping."""

    name: str


class Nth(NamedTuple):
    """One entry of a list, from its end where negative."""

    place: int


class Each(NamedTuple):
    """Every entry of a list, or those whose `key` is (or is not) a value; a mapping only stays where it fits."""

    key: str = ""
    value: str = ""
    differs: bool = False


Step = Key | Nth | Each
Selector = tuple[Step, ...]


class SelectorError(ValueError):
    """A text that is no path: what is wrong, and what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True)
class Selected:
    """A value that a path leads to; `is_there` is False where its last keys are missing."""

    path: DocPath
    value: Any = None
    is_there: bool = True


def parse(text: str) -> Selector:
    """The steps of a path. Raises SelectorError."""
    steps: list[Step] = []
    at = 0
    while at < len(text):
        if text[at] == "[":
            bracket = _BRACKET.match(text, at)
            if bracket is None:
                raise SelectorError(f"`{text[at:]}` is no part of a path", "write [*], [0], [-1] or [kind=check]")
            steps.append(_in_brackets(bracket))
            at = bracket.end()
            continue
        if steps:
            if text[at] != ".":
                raise SelectorError(f"a dot is missing before `{text[at:]}`", "write a dot between keys: scope.covers")
            at += 1
        key = _KEY.match(text, at)
        if key is None:
            raise SelectorError(f"a key is missing in `{text}`", "write keys with dots between them: scope.covers")
        steps.append(Key(key.group()))
        at = key.end()
    if not steps:
        raise SelectorError("an empty path leads nowhere", "name a key of a plan: misconceptions[*].negative_example")
    return tuple(steps)


def _in_brackets(bracket: re.Match[str]) -> Step:
    if bracket["all"]:
        return Each()
    if bracket["index"]:
        return Nth(int(bracket["index"]))
    return Each(bracket["key"], bracket["value"].strip('"'), bool(bracket["differs"]))


def select(data: Any, selector: Selector) -> Iterator[Selected]:
    """Everything that a path leads to, in order; what lacks only its keys is given as missing."""
    found = [Selected((), data)]
    for step in selector:
        found = [after for before in found for after in _step(before, step)]
    yield from found


def _step(before: Selected, step: Step) -> Iterator[Selected]:
    path, value = before.path, before.value
    match step:
        case Key(name):
            if isinstance(value, dict) and name in value:
                yield Selected((*path, name), value[name])
            elif isinstance(value, dict) or not before.is_there:
                yield Selected((*path, name), is_there=False)
        case Nth(place):
            if isinstance(value, list) and -len(value) <= place < len(value):
                place %= len(value)
                yield Selected((*path, place), value[place])
        case Each():
            if isinstance(value, list):
                yield from (Selected((*path, place), entry) for place, entry in enumerate(value) if _fits(entry, step))
            elif isinstance(value, dict) and step.key and _fits(value, step):
                yield before


def _fits(entry: Any, step: Each) -> bool:
    if not step.key:
        return True
    value = entry.get(step.key) if isinstance(entry, dict) else None
    values = value if isinstance(value, list) else [value]
    return (step.value in map(as_text, values)) is not step.differs


def as_text(value: Any) -> str:
    """A single value as it is written in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def lists(data: Any, selector: Selector) -> Iterator[tuple[Selected, list[Selected]]]:
    """Each list that a path goes through last, with what it selects there; the whole plan where it goes through none."""
    last = max((place for place, step in enumerate(selector) if isinstance(step, Each)), default=-1)
    for around in select(data, selector[: max(last, 0)]):
        found = [around]
        for step in selector[max(last, 0) :]:
            found = [after for before in found for after in _step(before, step)]
        yield around, found
