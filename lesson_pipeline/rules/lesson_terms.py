"""LES, third part: the terms that the text says, and those that it should say, section by section."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Part, Section, Teaching
from lesson_pipeline.model.plan import Example, Misconception, Modality
from lesson_pipeline.model.terms import Mentioned
from lesson_pipeline.model.written import Prose
from lesson_pipeline.record.traceability import Status
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.scope import excluded, unspeakable
from lesson_pipeline.rules.untaught import Moment, planned
from lesson_pipeline.rules.untaught_in_text import at_mention, missed, words_of
from lesson_pipeline.rules.written_checks import in_check
from lesson_pipeline.rules.written_lesson import WrittenLesson

_BODY = frozenset({"recap", "explain", "explore", "elaborate", "practice", "check"})
_BESIDE = frozenset({"objective", "scope", "references", "summary", "next-step", "module-complete"})
"""Blocks that look ahead or back, and are no part of what the text explains."""
_CODE_FORM = re.compile(r"\w(?:[._]|::)\w|\w\(")


@rule("LES009", "term-before-taught", Severity.WARNING, on="page", needs_whole=True)
def term_before_taught(written: WrittenLesson) -> Iterator[Fault]:
    lesson = written.lesson
    done = set(excluded(lesson))  # what is excluded is LES010's
    begins = {part.id: point for point, _, part in lesson.steps}
    for section, part, prose, mention in _spoken(written):
        if done.issuperset(mention.concepts) or in_check(written, prose):
            continue
        moment = written.moment(prose.position)
        concept = moment.unknown(mention)
        if concept is None or concept in done:
            continue
        if any(_is_met(written, moment, section, one) for one in mention.concepts):
            continue
        done.add(concept)
        gone = missed(written, prose.position, concept, lesson.known)
        in_plan = planned(lesson, begins[part.id])
        yield Fault(
            at_mention(written, prose, mention),
            f"the text speaks of “{words_of(prose, mention)}”, but {lesson.course.concept(concept)} {moment.so_far(concept)} at this point: {gone.when}",
            "say it in words that the student has by then, or introduce it first",
            gone.places,
            absent=concept,
            cause=_moved_with(written, section, prose, concept)
            or gone.cause(None if in_plan.knows(concept) else ("untaught", lesson.slug, concept)),
        )


def _moved_with(written: WrittenLesson, section: Section, prose: Prose, concept: str) -> tuple[str, ...] | None:
    """The cause of a term's being said here, where the text around it was planned for a place further down."""
    around = list(written.around(prose))
    for row in written.traced:
        if row.as_planned is False and row.realised[0].block in around:
            begins = [begin.position for id in row.where if (begin := written.found.begin(*written.ids[id]))]
            if begins and prose.position < min(begins):
                return written.element_cause(row.id)
    outline = written.plan.outline
    after = [one for one in outline[outline.index(section) + 1 :] if not one.is_check]
    if not after or written.found.has(after[0]):
        return None
    above = written.lesson.course.curriculum.registry.above(concept) | {concept}
    if after[0].kind not in _BODY or any(teaching.concept in above for teaching in after[0].teaches()):
        return None if after[0].id in written.deviations else written.cause(after[0].id)
    return None


def _is_met(written: WrittenLesson, moment: Moment, section: Section, concept: str) -> bool:
    """Whether a concept is taught by the very section, to whatever depth, or was met in this lesson before."""
    registry = written.lesson.course.curriculum.registry
    own = {name for teaching in section.teaches() for name in registry.below(teaching.concept)}
    own |= {
        taught.concept
        for taught in moment.record.taught_before(concept, moment.point)
        if taught.lesson == written.plan.slug
    }
    had: set[str] = set()
    for name in registry.made_of(concept):
        parts = registry.parts(name)
        if name in own or moment.knows(name) or (parts and had.issuperset(parts)):
            had.add(name)
    return concept in had


@rule("LES010", "excluded-term", Severity.WARNING, on="page", needs_whole=True)
def excluded_term(written: WrittenLesson) -> Iterator[Fault]:
    lesson = written.lesson
    silent = unspeakable(lesson)
    for _, _, prose, mention in _spoken(written) if silent else ():
        concept = mention.concepts[0]
        if len(mention.concepts) > 1 or concept not in silent:
            continue
        yield Fault(
            at_mention(written, prose, mention),
            f"the text speaks of “{words_of(prose, mention)}”, but the scope excludes {lesson.course.concept(concept)}",
            f"say it without the term, or give the exclusion `max_depth: {lesson.depth_name(1)}`",
            ((lesson.plan.at(silent.pop(concept)), "excluded here"),),
            # in a check, a word that nobody taught is a fault of its own
            cause=("untaught" if in_check(written, prose) else "excluded", lesson.slug, concept),
        )


class _Spoken(NamedTuple):
    """A term in the body of the text, and the section and part that it stands in."""

    section: Section
    part: Part
    prose: Prose
    mention: Mentioned


def _spoken(written: WrittenLesson) -> Iterator[_Spoken]:
    """The terms in the body. Headings, and blocks that look ahead or back, are none of it, and code is code."""
    for prose, mentions in written.mentions:
        step = written.step_of(prose) if mentions and prose.kind != "heading" else None
        if step is None or step[0].kind not in _BODY:
            continue
        if any(block.name in _BESIDE for block in written.around(prose)):
            continue
        is_code = prose.in_code()
        for mention in mentions:
            if not is_code(mention.start) or _is_code_form(written, prose, mention):
                yield _Spoken(*step, prose, mention)


def _is_code_form(written: WrittenLesson, prose: Prose, mention: Mentioned) -> bool:
    """Whether a mention is of a term that is itself a piece of code, such as `torch.cat`."""
    words = prose.text[mention.start : mention.end].lower()
    concepts = written.lesson.course.curriculum.registry.concepts
    return any(
        _CODE_FORM.search(term) and term.lower().rstrip("()") == words
        for concept in mention.concepts
        for term in concepts[concept].terms
    )


@rule("LES022", "taught-term-absent", Severity.WARNING, on="page", needs_whole=True)
def taught_term_absent(written: WrittenLesson) -> Iterator[Fault]:
    registry = written.lesson.course.curriculum.registry
    named = _named(written)
    for step in written.order.steps:
        place = step.part.id if step.part.id in named else step.section.id
        for teaching in step.part.teaches if place in named else ():
            family = registry.family(teaching.concept)
            nameable = any(registry.concepts[name].terms for name in family if name in registry)
            if nameable and named[place].isdisjoint(family):
                yield _unnamed(written, step.line, step.part, teaching, family)


def _unnamed(written: WrittenLesson, line: int, part: Part, teaching: Teaching, family: Collection[str]) -> Fault:
    concept = written.lesson.course.curriculum.registry.concepts[teaching.concept]
    return Fault(
        written.at_line(line),
        f"`{part.id}` teaches {written.lesson.course.concept(concept.id)}, and its text never names it",
        f"name it where it is explained: “{next(iter(concept.terms), concept.name)}”; or add the words that the text uses to its `terms` in {concept.at.file}",
        ((written.plan.at((*teaching.path, "concept")), "planned here"),),
        cause=_gone_with(written, part, family),
    )


def _gone_with(written: WrittenLesson, part: Part, family: Collection[str]) -> tuple[str, ...] | None:
    """The cause of a term's absence, where something planned for its section is not there: it would have said it.

    A gap or an element about the concept comes first, then any element.
    """
    here = {written.ids[part.id][0].id, part.id}
    gone: list[str] = []
    for row in written.traced:
        item = row.source
        if row.kind == "gap" and row.status is Status.MISSING and row.id in family and not here.isdisjoint(row.where):
            return written.gap_cause(row.id)
        is_gone = part.id in row.where and (row.status is Status.MISSING or row.as_planned is False)
        if is_gone and isinstance(item, Misconception | Example | Modality):
            gone.insert(0 if item.concept in family else len(gone), row.id)
    return written.element_cause(gone[0]) if gone else None


def _named(written: WrittenLesson) -> dict[str, set[str]]:
    """For each section and part that the text itself sets apart, the concepts whose terms it holds, titles included."""
    named: dict[str, set[str]] = {id: set() for id in written.ids if id in written.found.sections}
    pieces = [(written.step_of(prose), mentions) for prose, mentions in written.mentions]
    find = written.lesson.course.terms.find
    pieces += [(written.step_of(block), find(block.argument)) for block in written.text.blocks]
    for step, mentions in pieces:
        for id in {step[0].id, step[1].id} if step else ():
            named.setdefault(id, set()).update(concept for mention in mentions for concept in mention.concepts)
    return named
