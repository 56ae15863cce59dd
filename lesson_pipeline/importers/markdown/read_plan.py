"""The plan half of a document: every chunk goes to the reader of its part, and what has none to the notes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lesson_pipeline.importers.markdown.chunks import Chunk, chunks_of
from lesson_pipeline.importers.markdown.log import Left, Log
from lesson_pipeline.importers.markdown.plan_tables import slot_of_table
from lesson_pipeline.importers.markdown.read_connections import read_connections
from lesson_pipeline.importers.markdown.read_exercises import read_exercises
from lesson_pipeline.importers.markdown.read_gaps import read_gaps
from lesson_pipeline.importers.markdown.read_lists import (
    read_built,
    read_checklists,
    read_misleading,
    read_not_covered,
    read_prose,
    read_texts,
    read_whole,
)
from lesson_pipeline.importers.markdown.read_load import read_load
from lesson_pipeline.importers.markdown.read_outline import read_outline
from lesson_pipeline.importers.markdown.read_rows import (
    read_examples,
    read_knows,
    read_misconceptions,
    read_modalities,
    read_prerequisites,
)
from lesson_pipeline.importers.markdown.read_targets import read_covers, read_excludes, read_scope, read_targets
from lesson_pipeline.importers.markdown.readings import (
    ExclusionRow,
    Header,
    KnownRow,
    PlanReading,
    SectionReading,
    TargetRow,
)
from lesson_pipeline.importers.markdown.revision import revised
from lesson_pipeline.importers.markdown.titles import is_phase
from lesson_pipeline.importers.markdown.tree import Node

Slots = Mapping[str, Sequence[Chunk]]


def read_plan(header: Header, nodes: Sequence[Node], log: Log) -> PlanReading:
    """The plan that some headings hold."""
    slots: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in chunks_of(nodes, log.annotations):
        for piece in _by_columns(chunk):
            slots[piece.slot].append(piece)
    left, brought = read_built(slots["built"], log)
    outline, gone = _outline(slots["outline"], log)
    if outline:
        _leave(slots["built"], log)
    else:
        outline = read_outline([_own(chunk) for chunk in slots["built"]], log)
    for node in left:
        log.leave_node(node)
    _leave(slots[""], log)
    _leave_notes(slots, log)
    prerequisites = read_prerequisites(slots["prerequisites"], log)
    knows, told = _state(slots, log)
    covers, excludes, targets = _scope(slots, log)
    return PlanReading(
        header=header,
        knows=knows,
        mental_models=read_texts(slots["mental-models"], "student_state/mental_models", log),
        not_covered=read_not_covered(slots["not-covered"], log),
        readiness="\n\n".join(
            text for text in (*told, read_prose(slots["readiness"], "student_state/readiness", log)) if text
        ),
        target=read_prose(slots["target"], "target", log),
        prerequisites=prerequisites,
        gaps=read_gaps(slots["gaps"], prerequisites, log),
        misconceptions=read_misconceptions(slots["misconceptions"], log),
        examples=read_examples(slots["examples"], log),
        modalities=read_modalities(slots["modalities"], log),
        narrative=read_prose(slots["narrative"], "narrative", log),
        load=read_load(slots["load"], log),
        connections=read_connections(slots["connections"], log),
        analogies_extend=read_texts(slots["extend"], "analogies/extend", log),
        analogies_misleading=read_misleading(slots["misleading"], log),
        analogies_establish=(*brought, *read_texts(slots["establishes"], "analogies/establishes", log)),
        covers=covers,
        excludes=excludes,
        targets=targets,
        outline=outline,
        exercises=read_exercises(outline),
        checklists=read_checklists(slots["checklist"], log),
        widgets=read_whole(slots["widget"], "widgets", log),
        revisions=(*read_whole(slots["revision"], "revisions", log), *gone),
    )


def _by_columns(chunk: Chunk) -> Iterator[Chunk]:
    """A chunk under a heading that announces nothing, less its tables that say by their columns what they are."""
    told = {
        block: slot for block in chunk.blocks if not chunk.slot and block.table and (slot := slot_of_table(block.table))
    }
    for block, slot in told.items():
        yield replace(chunk, slot=slot, line=block.line, blocks=(block,))
    rest = tuple(block for block in chunk.blocks if block not in told)
    if rest or not told:
        yield replace(chunk, blocks=rest)


def _outline(chunks: Sequence[Chunk], log: Log) -> tuple[tuple[SectionReading, ...], tuple[Left, ...]]:
    """The outline that counts, and what no longer does of those before it."""
    outline: tuple[SectionReading, ...] = ()
    gone: list[Left] = []
    for chunk in chunks:
        later = read_outline([chunk], log)
        if outline and later:
            outline, left = revised(outline, later, log)
            gone += left
        else:
            outline = outline or later
    return outline, tuple(gone)


def _own(chunk: Chunk) -> Chunk:
    """The chunk without the headings below it."""
    return Chunk(chunk.slot, chunk.title, chunk.line, chunk.blocks, above=chunk.above)


def _state(slots: Slots, log: Log) -> tuple[tuple[KnownRow, ...], tuple[str, ...]]:
    """The table of the student state, and the text around it: what readies the student."""
    told: list[str] = []
    knows = read_knows(slots["state"], log, lambda _chunk, text, _line: told.append(text))
    return knows, tuple(told)


def _scope(slots: Slots, log: Log) -> tuple[tuple[str, ...], tuple[ExclusionRow, ...], tuple[TargetRow, ...]]:
    """What is covered, what is excluded, and every target depth."""
    covers, among_covers = read_covers(slots["covers"], log)
    excludes = read_excludes(slots["excludes"], log)
    more_covers, more_excludes, among_scope = read_scope(slots["scope"], log)
    targets = read_targets([*slots["targets"], *slots["depth-changes"]], log)
    return (*more_covers, *covers), (*more_excludes, *excludes), (*among_scope, *among_covers, *targets)


def _leave_notes(slots: Slots, log: Log) -> None:
    """Notes of an exported plan, each under its heading."""
    log.structure += [chunk.title for chunk in slots["notes"]]
    log.structure += [
        chunk.above for slot in ("note", "widget", "revision") for chunk in slots[slot] if not chunk.title
    ]
    log.left += [Left(chunk.title, chunk.text, chunk.line) for chunk in slots["note"]]


def _leave(chunks: Sequence[Chunk], log: Log) -> None:
    """Send chunks to the notes; a heading with nothing of its own is structure."""
    for chunk in chunks:
        text = "\n\n".join(block.text for block in chunk.blocks if block.kind != "rule")
        if text:
            log.leave(chunk.title, text, chunk.line)
        elif is_phase(chunk.title):
            log.structure.append(chunk.title)
        else:
            log.leave(chunk.above, chunk.title, chunk.line)
