"""Source cells to lessons: which lessons a cell names, how sure that is, and what else it says."""

import re
from dataclasses import dataclass, replace

from lesson_pipeline.importers.markdown.lesson_index import LessonIndex
from lesson_pipeline.importers.markdown.source_cells import Cell, Piece, read_cell
from lesson_pipeline.suggest import surely
from lesson_pipeline.words import id_of

_ENTRY = re.compile(
    r"\b(?:prior|previous|earlier|general|common|outside) (?:knowledge|education|experience|work|stud(?:y|ies)|training|sense)\b"
    r"|\b(?:background|education|experience|prerequisite knowledge|assumed|everyday (?:life|knowledge|use)|school|high[- ]school"
    r"|university|college|engineer(?:ing)?)\b",
    re.IGNORECASE,
)
_TAUGHT_HERE = re.compile(r"\b(?:lessons?|modules?|series|course|not|this)\b", re.IGNORECASE)
_NOTHING = re.compile(r"(?:n\s*/?\s*a|none|nowhere|nothing|[-–—.]*)\s*\Z", re.IGNORECASE)
_ORDINARY = frozenset(
    [
        "self-taught",
        "self-study",
        "well-known",
        "real-world",
        "real-life",
        "high-school",
        "common-sense",
        "prior-knowledge",
        "pre-existing",
        "not-taught",
        "to-be-taught",
        "n-a",
        "built-in",
        "hands-on",
        "on-the-job",
        "in-depth",
        "up-to-date",
        "multi-lesson",
        "cross-module",
        "long-term",
    ]
)
"""Hyphenated words that are no slugs."""
_SMALL = frozenset(["and", "through", "thru", "to", "until", "or", "lesson", "lessons", "l", "from", "in", "see"])
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Source:
    """What a source cell means."""

    lessons: tuple[str, ...] = ()
    sure: bool = True
    """Whether the cell names exactly these lessons and nothing else that might be one."""
    rest: str = ""
    """Prose behind the lessons: it belongs to the notes of the row."""
    entry: bool = False
    """Whether students bring it along: prior education, background."""
    words: str = ""
    """The cell (less `rest`) where the lessons' ids say less than it did; else empty."""


@dataclass(frozen=True, slots=True)
class _Found:
    lessons: tuple[str, ...]
    sure: bool = True
    said: tuple[str, ...] = ()
    """The texts of the cell that the lessons' ids say again."""
    more: str = ""


_NO_LESSON = _Found((), sure=False)


def resolve_source(cell: str, index: LessonIndex, module: str = "") -> Source:
    """The lessons that a source cell names. `module` is the number of the module of the lesson that cites."""
    parts = read_cell(cell)
    if _NOTHING.match(parts.named):
        return Source(rest=parts.prose, words=parts.named if parts.named.strip("-–—. ") else "")
    found = [_resolve(piece, index, module) for piece in parts.pieces]
    lessons = tuple(dict.fromkeys(lesson for one in found for lesson in one.lessons))
    rest = "; ".join(text for text in [*(one.more for one in found), parts.prose] if text)
    if not lessons and _ENTRY.search(parts.named) and not _TAUGHT_HERE.search(parts.named):
        return Source(rest=rest, entry=True, words=parts.named)
    sure = bool(lessons) and all(one.sure for one in found) and not parts.inner
    return Source(lessons, sure, rest, words=_unsaid(parts, found))


def _unsaid(parts: Cell, found: list[_Found]) -> str:
    """The cell, if words of it remain when all is taken away that ids and notes say again."""
    text = parts.named
    for one in found:
        for said in (*one.said, one.more):
            text = text.replace(said, " ", 1) if said else text
    return parts.named if any(word.lower() not in _SMALL for word in _WORD.findall(text)) else ""


def _resolve(piece: Piece, index: LessonIndex, module: str) -> _Found:
    if piece.last is not None:
        return _range(piece, piece.last, index, module)
    if piece.slug:
        return _slug(piece, index)
    if piece.title:
        return _title(piece, index)
    if piece.position:
        lesson = index.at.get(piece.position)
        return _Found((lesson,), not piece.loose, (piece.written,)) if lesson else _NO_LESSON
    if piece.nth:
        lesson = index.at.get(f"{module}.{piece.nth}")
        return _Found((lesson,), sure=False) if lesson else _NO_LESSON
    named = index.titles.get(id_of(piece.text))
    return _Found((named,), said=(piece.text,)) if named and " " in piece.text else _NO_LESSON


def _slug(piece: Piece, index: LessonIndex) -> _Found:
    slug = index.aliases.get(piece.slug, piece.slug)
    if slug != piece.slug:
        return _Found((slug,), sure=False)
    if slug in index.positions:
        return _Found((slug,), said=_said(piece, slug, index), more=piece.more)
    if piece.more or "-" not in slug or slug in _ORDINARY or slug in index.module_ids:
        return _NO_LESSON
    near = surely(slug, index.positions)
    if near is not None:
        return _Found((near,), sure=False)
    listed = index.modules.get(piece.position)
    return _Found((slug,), listed is None, _said(piece, slug, index))


def _said(piece: Piece, slug: str, index: LessonIndex) -> tuple[str, ...]:
    """The slug, and the position beside it if that is the lesson's own."""
    known = index.positions.get(slug, "")
    own = bool(piece.position) and not piece.loose and f"{known or piece.position}.".startswith(f"{piece.position}.")
    return (slug, piece.written) if own else (slug,)


def _title(piece: Piece, index: LessonIndex) -> _Found:
    """A name that is no slug, with a position: the lesson of that title, or the one that stands there."""
    id = id_of(piece.title)
    by_name = id if id in index.positions else index.titles.get(id)
    if by_name:
        return _Found((by_name,), said=(piece.title, piece.written), more=piece.more)
    lesson = index.at.get(piece.position)
    return _Found((lesson,), said=(piece.written,), more=piece.more) if lesson else _NO_LESSON


def _range(piece: Piece, last: Piece, index: LessonIndex, module: str) -> _Found:
    """Both ends of a range, and what is known to stand between them."""
    ends = [lesson for end in (replace(piece, last=None), last) for lesson in _resolve(end, index, module).lessons]
    if len(ends) < 2:
        return _Found(tuple(ends), sure=False)
    low, high = (place_of(index.positions.get(end, "")) for end in ends)
    between = sorted(
        (place, slug) for position, slug in index.at.items() if low and low < (place := place_of(position)) < high
    )
    same = low[:2] == high[:2]
    return _Found((ends[0], *(slug for place, slug in between if same or place[:1] == low[:1]), ends[1]), sure=False)


def place_of(position: str) -> tuple[int, ...]:
    """A position as numbers that sort: 8.10 comes after 8.9. Empty for an empty one."""
    return tuple(int(number) for number in position.split(".") if number.isdigit())
