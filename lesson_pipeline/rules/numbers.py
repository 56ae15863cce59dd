"""NUM: numbers stated with the expression that gives them, in lessons and plans."""

import re
from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.written import Prose, Written
from lesson_pipeline.rules.context import CourseContext, LessonContext
from lesson_pipeline.rules.number_texts import Text, is_in_values, plan_texts
from lesson_pipeline.rules.recomputed import DIFFERS, INVALID
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson
from lesson_pipeline.source.stated_numbers import named_values, stated

_TRACED = frozenset({"explain", "check"})
"""Kinds of sections that trace computations."""
_UNREAD = re.compile(r"\{[a-z-]+\}(`+).+?(?<!`)\1(?!`)|(`+)(?!`).+?(?<!`)\2(?!`)|<!--.*?-->|\]\([^)\s]*\)", re.DOTALL)
"""What counts as no prose: roles, code, comments, the targets of links."""
_BESIDE = re.compile(
    r"(?<![<>=!:])(?:=(?!=)|≈|\\approx\b)\s*[~$]*\s*(?P<number>[-−]?(?:\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d{5,})%?)(?![\w.,]*\d)"
    r"(?!\s*(?:[-+*/×·÷−^]|\\cdot|\\times)\s*[\d({\\])"
)
_LONGEST = 20_000
"""Of a stretch that is searched: no paragraph has so many characters."""


@rule(DIFFERS, "number-differs", Severity.ERROR, on="course")
def number_differs(context: CourseContext) -> Iterator[Fault]:
    yield from (found.fault for found in context.numbers if found.code == DIFFERS)


@rule(INVALID, "expression-invalid", Severity.ERROR, on="course")
def expression_invalid(context: CourseContext) -> Iterator[Fault]:
    yield from (found.fault for found in context.numbers if found.code == INVALID)


@rule("NUM003", "traced-number-unbacked", Severity.WARNING, on="course", status="preview")
def traced_number_unbacked(context: CourseContext) -> Iterator[Fault]:
    for place in context.curriculum.order:
        plan = context.curriculum.plans[place.slug]
        if plan.is_record:
            continue
        for section in plan.outline:
            if section.kind in _TRACED:
                for text in plan_texts(plan, section):
                    yield from _unbacked(text, text.written.prose)
        page = context.curriculum.pages.get(place.slug)
        if page is not None:
            written = WrittenLesson(LessonContext(context, plan, place), page)
            traced = [prose for prose in page.text.prose if _is_traced(written, prose)]
            yield from _unbacked(Text(page.file, None, page.text), traced)


def _is_traced(written: WrittenLesson, prose: Prose) -> bool:
    """Whether a stretch of a page stands in a section that explains or checks, or in an answer."""
    step = written.step_of(prose)
    return (step is not None and step[0].kind in _TRACED) or any(
        block.name == "answer" for block in written.around(prose)
    )


def _unbacked(text: Text, stretches: "list[Prose] | tuple[Prose, ...]") -> Iterator[Fault]:
    backed = set(_backed(text.written))
    for prose in stretches:
        if prose.kind in ("code", "heading", "math") or len(prose.text) > _LONGEST or is_in_values(text.written, prose):
            continue
        masked = _UNREAD.sub(lambda found: "\0" * len(found.group()), prose.text)
        for found in _BESIDE.finditer(masked):
            number = found["number"]
            if number not in backed:
                yield Fault(
                    text.at(prose.span(*found.span("number"))),
                    f"nothing recomputes {number}: a slip in it would stay",
                    f"state it with its expression, {{num}}`… = {number}`; what is given belongs in a block `values`",
                )


def _backed(text: Written) -> Iterator[str]:
    """The numbers that a role or a block `values` of the text states."""
    yield from (stated(role.content).shown for role in text.roles if role.name == "num")
    for block in text.blocks:
        if block.name == "values":
            yield from (named.expression for named in named_values(text.within(block)[1]))
