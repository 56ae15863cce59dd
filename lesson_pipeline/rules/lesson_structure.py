"""LES, the page's sections: whether all are there, in the outline's order, and under headings that lead down in steps."""

from collections.abc import Iterator
from typing import NamedTuple

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Section
from lesson_pipeline.model.written import Heading
from lesson_pipeline.places import At, Span
from lesson_pipeline.record.as_written import longest_rise
from lesson_pipeline.record.traceability import Status, Traced
from lesson_pipeline.rules.registry import Fault, Repair, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson
from lesson_pipeline.source.changes import Rewrite
from lesson_pipeline.suggest import did_you_mean


@rule("LES001", "section-missing", Severity.ERROR, on="page", needs_whole=True)
def section_missing(written: WrittenLesson) -> Iterator[Fault]:
    missing = [row for row in written.traced if row.kind == "section" and row.status is Status.MISSING]
    if written.found.anonymous and missing:
        yield _no_section(written, missing)
        return
    for row in missing:
        twin = _same_title(written, row.text)
        yield _section(written, row) if twin is None else _without_id(written, row, twin)


def _section(written: WrittenLesson, row: Traced) -> Fault:
    title = f" (“{row.text}”)" if row.text else ""
    after = following(written, row.id)
    return Fault(
        after[1] if after else last_line(written),
        f"the lesson has no section `{row.id}`{title}, which the plan has "
        f"{f'before `{after[0]}`' if after else 'at the end'} ({written.planned_at(row.planned)}): students miss what "
        "it is there for, and nothing that it teaches counts as taught",
        f"write it, with its id behind its heading: `## {row.text or 'Heading'} {{#{row.id}}}`; or record in "
        "`deviations` why it is left out",
        ((row.planned, "planned here"),),
        cause=written.cause(row.id),
    )


def _without_id(written: WrittenLesson, row: Traced, heading: Heading) -> Fault:
    """The fault of a section that is there, by its title, but for its id."""
    end = len(written.lines[heading.line - 1].rstrip()) + 1
    add = Rewrite(Span(heading.line, end, heading.line, end), f" {{#{row.id}}}")
    return Fault(
        written.at_line(heading.line),
        f"this heading has the title of the section `{row.id}` ({written.planned_at(row.planned)}), but not its id: "
        "nothing that the section teaches counts as taught",
        f"write `{{#{row.id}}}` behind it" + (f" in the place of `{{#{heading.id}}}`" if heading.id else ""),
        ((row.planned, "planned here"),),
        cause=written.cause(row.id),
        fix=None if heading.id else Repair(f"write `{{#{row.id}}}` behind the heading", ((written.page.file, add),)),
    )


def _same_title(written: WrittenLesson, title: str) -> Heading | None:
    """The heading that has a title, where no other has, and that names no section."""
    wanted = " ".join(title.lower().split())
    same = [one for _, one in written.text.headings if wanted and " ".join(one.title.lower().split()) == wanted]
    return same[0] if len(same) == 1 and same[0].id not in written.ids else None


def _no_section(written: WrittenLesson, missing: list[Traced]) -> Fault:
    """The fault of a page that does not say which sections it has: one, however many are planned."""
    many = len(missing) > 1
    which = f"any of the {len(missing)} sections that the plan has" if many else f"the plan's section `{missing[0].id}`"
    return Fault(
        written.top,
        f"no heading of this page bears the id of {which}, so nobody can tell what of the plan reaches the student",
        f"write behind each heading the id of the section that it begins, as in `## {missing[0].text or 'Heading'} "
        f"{{#{missing[0].id}}}`",
        tuple((row.planned, f"section `{row.id}` is planned here") for row in missing),
        cause=written.cause(missing[0].id),
    )


def following(written: WrittenLesson, section: str) -> tuple[str, At] | None:
    """The next section of the outline that the page has, and where it begins there; None where there is none."""
    ids = [one.id for one in written.plan.outline]
    for later in written.plan.outline[ids.index(section) + 1 :]:
        if begin := written.found.begin(later):
            return later.id, written.at_line(begin.line)
    return None


def last_line(written: WrittenLesson) -> At:
    """The last line of a page that is not empty."""
    return written.at_line(
        next((line for line in range(len(written.lines), 0, -1) if written.lines[line - 1].strip()), 1)
    )


class _Placed(NamedTuple):
    """A section or part: its place in the outline, and on the page."""

    planned: int
    id: str
    line: int
    at: At


@rule("LES002", "section-order-differs", Severity.WARNING, on="page")
def section_order_differs(written: WrittenLesson) -> Iterator[Fault]:
    yield from _out_of_order(written, _in_text(written, None))
    for section in written.plan.outline:
        yield from _out_of_order(written, _in_text(written, section))


def _in_text(written: WrittenLesson, section: Section | None) -> list[_Placed]:
    """The sections of the plan, or the parts of one of them, as far as the page has them, in its order."""
    outline, found = written.plan.outline, written.found
    if section is None:
        named = [(number, one.id, one.path, found.begin(one)) for number, one in enumerate(outline)]
    else:
        parts = enumerate(section.parts)
        named = [(number, part.id, part.path, found.sections.get(part.id, (None,))[0]) for number, part in parts]
    placed = [
        (begin.position, _Placed(number, id, begin.line, written.plan.at((*path, "id"))))
        for number, id, path, begin in named
        if begin
    ]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _out_of_order(written: WrittenLesson, placed: list[_Placed]) -> Iterator[Fault]:
    """The fewest that would have to move, each beside one that it stands on the wrong side of."""
    staying = longest_rise([item.planned for item in placed])
    for index, item in enumerate(placed):
        if index in staying:
            continue
        before = [other for at, other in enumerate(placed) if at in staying and at < index]
        other = next((one for one in reversed(before) if one.planned > item.planned), None)
        side, planned = ("after", "before") if other else ("before", "after")
        if other is None:
            other = next(one for at, one in enumerate(placed) if at in staying and at > index)
        yield Fault(
            written.at_line(item.line),
            f"`{item.id}` comes {side} `{other.id}` here, and {planned} it in the plan: what the plan counts on there "
            "need not be known here",
            f"move `{item.id}` {planned} `{other.id}`; or move it in the plan, and let `check` say whether that order holds",
            ((written.at_line(other.line), f"`{other.id}` stands here"), (item.at, "planned here")),
            cause=written.order_cause(item.id),
        )


@rule("LES014", "heading-jump", Severity.WARNING, on="page")
def heading_jump(written: WrittenLesson) -> Iterator[Fault]:
    level = 1
    for _, heading in written.text.headings:
        if heading.level > level + 1:
            yield Fault(
                written.at_line(heading.line),
                f"this heading is of level {heading.level}, and the one above it of level {level}: students who find "
                "their way by headings look for the level between",
                f"begin it with {'#' * (level + 1)}",
            )
        level = heading.level


@rule("LES015", "unplanned-section", Severity.INFO, on="page", needs_whole=True)
def unplanned_section(written: WrittenLesson) -> Iterator[Fault]:
    if not written.plan.outline:
        return
    top = _top_level(written)
    for heading in _outside_blocks(written):
        if heading.level != top or _names_section(written, heading):
            continue
        what = (
            f"the plan has no section `{heading.id}`" if heading.id else f"“{heading.title}” is no section of the plan"
        )
        yield Fault(
            written.at_line(heading.line),
            f"{what}: what students learn here counts nowhere",
            did_you_mean(heading.id, written.ids)
            or "add a section to the outline; or, if it is one of the plan's, write its id behind the heading: `{#id}`",
            cause=_cause(written, heading),
        )


def _cause(written: WrittenLesson, heading: Heading) -> tuple[str, ...] | None:
    """The missing section that an unplanned heading tells of: that of its title, or all where the page names none."""
    rows = (row for row in written.traced if row.kind == "section" and row.status is Status.MISSING)
    twin = next((row.id for row in rows if _same_title(written, row.text) == heading), None)
    return written.cause(twin or "") if twin or written.found.anonymous else None


def _top_level(written: WrittenLesson) -> int:
    """The level of the headings that begin sections: the highest that has one of the plan's, or else that below a title."""
    named = [heading.level for _, heading in written.text.headings if _names_section(written, heading)]
    return min(named or [heading.level for _, heading in written.text.headings if heading.level > 1], default=2)


def _names_section(written: WrittenLesson, heading: Heading) -> bool:
    return any(bearer.line == heading.line for named in written.found.sections.values() for bearer in named)


def _outside_blocks(written: WrittenLesson) -> Iterator[Heading]:
    """The headings that stand in no block."""
    inside = {prose.position for prose in written.text.prose if prose.inside}
    return (heading for position, heading in written.text.headings if position not in inside)
