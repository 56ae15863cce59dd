"""The grammar of a source cell: `clip (6.3.3)`, `4.2.1 - 4.2.3`, `training-loop — prose`: pieces, before anyone asks what they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_SLUG = r"(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*"
_POSITION = r"(?P<position>\d{1,3}(?:\.\d{1,3}){1,2})(?:,?\s*(?:L|[Ll]esson\s+)(?P<nth>\d{1,3}))?"
_LED = r"(?:(?:[Ll]esson|L)\s*)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<slug>{_SLUG})\s*\((?P<lead>[^()]*?\b)??{_LED}{_POSITION}\s*(?P<tail>[^()]*)\)(?P<more>.*)\Z",
        rf"{_LED}{_POSITION}\s*\(\s*(?P<slug>{_SLUG})\s*\)(?P<more>.*)\Z",
        rf"{_LED}{_POSITION}\s*\((?P<title>[^()]*)\)(?P<more>.*)\Z",
        rf"{_LED}{_POSITION}\s+(?P<slug>{_SLUG})(?P<more>(?:\s.*)?)\Z",
        rf"{_LED}{_POSITION}\s*\Z",
        rf"(?P<title>[^()]*[A-Z][^()]*?)\s*\({_LED}{_POSITION}\)(?P<more>.*)\Z",
        r"(?:[Ll]esson\s+|L)(?P<nth>\d{1,3})\Z",
        r"(?P<lead>[^()]*?\s)(?P<position>\d{1,3}\.\d{1,3}\.\d{1,3})\Z",
        rf"(?P<slug>{_SLUG})(?P<more>(?:\s.*)?)\Z",
    )
)
_PROSE = re.compile(r"(?:^|\s)(?:--+|[—–])(?:\s|$)")
_JOINTS = re.compile(r"\s*[,;+/]\s*|\s*(?:->|→)\s*")
_FROM_TO = re.compile(
    r"(?P<first>.*\S)\s+(?:through|thru|to|until)\s+(?P<last>.*\S)\Z"
    r"|(?P<low>\d+\.\d+\.\d+)\s*[-–—]\s*(?P<high>\d+\.\d+\.\d+)\Z"
)
_BRACKET = re.compile(r"[^()]*\((?P<inner>[^()]*)\)")
_MARKS = str.maketrans("", "", "`*")
_MOST = 2_000
"""Longest source that is looked into: longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the things that a source names. Empty fields were not said."""

    text: str
    """As written."""
    slug: str = ""
    title: str = ""
    """A name that is no slug, beside a position."""
    position: str = ""
    """`a.b.c`, or `a.b` for a module."""
    written: str = ""
    """The position as written: `4.2 L1` is 4.2.1."""
    nth: int = 0
    """`Lesson 3`, of a module that the cell does not name."""
    more: str = ""
    """Prose behind it."""
    loose: bool = False
    """Whether other words stand with the position, as in `slug (recap from 4.4)`: it need not be the lesson's own."""
    last: "Piece | None" = None
    """The other end, where this is a range."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A source cell: what it names, as written, its pieces, and the prose behind a dash."""

    named: str
    pieces: tuple[Piece, ...]
    prose: str
    inner: bool = False
    """Whether the pieces stand in a bracket behind words that name nothing, as in `Multiple (4.1.1, 4.2.1)`."""


def read_cell(text: str) -> Cell:
    """A source cell in its pieces."""
    dash = next((match for match in _PROSE.finditer(text) if _depth(text, match.start()) == 0), None)
    named, prose = (text[: dash.start()], text[dash.end() :].strip()) if dash else (text, "")
    named = named.translate(_MARKS).strip()
    colon = re.match(rf"({_SLUG}):\s+(.+)\Z", named, re.DOTALL)
    if colon and not prose:
        named, prose = colon.group(1), colon.group(2)
    if len(named) > _MOST:
        return Cell(named, (), prose)
    pieces = tuple(_pieces(named))
    bracket = _BRACKET.search(named)
    if bracket and not any(piece.slug or piece.position or piece.nth for piece in pieces):
        return Cell(named, tuple(_pieces(bracket["inner"])), prose, inner=True)
    return Cell(named, pieces, prose)


def _depth(text: str, end: int) -> int:
    return text.count("(", 0, end) - text.count(")", 0, end)


def _pieces(text: str) -> Iterator[Piece]:
    for part in _split(text):
        whole = _piece(part)
        if whole.title and re.search(r"[\d-]", whole.title) is None:
            yield whole  # a title may hold an `and` or a `to` of its own
        elif (found := _FROM_TO.match(part)) is not None:
            first, last = _piece(found["first"] or found["low"]), _piece(found["last"] or found["high"])
            if all((end.slug or end.position) and not end.more for end in (first, last)):
                yield replace(first, text=part, last=last)
            else:
                yield from (whole,) if whole.slug and not last.slug else (first, last)
        else:
            yield from (_piece(one) for one in re.split(r"\s+(?:and|&|or)\s+", part))


def _split(text: str) -> Iterator[str]:
    """The parts between joints outside brackets; `and` is left to the parts, because titles hold it too."""
    start = 0
    for joint in _JOINTS.finditer(text):
        if _depth(text, joint.start()) == 0:
            yield text[start : joint.start()].strip()
            start = joint.end()
    yield text[start:].strip()


def _piece(text: str) -> Piece:
    found = next((match for form in _FORMS if (match := form.match(text))), None)
    if found is None:
        return Piece(text)
    groups = found.groupdict()
    position, nth = groups.get("position") or "", groups.get("nth") or ""
    written = text[found.start("position") : found.end("nth" if nth else "position")] if position else ""
    if position and nth:
        position, nth = f"{position}.{nth}" if position.count(".") == 1 else position, ""
    loose = bool((groups.get("lead") or "").strip() or (groups.get("tail") or "").strip())
    return Piece(
        text,
        slug=groups.get("slug") or "",
        title=(groups.get("title") or "").strip(),
        position=position,
        written=written,
        nth=int(nth) if nth else 0,
        more=(groups.get("more") or "").strip(),
        loose=loose,
    )
