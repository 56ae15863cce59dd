"""Annotations: HTML comments by which an exported document says what its words do not. docs/exporting.md has their form.

`<!-- lp: {id: hook, uses: [softmax]} -->` speaks of the heading, row or item on whose line it stands; alone on its line,
of the document. Between `<!-- lp -->` and `<!-- /lp -->` stands the text of one field, which is taken as it is.

Both are taken out before the document is parsed; no line changes its number. A text leaves a token at its place, for
which `restored` puts it back into what was read.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar, final

from lesson_pipeline.source.document import parse_document

_BEGIN = "<!-- lp"
_SAID = "<!-- lp: "
_TEXT = re.compile(r"<!-- lp(?P<number> \d{1,6})? -->")
_CLOSING = re.compile(r"<!-- /lp(?P<number> \d{1,6})? -->")
_END = " -->"
_LONGEST = 200_000
_MOST_ODD = 50
_MARGIN_ENOUGH = 200
_MARGIN = re.compile(r" *(?:(?:[-*+]|\d+[.)]) )?")
"""What stands before the text of a list item on its first line, or on a later one."""
_BREAK = re.compile(r"<br(?P<more> *)>")
SET_APART = "[\ue000-\uf8ff]\\d+[\ue000-\uf8ff]"
"""Pattern of the tokens: a number between two signs that nobody uses, chosen so that the document holds none."""
_TOKENS = re.compile(f"\\A{SET_APART}(?:\\s+{SET_APART})*\\Z")
_ESCAPED = re.compile(r"\\u([ef][0-9a-f]{3})", re.IGNORECASE)
_DOCUMENT: dict[str, type] = {"lesson": dict, "concepts": dict, "line_breaks": list}
"""What may be said of a document."""

Read = TypeVar("Read")


@final
@dataclass(frozen=True, slots=True)
class Statement:
    """What an annotation says of the element on its line, by field."""

    line: int
    values: Mapping[str, Any]
    guessed: frozenset[str] = frozenset()
    """The fields that the plan marks as guesses: their key ends in a question mark."""
    words: frozenset[str] = frozenset()
    """The fields whose cell holds the author's wording (`wording`)."""
    is_guess: bool = False
    """Whether the element as a whole is one (`inferred: true`)."""


@dataclass(slots=True)
class Annotations:
    """All annotations of one document."""

    said: dict[int, Statement] = field(default_factory=dict)
    """By line."""
    document: dict[str, Any] = field(default_factory=dict)
    """What is said of the document: `lesson`, `concepts`, `line_breaks`."""
    sign: str = ""
    """What stands around the number of a token."""
    texts: list[str] = field(default_factory=list)
    """The texts that tokens stand for, by number."""
    form: list[str] = field(default_factory=list)
    """The comments themselves: form, not words of the document."""
    odd: list[tuple[int, str]] = field(default_factory=list)
    heard: set[int] = field(default_factory=set)

    def at(self, line: int) -> Statement | None:
        """What is said of the element that begins on a line; None where nothing is."""
        if line in self.said:
            self.heard.add(line)
        return self.said.get(line)

    def unheard(self) -> list[int]:
        """The lines whose annotation nobody has asked for: they stand at no element."""
        return sorted(self.said.keys() - self.heard)

    def broken(self, name: str, text: str) -> str:
        """The text of a field, with the line break that all texts of this field end in, if the document says so."""
        return f"{text}\n" if text and name in self.document.get("line_breaks", ()) else text


def take_annotations(text: str) -> tuple[str, Annotations]:
    """A document without its annotations, and these."""
    sign = _unused(text) if _BEGIN in text else ""
    if not sign:
        return text, Annotations()
    reader = _Reader(text, sign)
    reader.read()
    return "".join(reader.pieces), reader.found


def restored(value: Read, annotations: Annotations) -> Read:
    """Something that was read, with the texts in place of their tokens."""
    result: Any = _restored(value, annotations) if annotations.texts else value
    return result  # type: ignore[no-any-return]


def tokens_of(text: str) -> list[str]:
    """The tokens that a text consists of; none where it holds anything else."""
    return text.split() if _TOKENS.match(text) else []


def _restored(value: Any, by: Annotations) -> Any:
    if isinstance(value, str):
        # every other piece is the number of a token: no text of the document holds its sign
        pieces = value.split(by.sign)
        pieces[1::2] = [by.texts[int(number)] for number in pieces[1::2]]
        return "".join(pieces)
    if isinstance(value, (list, tuple)):
        return type(value)(_restored(item, by) for item in value)
    if isinstance(value, dict):
        return {key: _restored(item, by) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Annotations):
        return replace(value, **{one.name: _restored(getattr(value, one.name), by) for one in fields(value)})
    return value


def _unused(text: str) -> str:
    """A sign for private use that a document does not hold, nor says in an annotation; empty where it uses them all."""
    used = {*text, *(chr(int(code, 16)) for code in _ESCAPED.findall(text))}
    return next((sign for code in range(0xE000, 0xF900) if (sign := chr(code)) not in used), "")


class _Reader:
    """Goes through a document once. Lines that a text takes are made up for behind the line on which it ends."""

    def __init__(self, text: str, sign: str) -> None:
        self.text = text
        self.found = Annotations(sign=sign)
        self.pieces: list[str] = []
        self._line = 1
        self._owed = 0
        self._spoken = 0
        """The line of the last annotation."""
        self._ends: dict[str, list[int]] = {}
        """Where closing marks stand, by their number."""
        for closing in _CLOSING.finditer(text):
            self._ends.setdefault(closing["number"] or "", []).append(closing.start())
        self._open_till = 0
        """Up to here no annotation is closed on its line."""

    def read(self) -> None:
        at = 0
        while (mark := self.text.find(_BEGIN, at)) >= 0:
            self._copy(self.text[at:mark])
            if self.text.startswith(_SAID, mark):
                at = self._said(mark)
            elif opening := _TEXT.match(self.text, mark):
                at = self._field(opening)
            else:
                at = mark + len(_BEGIN)
                self._copy(_BEGIN)
        self._copy(self.text[at:])
        self.pieces.append("\n" * self._owed)

    def _copy(self, text: str) -> None:
        self._line += text.count("\n")
        if self._owed and "\n" in text:
            text = text.replace("\n", "\n" * (1 + self._owed), 1)
            self._owed = 0
        self.pieces.append(text)

    def _odd(self, message: str) -> None:
        if len(self.found.odd) < _MOST_ODD:
            self.found.odd.append((self._line, message))

    # -- annotations

    def _said(self, mark: int) -> int:
        """Take an annotation; gives the place behind it."""
        line_end = self.text.find("\n", mark)
        line_end = len(self.text) if line_end < 0 else line_end
        end = self.text.find(_END, mark, line_end) if mark >= self._open_till else -1
        if end < 0:
            self._open_till = line_end
            self._odd("the comment `<!-- lp: …` is not closed on its line: it was read as text")
            return mark + len(_SAID)
        behind = end + len(_END)
        self.found.form.append(self.text[mark:behind])
        if self._line == self._spoken:
            self._odd("a second annotation stands on the line: it was left out")
            return behind
        self._spoken = self._line
        before = self.text[self.text.rfind("\n", 0, mark) + 1 : mark].strip()
        after = self.text[behind:line_end].strip()
        self._understand(self.text[mark + len(_SAID) : end], is_alone=not (before or after))
        if self.pieces and not after:
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
        return behind

    def _understand(self, said: str, *, is_alone: bool) -> None:
        read = parse_document(said, "") if len(said) <= _LONGEST else None
        data = read.data if read is not None and not read.faults else None
        if not isinstance(data, dict):
            self._odd("the comment `<!-- lp: … -->` holds no mapping in braces: it was left out")
        elif is_alone:
            self._of_document(data)
        else:
            self.found.said[self._line] = _statement(self._line, data)

    def _of_document(self, data: dict[str, Any]) -> None:
        for key, value in data.items():
            kind = _DOCUMENT.get(key)
            if kind is None or not isinstance(value, kind):
                self._odd(f"`{key}` is nothing that an annotation says of a document: it was left out")
            elif isinstance(value, dict):
                self.found.document.setdefault(key, {}).update(value)
            else:
                self.found.document.setdefault(key, value)

    # -- texts

    def _field(self, opening: re.Match[str]) -> int:
        """Take the text of a field; gives the place behind it."""
        number = opening["number"] or ""
        closing = f"<!-- /lp{number} -->"
        ends = self._ends.get(number, [])
        after = bisect_left(ends, opening.end())
        end = ends[after] if after < len(ends) else -1
        if end < 0 or self.text.find(opening.group(), opening.end(), end) >= 0:  # or the end is that of another
            self._odd(f"`{opening.group()}` has no `{closing}`: it was left out")
            return opening.end()
        start = self.text.rfind("\n", 0, opening.start()) + 1
        raw = self.text[opening.end() : end]
        self._copy(f"{self.found.sign}{len(self.found.texts)}{self.found.sign}")
        self.found.texts.append(_unwrapped(raw, self.text[start : min(opening.start(), start + _MARGIN_ENOUGH)]))
        self.found.form += [opening.group(), closing, *(found.group() for found in _BREAK.finditer(raw))]
        self._owed += raw.count("\n")
        self._line += raw.count("\n")
        return end + len(closing)


def _statement(line: int, data: dict[Any, Any]) -> Statement:
    data = {str(key): value for key, value in data.items()}
    wording = data.get("wording", ())
    words = data.pop("wording") if isinstance(wording, list) else wording if isinstance(wording, dict) else ()
    is_guess = data.pop("inferred", False) is True
    values = {key.removesuffix("?"): value for key, value in data.items()}
    return Statement(
        line,
        values,
        frozenset(key[:-1] for key in data if key.endswith("?")),
        frozenset(word for word in words if isinstance(word, str)),
        is_guess,
    )


def _unwrapped(raw: str, before: str) -> str:
    """The text between its marks: without the margin of its list item, and without what a cell of a table needs."""
    if before.lstrip().startswith("|"):
        plain = raw.replace("\\|", "|")
        return _BREAK.sub(lambda found: f"<br{found['more'][1:]}>" if found["more"] else "\n", plain)
    margin = len(_MARGIN.match(before).group())  # type: ignore[union-attr]
    first, *rest = raw.split("\n")
    text = "\n".join([first, *(line[margin:] if not line[:margin].strip() else line for line in rest)])
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "\n" else text
