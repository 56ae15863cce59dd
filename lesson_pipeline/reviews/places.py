"""Where a finding's location leads now: by its ids, and by the words that the reviewer quoted.

Ids come first. A quotation is looked for as it stands, then with blanks folded, then as the stretch that is most like
it, so that it survives an edited word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import Location
from lesson_pipeline.model.written import Prose
from lesson_pipeline.places import At, Span

ALIKE = 85.0
"""How like the quotation a stretch must be (rapidfuzz ratio, 0 to 100) to count as the same words, edited."""
_LONGEST = 2_000
"""Quotations longer than this are looked for by their beginning."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a location leads, and by what it was found: `id`, `quote`, `folded` or `fuzzy`."""

    at: At
    how: str
    section: str = ""
    """The id of the section that holds it; empty where none does."""


def resolve(location: Location, plan: Plan, page: LessonPage | None) -> Found | None:
    """The place that a location means, the narrowest that can be found; None where it is gone.

    A location that quotes words is gone with them. One that has only the reviewer's words for a place leads nowhere and
    is not looked for: ask `names_a_place`.
    """
    named = _by_id(location, plan, page)
    if not location.quote:
        return named
    return _by_quote(location.quote, named.section if named else location.section, plan, page)


def names_a_place(location: Location) -> bool:
    """Whether a location has anything that can be looked for."""
    ids = (location.section, location.part, location.block, location.question, location.element)
    return bool(location.quote) or any(ids)


def _by_id(location: Location, plan: Plan, page: LessonPage | None) -> Found | None:
    """By the narrowest id; every id that is given must be there."""
    sections = {section.id: section for section in plan.outline}
    parts = {part.id: (section, part) for section in plan.outline for part in section.parts}
    section = sections.get(location.section)
    found: Found | None = None
    if location.section:
        if section is None:
            return _block(location.section, page)  # a section of the page that the plan does not have
        found = _section(section, None, plan, page)
    if location.part:
        if location.part not in parts:
            return _block(location.part, page)
        found = _section(*parts[location.part], plan, page)
    if location.question:
        found = _question(location.question, section, plan, page)
    if location.element:
        element = next((one for one in plan.elements() if one.id == location.element), None)
        found = _block(location.element, page) or (
            Found(plan.at((*element.path, "id")), "id", location.section) if element else None
        )
    if location.block:
        found = _block(location.block, page)
    return found


def _section(section: Section, part: Part | None, plan: Plan, page: LessonPage | None) -> Found:
    id = part.id if part else section.id
    written = _block(id, page)
    path = part.path if part else section.path
    return Found(written.at if written else plan.at((*path, "id")), "id", section.id)


def _question(id: str, section: Section | None, plan: Plan, page: LessonPage | None) -> Found | None:
    checks = [section] if section else plan.outline
    for check in checks:
        for question in check.questions:
            if question.id == id:
                written = _question_block(id, check.id, page)
                return Found(written or plan.at((*question.path, "id")), "id", check.id)
    return None


def _question_block(id: str, check: str, page: LessonPage | None) -> At | None:
    if page is None:
        return None
    for block in page.text.blocks:
        around = [page.text.blocks[index].argument for index in block.inside]
        if block.name == "question" and block.argument == id and check in around:
            return _line(page, block.line)
    return None


def _block(id: str, page: LessonPage | None) -> Found | None:
    if page is None or not id:
        return None
    heading = next((one for _, one in page.text.headings if one.id == id), None)
    if heading:
        return Found(_line(page, heading.line), "id", id)
    block = next((one for one in page.text.blocks if id in (one.argument, *one.realizes)), None)
    return Found(_line(page, block.line), "id", block.headings[-1] if block.headings else "") if block else None


def _line(page: LessonPage, line: int) -> At:
    text = page.text.lines[line - 1] if line <= len(page.text.lines) else ""
    return At(page.file, span=Span(line, 1, line, len(text) + 1))


def _by_quote(quote: str, section: str, plan: Plan, page: LessonPage | None) -> Found | None:
    """The words, first in the section that the location names, then anywhere in the page, then in the plan."""
    wanted = quote[:_LONGEST].strip()
    for find in (_exact, _folded, _fuzzy):
        for piece, holder in _in_order(section, page):
            span = find(wanted, piece.text)
            if span is not None and page is not None:
                return Found(At(page.file, span=piece.span(*span)), _HOW[find.__name__], holder)
        for text, at, holder in _plan_texts(section, plan):
            if find(wanted, text) is not None:
                return Found(at, _HOW[find.__name__], holder)
    return None


_HOW = {"_exact": "quote", "_folded": "folded", "_fuzzy": "fuzzy"}


def _in_order(section: str, page: LessonPage | None) -> Iterator[tuple[Prose, str]]:
    pieces = [(piece, piece.headings[-1] if piece.headings else "") for piece in (page.text.prose if page else ())]
    yield from sorted(pieces, key=lambda one: section not in one[0].headings if section else False)


def _plan_texts(section: str, plan: Plan) -> Iterator[tuple[str, At, str]]:
    for one in sorted(plan.outline, key=lambda one: one.id != section):
        yield one.scenario, plan.at((*one.path, "scenario")), one.id
        for part in one.steps():
            yield part.content, plan.at((*part.path, "content")), one.id
        for question in one.questions:
            yield question.prompt, plan.at((*question.path, "prompt")), one.id
            yield question.answer, plan.at((*question.path, "answer")), one.id


def _exact(quote: str, text: str) -> tuple[int, int] | None:
    at = text.find(quote)
    return (at, at + len(quote)) if at >= 0 else None


def _folded(quote: str, text: str) -> tuple[int, int] | None:
    """With runs of blanks as one, and the offsets of the text as it is."""
    letters, offsets = [], []
    blank = True
    for offset, letter in enumerate(text):
        if letter.isspace():
            if blank:
                continue
            letter = " "
        blank = letter == " "
        letters.append(letter)
        offsets.append(offset)
    wanted = " ".join(quote.split())
    at = "".join(letters).casefold().find(wanted.casefold()) if wanted else -1
    return (offsets[at], offsets[at + len(wanted) - 1] + 1) if at >= 0 else None


def _fuzzy(quote: str, text: str) -> tuple[int, int] | None:
    from rapidfuzz import fuzz

    if len(text) < len(quote) * ALIKE / 100:
        return None
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=ALIKE)
    return (found.dest_start, found.dest_end) if found and found.score >= ALIKE else None
