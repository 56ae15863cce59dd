"""What a lesson as written delivers of its plan: which of its headings and blocks bear which planned names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.vocabulary import ELEMENT_BLOCKS
from lesson_pipeline.model.written import Prose, WrittenBlock
from lesson_pipeline.places import Span
from lesson_pipeline.suggest import surely

SECTION, ELEMENT, QUESTION = "section", "element", "question"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A heading or block that bears a name."""

    written: str
    line: int
    position: int
    kinds: tuple[str, ...]
    """What the name may be of."""
    block: WrittenBlock | None = None
    """None for a heading."""
    must: bool = True
    """Whether the name must be a planned one; otherwise it may be a title, or the id of something unplanned."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name on the page that nothing planned bears."""

    bearer: Bearer
    choices: tuple[str, ...]
    """The names that it could be."""
    presumed: str | None
    """The planned name that it surely misspells, and which it is taken for."""
    span: Span
    check: str | None = None
    """The check in which a question stands."""
    owner: str | None = None
    """The only question of that name, as `check/question`, where a question stands outside its check."""


@dataclass(frozen=True)
class Deliveries:
    """A lesson as written beside its plan. A name that is plainly misspelt counts as the one that was meant."""

    plan: Plan
    page: LessonPage

    @cached_property
    def ids(self) -> dict[str, tuple[Section, Part]]:
        """The sections and parts of the plan, by id."""
        return {part.id: (section, part) for section in self.plan.outline for part in section.steps()}

    @cached_property
    def sections(self) -> Mapping[str, tuple[Bearer, ...]]:
        """For each section or part of the plan, the headings and blocks that bear its name, in the text's order."""
        return self._by_name((bearer for bearer in self._bearers if SECTION in bearer.kinds), self.ids)

    @cached_property
    def elements(self) -> Mapping[str, tuple[Bearer, ...]]:
        """For each misconception, example and modality, the blocks that deliver it."""
        ids = [element.id for element in self.plan.elements()]
        return self._by_name((bearer for bearer in self._bearers if ELEMENT in bearer.kinds), ids)

    @cached_property
    def questions(self) -> Mapping[tuple[str, str], tuple[Bearer, ...]]:
        """For each question, by its check and its id, the blocks in that check that ask it."""
        within: dict[str, list[Bearer]] = {}
        for bearer in self._bearers:
            if bearer.block and QUESTION in bearer.kinds and (check := self.check_of(bearer.block)):
                within.setdefault(check.id, []).append(bearer)
        found: dict[tuple[str, str], tuple[Bearer, ...]] = {}
        for section in self.plan.outline:
            ids = [question.id for question in section.questions]
            named = self._by_name(within.get(section.id, ()), ids)
            found |= {(section.id, id): bearers for id, bearers in named.items()}
        return found

    @cached_property
    def unknown(self) -> tuple[Unknown, ...]:
        """The names that lead nowhere though they must lead somewhere, or surely misspell what they mean."""
        return tuple(self._unknown())

    @cached_property
    def anonymous(self) -> bool:
        """Whether the page does not say which sections it has: it names none, or nothing but checks."""
        sections = [section for section in self.plan.outline if not section.is_check]
        checks = any(section.is_check and self.has(section) for section in self.plan.outline)
        return bool(self.plan.outline) and not any(map(self.has, sections)) and (len(sections) > 1 or not checks)

    def has(self, section: Section) -> bool:
        """Whether the page has a section, whole or part by part."""
        return any(step.id in self.sections for step in section.steps())

    def begin(self, section: Section, part: Part | None = None) -> Bearer | None:
        """Where a section or part of it begins; a part that the page does not name begins with its section."""
        named = self.sections.get(part.id) if part else None
        if named is None:
            named = self.sections.get(section.id)
        if named is None:  # it stands there part by part
            parts = [self.sections[step.id][0] for step in section.parts if step.id in self.sections]
            return min(parts, key=lambda bearer: bearer.position, default=None)
        return named[0]

    def section_of(self, thing: Prose | WrittenBlock) -> tuple[Section, Part] | None:
        """The section or part of the plan that something stands in: that of the innermost heading or block that names one."""
        above = thing.headings
        for index in reversed(thing.inside):
            block = self.page.text.blocks[index]
            within = _beyond(above, block.headings)
            for name in (*(self._headings.get(id, "") for id in reversed(within)), *self._of_block.get(index, ())):
                if name in self.ids:
                    return self.ids[name]
            above = block.headings
        names = (self._headings.get(id, "") for id in reversed(above))
        return next((self.ids[name] for name in names if name in self.ids), None)

    # -- names

    @cached_property
    def _bearers(self) -> tuple[Bearer, ...]:
        text = self.page.text
        found = [Bearer(item.id, item.line, at, (SECTION,), must=False) for at, item in text.headings if item.id]
        for block in text.blocks:
            kinds, must = _KINDS.get(block.name, ((ELEMENT,), True)) if block.name in _NAMED else (_ANY, False)
            if block.argument:
                found.append(Bearer(block.argument, block.line, block.position, kinds, block, must))
            line = block.options["realizes"].line if "realizes" in block.options else block.line
            every = (SECTION, ELEMENT, QUESTION)
            found += (Bearer(id, line, block.position, every, block) for id in block.realizes)
        return tuple(sorted(found, key=lambda bearer: bearer.position))

    def _by_name(self, bearers: Iterable[Bearer], ids: Iterable[str]) -> dict[str, tuple[Bearer, ...]]:
        """The bearers of each name, those that misspell it included where nothing else bears it."""
        known = dict.fromkeys(ids)
        found: dict[str, list[Bearer]] = {}
        strange: list[Bearer] = []
        for bearer in bearers:
            if bearer.written in known:
                found.setdefault(bearer.written, []).append(bearer)
            elif not self._is_planned(bearer) and _may_be_misspelt(bearer):
                strange.append(bearer)
        for bearer in strange:
            if near := surely(bearer.written, [id for id in known if id not in found]):
                found[near] = [bearer]
        return {id: tuple(named) for id, named in found.items()}

    def _is_planned(self, bearer: Bearer) -> bool:
        """Whether a name is that of anything that it may be of."""
        return any(bearer.written in self._known[kind] for kind in bearer.kinds)

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {
            SECTION: frozenset(self.ids),
            ELEMENT: frozenset(element.id for element in self.plan.elements()),
            QUESTION: frozenset(question.id for section in self.plan.outline for question in section.questions),
        }

    @cached_property
    def _headings(self) -> dict[str, str]:
        """For the id of each heading that names a section, the section's id."""
        return {bearer.written: id for id, named in self.sections.items() for bearer in named if bearer.block is None}

    @cached_property
    def _of_block(self) -> dict[int, tuple[str, ...]]:
        """For the index of each block that names sections, their ids."""
        found: dict[int, tuple[str, ...]] = {}
        for id, named in self.sections.items():
            for bearer in named:
                if bearer.block is not None:
                    at = self._index[bearer.position]
                    found[at] = (*found.get(at, ()), id)
        return found

    def index_of(self, block: WrittenBlock) -> int:
        """The index of a block of the page (`Written.blocks`)."""
        return self._index[block.position]

    @cached_property
    def _index(self) -> dict[int, int]:
        return {block.position: number for number, block in enumerate(self.page.text.blocks)}

    def check_of(self, block: WrittenBlock) -> Section | None:
        """The check that a block is, or stands in."""
        own = self._of_block.get(self._index[block.position], ())
        around = self.section_of(block)
        sections = [*(self.ids[id][0] for id in own), *((around[0],) if around else ())]
        return next((section for section in sections if section.is_check), None)

    def _unknown(self) -> Iterator[Unknown]:
        all_questions = sorted(self._known[QUESTION])
        for bearer in self._bearers:
            check = self.check_of(bearer.block) if bearer.block and QUESTION in bearer.kinds else None
            here = [question.id for question in check.questions] if check else all_questions
            is_question = bearer.kinds == (QUESTION,)
            if bearer.written in here if is_question else self._is_planned(bearer):
                continue
            presumed = self._meant.get((bearer.position, bearer.written))
            if presumed or bearer.must:
                choices = [id for kind in bearer.kinds if kind != QUESTION for id in sorted(self._known[kind])]
                choices += here if QUESTION in bearer.kinds else []
                owners = self.asked_in(bearer.written) if is_question else []
                owner = f"{owners[0]}/{bearer.written}" if len(owners) == 1 else None
                place, within = _place_of(self.page.text.lines, bearer), check.id if check else None
                yield Unknown(bearer, tuple(dict.fromkeys(choices)), presumed, place, within, owner)

    def asked_in(self, question: str) -> list[str]:
        """The checks that have a question of a name."""
        return [section.id for section in self.plan.outline if any(one.id == question for one in section.questions)]

    @cached_property
    def _meant(self) -> dict[tuple[int, str], str]:
        """What the heading or block at a position means by a name that it bears."""
        named = [*self.sections.items(), *self.elements.items()]
        named += [(id, bearers) for (_, id), bearers in self.questions.items()]
        return {(bearer.position, bearer.written): id for id, bearers in named for bearer in bearers}


_ANY = (SECTION, ELEMENT)
_KINDS: Mapping[str, tuple[tuple[str, ...], bool]] = {"check": ((SECTION,), True), "question": ((QUESTION,), True)}
_NAMED = ELEMENT_BLOCKS | _KINDS.keys()


def _may_be_misspelt(bearer: Bearer) -> bool:
    """Whether a name is an id, and not the title that most blocks take."""
    return bearer.must or bearer.block is None or bearer.block.name == "phase"


def _beyond(headings: tuple[str, ...], outer: tuple[str, ...]) -> tuple[str, ...]:
    """The headings that stand within a block: those that were not above it already."""
    same = 0
    while same < min(len(headings), len(outer)) and headings[same] == outer[same]:
        same += 1
    return headings[same:]


def _place_of(lines: tuple[str, ...], bearer: Bearer) -> Span:
    """Where a name stands in its line."""
    line = lines[bearer.line - 1]
    found = list(re.finditer(rf"(?<![\w-]){re.escape(bearer.written)}(?![\w-])", line))
    start, end = found[-1].span() if found else (len(line) - len(line.lstrip()), len(line.rstrip()))
    return Span(bearer.line, start + 1, bearer.line, end + 1)
