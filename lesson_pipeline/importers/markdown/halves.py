"""Which headings of a document belong to its plan and which to its reviews, whatever level they stand at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lesson_pipeline.importers.markdown.annotations import Annotations
from lesson_pipeline.importers.markdown.review_headings import (
    finding_title,
    is_findings,
    is_part_of_review,
    is_review_part,
    review_heading,
)
from lesson_pipeline.importers.markdown.titles import is_phase, slot_of_heading
from lesson_pipeline.importers.markdown.tree import Node


def halves(root: Node, annotations: Annotations) -> tuple[list[Node], list[Node]]:
    """The headings of the plan, and those of the reviews: reviews, fix passes, verifications.

    A part of a review that stands beside it, not below, is put below it. A review that stands below a heading of the
    plan is taken out of there.
    """
    planning: list[Node] = []
    reviews: list[Node] = []
    is_open = False
    for node in _sections(root):
        if is_review_part(node, bool(reviews)):
            reviews.append(node)
            is_open = True
        elif is_open and is_part_of_review(node.title) and node.line not in annotations.said:
            _put_below_last(reviews, node)
        else:
            own, nested = _without_reviews(node)
            planning.append(own)
            reviews += nested
            is_open = bool(nested)
    return planning, reviews


def _without_reviews(node: Node) -> tuple[Node, list[Node]]:
    """A heading of the plan without the reviews below it, and these."""
    kept: list[Node] = []
    found: list[Node] = []
    for child in node.children:
        if _is_dated_review(child) or (found and is_review_part(child, True)):
            found.append(child)
        elif found and is_part_of_review(child.title):
            _put_below_last(found, child)
        else:
            own, nested = _without_reviews(child)
            kept.append(own)
            found += nested
    return (replace(node, children=kept), found) if found else (node, [])


def _is_dated_review(node: Node) -> bool:
    """Whether a heading within a plan is that of a review: there, the word alone may mean what the student repeats."""
    heading = review_heading(node)
    return heading is not None and bool(heading.date or any(is_part_of_review(one.title) for one in node.children))


def _put_below_last(reviews: list[Node], node: Node) -> None:
    at = max(number for number, one in enumerate(reviews) if review_heading(one) is not None)
    reviews[at] = replace(reviews[at], children=[*reviews[at].children, node])


def _sections(root: Node) -> Iterator[Node]:
    """What stands below the title, heading by heading; text before it, and further titles, are parts like any other."""
    if root.blocks:
        yield Node("", 2, root.line, root.blocks)
    for number, top in enumerate(root.children):
        if top.level > 1:
            yield top
            continue
        own = _own(top) if number else 0
        if number:
            yield Node(top.title, 2, top.line, top.blocks, top.children[:own])
        yield from top.children[own:]


def _own(top: Node) -> int:
    """How many of the headings below a further title belong to it: none, unless it announces a part of its own."""
    if review_heading(top) is None and slot_of_heading(top.title) is None:
        return 0
    return next((at for at, child in enumerate(top.children) if _begins_anew(child)), len(top.children))


def _begins_anew(node: Node) -> bool:
    return node.level == 2 and (
        is_review_part(node, True) or slot_of_heading(node.title) is not None or is_phase(node.title)
    )


def lifted(nodes: Sequence[Node], annotations: Annotations) -> Iterator[Node]:
    """The parts of a review in order; one that stands below a finding or below another part comes behind it."""
    for node in nodes:
        own, beside = _apart(node, annotations)
        yield own
        yield from beside


def _apart(node: Node, annotations: Annotations) -> tuple[Node, list[Node]]:
    """A heading with what belongs below it, and what belongs beside it."""
    own: list[Node] = []
    beside: list[Node] = []
    for child in node.children:
        below, further = _apart(child, annotations)
        for one in (below, *further):
            (beside if _is_misplaced(one, node, annotations) else own).append(one)
    return replace(node, children=own), beside


def _is_misplaced(child: Node, above: Node, annotations: Annotations) -> bool:
    """Whether a heading below a part of a review is a part of its own. Findings may stand below `Findings`."""
    if child.line in annotations.said or not is_part_of_review(above.title):
        return False
    holds_findings = finding_title(above.title) is None and is_findings(above.title)
    return is_part_of_review(child.title) and not (holds_findings and finding_title(child.title) is not None)
