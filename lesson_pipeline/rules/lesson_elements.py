"""LES, planned elements: whether each reaches the student, in the section it was planned for."""

from collections.abc import Iterator
from textwrap import shorten

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Section
from lesson_pipeline.model.plan import Example, Misconception, Modality
from lesson_pipeline.model.written import WrittenBlock
from lesson_pipeline.places import At
from lesson_pipeline.record.traceability import Realised, Status, Traced, excused
from lesson_pipeline.rules.lesson_structure import following, last_line
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson


@rule("LES003", "misconception-missing", Severity.ERROR, on="page", needs_whole=True)
def misconception_missing(written: WrittenLesson) -> Iterator[Fault]:
    for row in _missing(written, "misconception"):
        loss = f"students who believe “{gist(row.text)}” go on believing it"
        yield _element(written, row, f"the misconception `{row.id}`", loss, ", with a `negative-example` in it")


@rule("LES004", "modality-missing", Severity.ERROR, on="page", needs_whole=True)
def modality_missing(written: WrittenLesson) -> Iterator[Fault]:
    for row in _missing(written, "modality"):
        item = row.source
        of = f" of `{item.concept}`" if isinstance(item, Modality) and item.concept else ""
        kind = item.kind if isinstance(item, Modality) else ""
        what = f": {gist(row.text)}" if row.text else ""
        loss = f"students who do not get it in another way have nothing to hold on to{what}"
        yield _element(written, row, f"the {kind} modality `{row.id}`{of}", loss, "")


@rule("LES005", "example-missing", Severity.ERROR, on="page", needs_whole=True)
def example_missing(written: WrittenLesson) -> Iterator[Fault]:
    for row in _missing(written, "example"):
        item = row.source
        shows = gist(item.purpose) if isinstance(item, Example) and item.purpose else gist(row.text)
        polarity = item.polarity if isinstance(item, Example) else "positive"
        loss = f"students do not see what it was to show{f': {shows}' if shows else ''}"
        yield _element(written, row, f"the {polarity} example `{row.id}`", loss, "")


@rule("LES006", "check-missing", Severity.ERROR, on="page", needs_whole=True)
def check_missing(written: WrittenLesson) -> Iterator[Fault]:
    for row in _missing(written, "check"):
        title = f" (“{row.text}”)" if row.text else ""
        after = following(written, row.id)
        yield Fault(
            after[1] if after else last_line(written),
            f"the lesson has no check `{row.id}`{title}, which the plan has "
            f"{f'before `{after[0]}`' if after else 'at the end'} ({written.planned_at(row.planned)}): nobody finds out "
            "here what was understood",
            f"write it: `:::{{check}} {row.id}` with its questions; or record in `deviations` why it is left out",
            ((row.planned, "planned here"),),
            cause=written.cause(row.id),
        )
    for check in written.plan.outline:
        asked = [row for row in written.traced if row.kind == "question" and row.where == (check.id,)]
        missing = [row for row in asked if row.status is Status.MISSING]
        if len(missing) > 1 and len(missing) == len(asked) and written.found.has(check):
            yield _no_question(written, check, missing)
        else:
            yield from (_question(written, check, row) for row in missing)


def _question(written: WrittenLesson, check: Section, row: Traced) -> Fault:
    here = written.found.begin(check)
    astray = [item.bearer for item in written.found.unknown if item.owner == f"{check.id}/{row.id}"]
    related = ((written.at_line(bearer.line), "a question of that name stands here") for bearer in astray)
    cause = None if here else written.cause(check.id)
    return Fault(
        written.at_line(here.line) if here else row.planned,
        f"the check `{check.id}` does not ask `{row.id}` (“{gist(row.text)}”; {written.planned_at(row.planned)}): what "
        "it was to find out stays unknown",
        f"move it into the block `:::{{check}} {check.id}`"
        if astray
        else f"ask it: `:::{{question}} {row.id}`; or record in `deviations` why it is left out (`element: {row.id}`, `check: {check.id}`)",
        ((row.planned, "planned here"), *related),
        cause=("misplaced", written.plan.slug, f"{check.id}/{row.id}") if astray and here else cause,
    )


def _no_question(written: WrittenLesson, check: Section, missing: list[Traced]) -> Fault:
    here = written.found.begin(check)
    return Fault(
        written.at_line(here.line) if here else missing[0].planned,
        f"the check `{check.id}` asks none of the {len(missing)} questions that the plan has "
        f"({written.planned_at(missing[0].planned)}): nothing is found out here",
        f"put each into a block of its own, with its id: `:::{{question}} {missing[0].id}`",
        tuple((row.planned, f"`{row.id}` is planned here") for row in missing),
    )


def gist(text: str) -> str:
    """A text of the plan, fit to stand in a sentence."""
    return shorten(text, 90, placeholder=" …").rstrip(".")


def _missing(written: WrittenLesson, kind: str) -> list[Traced]:
    return [row for row in written.traced if row.kind == kind and row.status is Status.MISSING]


def _element(written: WrittenLesson, row: Traced, name: str, loss: str, inside: str) -> Fault:
    """The fault of a misconception, example or modality that no block delivers."""
    at, where, cause = _planned_place(written, row)
    heading = next((one for _, one in written.text.headings if one.id == row.id and one.id not in written.ids), None)
    named = f"a heading has its id (line {heading.line}), but it takes a block to deliver it: " if heading else ""
    return Fault(
        at,
        f"{where} lacks {name}, planned there ({written.planned_at(row.planned)}): {loss}",
        f"{named}write it as `:::{{{row.kind}}} {row.id}`{inside}; if another block delivers it, say so there with "
        f"`:realizes: {row.id}`; or record in `deviations` why it is left out",
        ((row.planned, "planned here"),),
        cause=cause or written.element_cause(row.id),
    )


def _planned_place(written: WrittenLesson, row: Traced) -> tuple[At, str, tuple[str, ...] | None]:
    """Where something is missing: at the section that it was planned for, in words, and the cause if that is missing."""
    ids = written.ids
    for id in row.where:
        section, part = ids[id]
        if begin := written.found.begin(section, part):
            return written.at_line(begin.line), f"`{id}`", None
    for id in row.where:
        section, _ = ids[id]
        excuse = next((one for one in written.page.deviations if one.element == section.id), None)
        if excuse is not None and section.id in written.deviations:
            at = At(written.page.file, (*excuse.path, "element"))
            return at, f"`{section.id}` is left out on purpose, and with it the lesson", None
    if row.where:
        return row.planned, "the lesson", written.cause(ids[row.where[0]][0].id)
    return written.top, "the lesson", written.cause("") if written.found.anonymous else None


@rule("LES017", "realised-elsewhere", Severity.WARNING, on="page", needs_whole=True)
def realised_elsewhere(written: WrittenLesson) -> Iterator[Fault]:
    for row in written.traced:
        if row.as_planned is False:
            place = row.realised[0]
            here = f"stands in `{place.section}`" if place.section else "stands outside every section of the plan"
            side, cause = _side(written, row, place)
            wanted = " or ".join(f"`{id}`" for id in row.where)
            unnamed = (
                f"; if `{row.where[0]}` begins above it, give that a heading with its id"
                if _is_unnamed(written, row)
                else ""
            )
            yield Fault(
                written.at_line(place.line),
                f"the {row.kind} `{row.id}` {here}{side}: the plan has it in {wanted} ({written.planned_at(row.planned)})",
                f"move it into {wanted}; or, if it is better here, correct its `in` in the plan{unnamed}",
                (*_beginnings(written, row), (row.planned, "planned here")),
                cause=cause or written.element_cause(row.id),
            )


def _side(written: WrittenLesson, row: Traced, place: Realised) -> tuple[str, tuple[str, ...] | None]:
    """Whether something comes earlier or later than planned and what that costs; the cause, if its section is missing."""
    if _is_unnamed(written, row):
        return ", and the page names no other part that it could be in", ("part", written.plan.slug, row.where[0])
    begins = [begin.position for id in row.where if (begin := written.found.begin(*written.ids[id]))]
    late = ", later than planned, and students read what lies between without it"
    early = ", earlier than planned, and may speak of what is not taught yet"
    if begins:
        return (late if place.position > max(begins) else early if place.position < min(begins) else ""), None
    cause = written.cause(written.ids[row.where[0]][0].id)
    order = list(written.ids)
    if place.section is None:
        return "", cause
    planned = [order.index(id) for id in row.where]
    here = order.index(place.section)
    return (late if here > max(planned) else early if here < min(planned) else ""), cause


def _is_unnamed(written: WrittenLesson, row: Traced) -> bool:
    """Whether something is planned for a part that the page does not name, of a section that it has."""
    sections = [written.ids[id][0] for id in row.where if id not in written.found.sections]
    return len(sections) == len(row.where) and any(section.id in written.found.sections for section in sections)


def _beginnings(written: WrittenLesson, row: Traced) -> Iterator[tuple[At, str]]:
    for id in row.where if not _is_unnamed(written, row) else ():
        if begin := written.found.begin(*written.ids[id]):
            yield written.at_line(begin.line), f"`{id}` begins here"


@rule("LES020", "gap-resolution-missing", Severity.WARNING, on="page", needs_whole=True)
def gap_resolution_missing(written: WrittenLesson) -> Iterator[Fault]:
    for row in _missing(written, "gap"):
        if not row.where:
            continue  # the plan names no place: PRE005
        at, _, cause = _planned_place(written, row)
        places = " and ".join(f"`{id}`" for id in row.where)
        concept = written.lesson.course.concept(row.id)
        absent = any(written.found.begin(*written.ids[id]) is None for id in row.where)
        yield Fault(
            at,
            f"{places} should close the gap in {concept} ({written.planned_at(row.planned)}), but "
            f"{'the lesson does not have it' if absent else 'never names it'}: students go on without what the rest stands on",
            f"write what the plan says of it{f': {gist(row.text)}' if row.text else ''}; if it is there, call it by its name",
            ((row.planned, "planned here"),),
            cause=cause or written.gap_cause(row.id),
        )


@rule("LES021", "misconception-not-disproved", Severity.ERROR, on="page", needs_whole=True)
def misconception_not_disproved(written: WrittenLesson) -> Iterator[Fault]:
    for row in written.traced:
        item = row.source
        if not isinstance(item, Misconception) or not row.realised or not item.negative_example.strip():
            continue  # that the plan has nothing that disproves it is MIS002
        if any(place.block and _disproves(written, place.block) for place in row.realised):
            continue
        yield Fault(
            written.at_line(row.realised[0].line),
            f"nothing in this block disproves the misconception `{row.id}`: students are told that it is wrong, but the "
            "belief has not failed before their eyes",
            f"put a `:::{{negative-example}}` into it: {gist(item.negative_example)}",
            ((written.plan.at((*item.path, "negative_example")), "the plan has this"),),
        )


def _disproves(written: WrittenLesson, block: WrittenBlock) -> bool:
    """Whether a block is or holds a negative example that says something."""
    negative = {item.id for item in written.plan.examples if item.polarity == "negative"}
    own = written.found.index_of(block)
    for number, inner in enumerate(written.text.blocks):
        if number != own and own not in inner.inside:
            continue
        names = {inner.argument, *inner.realizes}
        is_negative = inner.name == "negative-example" or (inner.name == "example" and not names.isdisjoint(negative))
        if is_negative and number in written.filled:
            return True
    return False


@rule("LES023", "unused-deviation", Severity.WARNING, on="page", needs_whole=True)
def unused_deviation(written: WrittenLesson) -> Iterator[Fault]:
    rows = {f"{row.where[0]}/{row.id}" if row.kind == "question" else row.id: row for row in written.traced}
    excuses = excused(written.found)
    for deviation in written.page.deviations:
        planned = [rows[id] for id, one in excuses.items() if one is deviation and id in rows]
        if planned and all(row.realised for row in planned):
            row = planned[0]
            yield Fault(
                At(written.page.file, (*deviation.path, "element")),
                f"the {row.kind} `{row.id}` is on the page (line {row.realised[0].line}): this deviation excuses nothing "
                "now, and nobody will be told if the page loses it",
                "delete the deviation; or, if it is to be left out, take it from the page",
                ((written.at_line(row.realised[0].line), "it stands here"),),
            )
