"""What annotations say, taken into the data of an element: nothing is guessed for an element that has one.

Its cells and texts are taken as they are; the annotation says what they do not, and counts where both say something.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lesson_pipeline.importers.markdown.annotations import Statement
from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext
from lesson_pipeline.schema.shapes import fits

_EMPTY: tuple[Any, ...] = ("", None, [], {}, ())
_LEVEL = re.compile(r"[A-Z0-9]+(?: [A-Z0-9]+)*\Z")
_LESSONS = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)(?: \([0-9.]+\))?\Z")
_WHY = "the document marks it as a guess"


def settle(plan: PlanContext, place: str, at: str, shown: Data, said: Statement) -> Data | None:
    """The data of an element of the plan; None where that would not have its shape, and the log says so.

    Args: the shape (`schema.shapes`); where the element lands; what its cells and texts say, with every key in the
    order of the file; the annotation.
    """
    data = merged("lesson-plan", place, shown, said, plan.log)
    if data is not None:
        marked(plan, at, data, said)
    return data


def merged(kind: str, place: str, shown: Data, said: Statement, log: Log) -> Data | None:
    """What is shown and what the annotation says, as one; None where that would not have its shape.

    A cell that holds the author's wording shows no value.
    """
    unknown = [key for key in said.values if key not in shown]
    if unknown:
        log.odd.append(Odd(said.line, f"the annotation says `{unknown[0]}`, which nothing here has: it was left out"))
    data: Data = {}
    for key, value in shown.items():
        if key in said.values:
            data |= {} if said.values[key] is None else {key: said.values[key]}
        elif value not in _EMPTY and key not in said.words:
            data[key] = value
    if fits(kind, place, data):
        return data
    log.odd.append(Odd(said.line, "what the annotation says does not fit this place: it was left out"))
    return None


def marked(plan: PlanContext, at: str, data: Mapping[str, Any], said: Statement) -> None:
    """Note the guesses that an annotation keeps."""
    if said.is_guess:
        plan.guess(at, "all of it", _WHY, said.line)
    for key in sorted(said.guessed):
        plan.guess(f"{at}/{key}", str(data.get(key, "nothing")), _WHY, said.line)


def level(cell: str) -> str:
    """The depth that a cell shows in capitals; empty for any other cell."""
    return cell.lower().replace(" ", "-") if _LEVEL.match(cell) else ""


def choice(cell: str, words: Iterable[str]) -> str:
    """The word of ours that a cell shows, whatever its case; empty for any other cell."""
    word = cell.replace("*", "").strip().lower()
    return word if word in words else ""


def lessons(cell: str) -> list[str]:
    """The lessons that a source cell shows as `slug (1.2.3), slug`; none for any other cell."""
    found = [_LESSONS.match(piece) for piece in cell.split(", ")]
    slugs = [match["slug"] for match in found if match]
    return slugs if len(slugs) == len(found) else []


def wording(log: Log, said: Statement, **cells: str) -> Data:
    """The cells that the annotation calls the author's own wording; the others live on as what the plan says of them."""
    log.turned += [cell for name, cell in cells.items() if name.rstrip("_") not in said.words]
    return {name.rstrip("_"): cell for name, cell in cells.items() if name.rstrip("_") in said.words}


def put(data: Data, path: str, value: Any, order: tuple[str, ...]) -> tuple[Data, str, Any]:
    """The data with a value at a path of one or two steps, the first step, and what stands there then.

    None takes a value away. `order` is that of the keys at the second step.
    """
    key, _, below = path.partition("/")
    inner = value
    if below:
        held = data.get(key)
        inner = {**(held if isinstance(held, dict) else {}), below: value}
        inner = ordered({name: item for name, item in inner.items() if item is not None}, order)
    others = {name: item for name, item in data.items() if name != key}
    return {**others, **({} if inner is None else {key: inner})}, key, inner


def ordered(data: Data, keys: tuple[str, ...]) -> Data:
    """The data with its keys in this order, those that are not among them last."""
    return {key: data[key] for key in sorted(data, key=lambda key: keys.index(key) if key in keys else len(keys))}
