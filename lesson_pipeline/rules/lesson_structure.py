"""LES, first part: the page's sections against the outline, its headings, and its blocks as blocks."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.vocabulary import BLOCKS, KNOWN_ROLES
from lesson_pipeline.places import At
from lesson_pipeline.record.as_written import WrittenStep
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson
from lesson_pipeline.suggest import did_you_mean


@rule("LES001", "section-missing", Severity.ERROR, on="page", needs_whole=True)
def section_missing(written: WrittenLesson) -> Iterator[Fault]:
    there = {step.section.id: step for step in written.order.steps if step.part is step.section.own}
    for number, section in enumerate(written.plan.outline):
        if section.id in there or section.id in written.deviations or section.is_check:
            continue
        if any(part.id in written.page.ids for part in section.parts):
            continue  # it stands there part by part
        after = next((there[other.id] for other in written.plan.outline[number + 1 :] if other.id in there), None)
        title = f" (“{section.title}”)" if section.title else ""
        yield Fault(
            _where(written, after),
            f"the lesson has no section `{section.id}`{title}, which the outline plans"
            + (f" before `{after.section.id}`" if after else ""),
            f"write it, with its id behind its heading: `## {section.title or 'Heading'} {{#{section.id}}}`; or record "
            "in `deviations` why it is left out",
            ((written.plan.at((*section.path, "id")), "planned here"),),
            cause=("section", written.plan.slug, section.id),
        )


def _where(written: WrittenLesson, after: WrittenStep | None) -> At:
    """The heading before which something is missing; the last line of the page where nothing follows."""
    if after is not None:
        return written.at_line(after.line)
    last = next((number for number in range(len(written.lines), 0, -1) if written.lines[number - 1].strip()), 1)
    return written.at_line(last)


@rule("LES002", "section-order-differs", Severity.WARNING, on="page")
def section_order_differs(written: WrittenLesson) -> Iterator[Fault]:
    planned = {section.id: number for number, section in enumerate(written.plan.outline)}
    steps = [step for step in written.order.steps if step.part is step.section.own]
    furthest: WrittenStep | None = None
    for step in steps:
        if furthest is not None and planned[step.section.id] < planned[furthest.section.id]:
            yield Fault(
                written.at_line(step.line),
                f"`{step.section.id}` comes after `{furthest.section.id}` here; the outline has it before",
                "move one of them, in the lesson or in the outline: what the student knows follows the lesson",
                (
                    (written.at_line(furthest.line), f"`{furthest.section.id}` stands here"),
                    (written.plan.at((*step.section.path, "id")), "planned here"),
                ),
                cause=("order", written.plan.slug, step.section.id),
            )
        else:
            furthest = step


@rule("LES013", "unknown-directive", Severity.ERROR, on="page")
def unknown_directive(written: WrittenLesson) -> Iterator[Fault]:
    for block in written.text.blocks:
        spec = BLOCKS.get(block.name)
        if spec is None:
            yield Fault(
                written.at_line(block.line),
                f"there is no block `{block.name}`: the page would show it as a plain box",
                did_you_mean(block.name, BLOCKS) or f"use one of {', '.join(sorted(BLOCKS))}",
            )
            continue
        for name, option in block.options.items():
            if name not in spec.options:
                yield Fault(
                    written.at_line(option.line),
                    f"the block `{block.name}` has no option `{name}`",
                    did_you_mean(name, spec.options) or f"it takes {', '.join(sorted(spec.options))}",
                )
        around = next(written.around(block), None)
        if spec.within and (around is None or around.name not in spec.within):
            wanted = " or ".join(f"`{name}`" for name in sorted(spec.within))
            yield Fault(
                written.at_line(block.line),
                f"a block `{block.name}` stands outside any {wanted}",
                f"put it inside a block {wanted}",
            )
    for role in written.text.roles:
        if role.name not in KNOWN_ROLES:
            yield Fault(
                written.at(role.span),
                f"there is no role `{role.name}`: the page would show its text as code",
                did_you_mean(role.name, KNOWN_ROLES) or f"use one of {', '.join(sorted(KNOWN_ROLES))}",
            )


@rule("LES014", "heading-jump", Severity.WARNING, on="page")
def heading_jump(written: WrittenLesson) -> Iterator[Fault]:
    level = 1
    for _, heading in written.text.headings:
        if heading.level > level + 1:
            yield Fault(
                written.at_line(heading.line),
                f"the heading is of level {heading.level}, below one of level {level}: readers who go by headings miss a step",
                f"write it with {level + 1} `#`",
            )
        level = heading.level


@rule("LES015", "unplanned-section", Severity.INFO, on="page")
def unplanned_section(written: WrittenLesson) -> Iterator[Fault]:
    if not written.plan.outline:
        return
    top = min((heading.level for _, heading in written.text.headings if heading.level > 1), default=2)
    for _, heading in written.text.headings:
        if heading.level == top and heading.id not in written.ids:
            what = f"no section `{heading.id}`" if heading.id else f"no section for “{heading.title}”"
            yield Fault(
                written.at_line(heading.line),
                f"the outline has {what}: what it teaches counts nowhere",
                did_you_mean(heading.id, written.ids)
                or "add a section to the outline, or write the id of one behind the heading: `{#id}`",
            )


@rule("LES019", "unbalanced-fence", Severity.ERROR, on="page")
def unbalanced_fence(written: WrittenLesson) -> Iterator[Fault]:
    for block in written.text.blocks:
        if not block.closed:
            inner = next(
                (one for one in written.text.blocks if block.line < one.line <= block.end and one.closed), None
            )
            yield Fault(
                written.at_line(block.line),
                f"the block `{block.name}` is never closed: everything below it would stand in it",
                f"close it with as many colons; an outer block needs more colons than `{inner.name}` inside it"
                if inner
                else "close it with a line of as many colons",
            )
    for span in written.text.stray:
        yield Fault(
            written.at(span),
            "this line of colons opens and closes no block: it would stand in the text",
            "a block begins with `:::{name}` and ends with as many colons; an outer block has more than what it holds",
        )
