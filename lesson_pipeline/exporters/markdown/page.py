"""What all parts of one document share: the lesson, the names of concepts, and which guesses are still to be marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lesson_pipeline.exporters.markdown.annotations import comment
from lesson_pipeline.exporters.markdown.lesson_files import LessonFiles

Data = Mapping[str, Any]
EMPTY: tuple[Any, ...] = ("", None, [], {}, ())
"""Values that an import takes for none: an annotation must say them."""
_BROKEN = ("content", "scenario", "prompt", "answer")
"""Texts of the outline that people write as blocks, so that each of them ends in a line break."""


@dataclass(slots=True)
class Page:
    """The document of one lesson while it is written."""

    lesson: LessonFiles
    guessed: dict[str, None] = field(init=False)
    """Pointers to guesses that no annotation has marked yet, in order."""
    unmarked: list[str] = field(init=False)
    """All pointers to guesses, where their order is none that an import gives them: they are listed as they are."""
    breaks: tuple[str, ...] = field(init=False)
    """The texts whose last line break the document says once for all."""
    remarks: dict[str, Any] = field(default_factory=dict)
    """What is to be said of the lesson as a whole, by name or path of the field."""
    _named: set[str] = field(default_factory=set)
    _places: dict[str, tuple[str, str]] = field(init=False)
    """Number and title of each section and part, by id."""

    def __post_init__(self) -> None:
        self.guessed = dict.fromkeys(self.lesson.plan.get("inferred", ()))
        self.unmarked = [] if self._is_in_order() else list(self.guessed)
        self.guessed = {} if self.unmarked else self.guessed
        self._places = {id: (number, title) for id, number, title in _places(self.lesson.plan.get("outline", ()))}
        self.remarks |= {key: held for key, held in self.lesson.plan.items() if held == {}}
        texts = list(_outline_texts(self.lesson.plan.get("outline", ())))
        self.breaks = tuple(
            name
            for name in _BROKEN
            if (held := [text for key, text in texts if key == name])
            and all(len(text) > 1 and text.endswith("\n") for text in held)
        )

    @property
    def plan(self) -> Data:
        return self.lesson.plan

    def _is_in_order(self) -> bool:
        """Whether the pointers to guesses stand in the order of the file, and none of them inside another."""
        keys = {key: number for number, key in enumerate(self.lesson.plan)}
        pointers = [str(one).split("/") for one in self.guessed]
        places = [
            (keys.get(key, len(keys)), [(int(step), "") if step.isdecimal() else (-1, step) for step in rest])
            for _, key, *rest in (steps for steps in pointers if len(steps) > 1)
        ]
        inside = any(f"/{'/'.join(steps[1:end])}" in self.guessed for steps in pointers for end in range(2, len(steps)))
        return places == sorted(places) and len(places) == len(pointers) and not inside

    # -- texts

    def unbroken(self, name: str, data: Data) -> str:
        """A text of the outline, less the line break that all texts of this field end in."""
        text = str(data.get(name, ""))
        return text[:-1] if name in self.breaks and text else text

    def broken(self, name: str, text: str) -> str:
        """A text as it is read back: with that line break."""
        return f"{text}\n" if name in self.breaks and text else text

    def concept(self, id: Any) -> str:
        """A concept for readers: its name, at the first mention with its summary."""
        entry = self.lesson.concepts.get(id) or {}
        name, summary = str(entry.get("name") or id or "—"), str(entry.get("summary") or "")
        if id in self._named or not summary:
            return name
        self._named.add(str(id))
        return f"{name} ({summary})"

    def section(self, id: str) -> str:
        """A section or part of the outline for readers: its number and its title."""
        number, title = self._places.get(id, ("", id))
        return f"Section {number} ({title})" if number else title

    # -- annotations

    def said(self, at: str, data: Data, shown: Data) -> dict[str, Any]:
        """What an annotation must say of an element so that it is read back as `data`.

        Args: pointer to the element; its data; what is read from its cells and texts.
        """
        found: dict[str, Any] = {}
        for key, value in data.items():
            is_guess = self._takes(f"{at}/{key}")
            if key == "wording":
                found |= {key: said} if (said := _wording(value, shown)) is not None else {}
            elif is_guess or value in EMPTY or shown.get(key) != value:
                found[f"{key}?" if is_guess else key] = value
        found |= {key: None for key, value in shown.items() if key not in data and key != "wording" and value}
        return {**found, **({"inferred": True} if self._takes(at) else {})}

    def comment(self, at: str, data: Data, shown: Data) -> str:
        """The annotation of an element (`said`)."""
        return comment(self.said(at, data, shown))

    def remark(self, path: str, read: Any) -> None:
        """Say the field at a path of the plan, if what is read there is something else."""
        value: Any = self.plan
        for step in path.split("/"):
            value = value.get(step) if isinstance(value, Mapping) else None
        is_guess = self._takes(f"/{path}")
        if is_guess or value != (None if read in EMPTY else read):
            self.remarks[f"{path}?" if is_guess else path] = value

    def _takes(self, pointer: str) -> bool:
        if pointer not in self.guessed:
            return False
        del self.guessed[pointer]
        return True


def _wording(value: Any, shown: Data) -> Any:
    """The wording of a row: names of the fields whose cells hold it, or all of it where a cell shows something else."""
    cells = shown.get("wording") or {}
    return list(value) if value and all(cells.get(key) == text for key, text in value.items()) else value


def numbers(outline: Sequence[Data]) -> Iterator[tuple[str, Data]]:
    """The sections and their parts, each with its number: `4`, and `4a` for its first part."""
    for number, section in enumerate(outline, 1):
        yield str(number), section
        for index, part in enumerate(section.get("parts", ())):
            yield f"{number}{chr(ord('a') + min(index, 25))}", part


def _places(outline: Sequence[Data]) -> Iterator[tuple[str, str, str]]:
    for number, place in numbers(outline):
        yield str(place.get("id", "")), number, " ".join(str(place.get("title") or place.get("id", "")).split())


def _outline_texts(value: Any) -> list[tuple[str, str]]:
    """The texts of the outline, each with the name of its field."""
    found: list[tuple[str, str]] = []
    if isinstance(value, Mapping):
        for key, item in value.items():
            found += [(key, item)] if isinstance(item, str) and item else _outline_texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            found += _outline_texts(item)
    return found
