"""A document cut into chunks, each with the part of the plan that it is for (`titles.slot_of`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lesson_pipeline.importers.markdown.annotations import Annotations
from lesson_pipeline.importers.markdown.labels import labelled
from lesson_pipeline.importers.markdown.plan_tables import slot_of_table
from lesson_pipeline.importers.markdown.titles import slot_of, slot_of_heading
from lesson_pipeline.importers.markdown.tree import Block, Node

WHOLE = frozenset({"outline", "narrative", "checklist", "built", "misconceptions", "examples", "modalities"})
"""Parts that keep their labels: what is bold in them is theirs."""
_WITH_CHILDREN = frozenset({"outline", "checklist", "built", "widget"})
"""Parts that keep the headings below them."""
_STATED = ("notes", "note", "widget", "revision")
"""What the heading of a note may be said to be for; `notes` stands above several."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A heading or a label with what stands behind it. `slot` is empty where nothing of a plan is announced."""

    slot: str
    title: str
    line: int
    blocks: tuple[Block, ...]
    children: tuple[Node, ...] = ()
    """The headings below, of a part that keeps them."""
    above: str = ""
    """The title of the heading that it stands under."""

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)


def chunks_of(nodes: Iterable[Node], annotations: Annotations, above: str = "") -> Iterator[Chunk]:
    """The chunks of some headings and everything below them, in order. A heading may say itself what it is for."""
    for node in nodes:
        said = annotations.said.get(node.line)
        if said and said.values.get("slot") in _STATED:
            annotations.at(node.line)
            own = tuple(block for block in node.blocks if block.kind != "rule")
            title = "" if "heading" in said.values else node.title
            yield Chunk(said.values["slot"], title, node.line, own, above="" if title else node.title)
            yield from chunks_of(node.children, annotations, node.title)
            continue
        slot = slot_of_heading(node.title) or ""
        if slot in _WITH_CHILDREN or (slot == "revision" and not _is_second_plan(node)):
            other = [child for child in node.children if _is_of_another_part(child, slot)]
            below = tuple(child for child in node.children if child not in other)
            yield Chunk(slot, node.title, node.line, tuple(node.blocks), below, above)
            yield from chunks_of(other, annotations, node.title)
            continue
        if slot == "revision":
            yield Chunk(slot, node.title, node.line, tuple(node.blocks), above=above)
            for chunk in chunks_of(node.children, annotations, node.title):
                yield chunk if chunk.slot else replace(chunk, slot=slot)
            continue
        own = tuple(block for block in node.blocks if block.kind != "rule")
        yield from _cut(node, slot, own, above)
        yield from chunks_of(node.children, annotations, node.title)


def _is_of_another_part(child: Node, slot: str) -> bool:
    """Whether a heading below a part that keeps its headings announces another part, beyond doubt.

    What stands in an outline, a widget or a revision may be called like a part and belong there all the same: a table
    with the columns of the part must stand below it.
    """
    announced = slot_of_heading(child.title)
    if announced in (None, slot):
        return False
    if slot == "checklist":
        return True
    return any(block.table and slot_of_table(block.table) == announced for block in child.blocks)


def _is_second_plan(node: Node) -> bool:
    """Whether a revision holds an outline of its own: its parts then take the place of the first plan's."""
    return any(slot_of_heading(below.title) == "outline" for below in node.walk())


def _cut(node: Node, slot: str, blocks: tuple[Block, ...], above: str) -> Iterator[Chunk]:
    pieces = [] if slot in WHOLE else labelled(blocks, lambda label: slot_of(label) is not None)
    if not pieces or pieces[0].label:
        first = blocks if slot in WHOLE else ()
        yield Chunk(slot, node.title, node.line, first, above=above)
    for piece in pieces:
        title, line = (piece.label, piece.line) if piece.label else (node.title, node.line)
        yield Chunk((slot_of(piece.label) or "") if piece.label else slot, title, line, piece.blocks, above=node.title)
