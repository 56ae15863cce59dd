"""What a rule that is data may assert of the values it selects: they exist, match, are so many, one of some, in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lesson_pipeline.places import DocPath
from lesson_pipeline.rules.selector import Each, Selected, Selector, as_text, lists, select
from lesson_pipeline.source.faults import short
from lesson_pipeline.suggest import did_you_mean

if TYPE_CHECKING:
    import regex

SECONDS = 0.2
"""How long one pattern may search one text: a pattern that takes longer would hold up everybody."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A value of which the assertion does not hold."""

    path: DocPath
    on: str = "value"
    because: str = ""
    """What is there instead, in words."""
    help: str = ""
    other: tuple[DocPath, str] | None = None
    """Another place that explains it."""


Assertion = Callable[[Any, Selector], Iterator[Breach]]
"""From the data of a plan and a path to what does not hold there. Raises MisdirectedError where it cannot judge."""


class MisdirectedError(Exception):
    """The values that a path leads to are none of which the assertion can speak."""


def exists(wanted: bool) -> Assertion:
    """Each value is there and not empty; of a path that ends in brackets, each list has such an entry. Or it is not."""

    def judge(data: Any, selector: Selector) -> Iterator[Breach]:
        if isinstance(selector[-1], Each):
            for around, found in lists(data, selector):
                if wanted and not found:
                    yield _of_list(around, "there is none")
                elif not wanted:
                    yield from (Breach(item.path) for item in found)
            return
        for item in select(data, selector):
            if _is_given(item) is not wanted:
                on = "key" if item.is_there else "container"
                yield Breach(item.path, on, "it is missing" if not item.is_there else "it is empty" if wanted else "")

    return judge


def _is_given(item: Selected) -> bool:
    value = item.value.strip() if isinstance(item.value, str) else item.value
    return item.is_there and value not in (None, "", [], {})


def matches(pattern: "regex.Pattern[str]") -> Assertion:
    """Each value that is there has words that the pattern finds. Raises TimeoutError where that takes too long."""

    def judge(data: Any, selector: Selector) -> Iterator[Breach]:
        for item in _texts(data, selector):
            text = as_text(item.value)
            if not pattern.search(text, timeout=SECONDS):
                yield Breach(item.path, because=f"“{short(text)}” does not match" if text else "it is empty")

    return judge


def count(least: int, most: int | None) -> Assertion:
    """Each list has so many entries, at least and at most."""

    def judge(data: Any, selector: Selector) -> Iterator[Breach]:
        for around, number in _counted(data, selector):
            if number < least:
                yield _of_list(around, f"there {_are(number)}, and at least {least} {_is(least)} wanted")
            elif most is not None and number > most:
                yield _of_list(around, f"there {_are(number)}, and at most {most} {_is(most)} allowed")

    return judge


def _counted(data: Any, selector: Selector) -> Iterator[tuple[Selected, int]]:
    if isinstance(selector[-1], Each):
        yield from ((around, len(found)) for around, found in lists(data, selector))
        return
    for item in select(data, selector):
        if item.is_there and item.value is not None and not isinstance(item.value, list):
            raise MisdirectedError(
                "the path leads to something that is no list, and `count` counts the entries of lists"
            )
        yield item, len(item.value or ())


def _are(number: int) -> str:
    return f"are {number or 'none'}" if number != 1 else "is 1"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def one_of(allowed: tuple[str, ...]) -> Assertion:
    """Each value that is there is one of some."""

    def judge(data: Any, selector: Selector) -> Iterator[Breach]:
        for item in _texts(data, selector):
            text = as_text(item.value)
            if text not in allowed:
                listed = f"write one of: {', '.join(allowed)}"
                yield Breach(
                    item.path,
                    because=f"it is `{short(text)}`" if text else "it is empty",
                    help=did_you_mean(text, allowed) or listed,
                )

    return judge


def ordered(order: tuple[str, ...]) -> Assertion:
    """In each list, the values that the order names come in that order; others may stand anywhere."""

    def judge(data: Any, selector: Selector) -> Iterator[Breach]:
        for _, found in lists(data, selector):
            furthest: tuple[int, Selected] | None = None
            for item in found:
                _refuse_collection(item)
                text = as_text(item.value)
                if text not in order:
                    continue
                rank = order.index(text)
                if furthest is None or rank >= furthest[0]:
                    furthest = rank, item
                    continue
                before = as_text(furthest[1].value)
                yield Breach(
                    item.path,
                    because=f"`{text}` comes after `{before}`",
                    help=f"the order is: {', '.join(order)}",
                    other=(furthest[1].path, f"`{before}` stands here"),
                )

    return judge


def _texts(data: Any, selector: Selector) -> Iterator[Selected]:
    """The single values that are there."""
    for item in select(data, selector):
        _refuse_collection(item)
        if item.is_there and item.value is not None:
            yield item


def _refuse_collection(item: Selected) -> None:
    if isinstance(item.value, (list, dict)):
        what = "a list" if isinstance(item.value, list) else "a mapping"
        raise MisdirectedError(f"the path leads to {what}, and what it asserts can only be said of single values")


def _of_list(around: Selected, because: str) -> Breach:
    return Breach(around.path, "key" if around.is_there else "container", because)
