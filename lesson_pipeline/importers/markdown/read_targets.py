"""Scope and target depths: what the lesson is about, what it is not, and how deep each concept is to go."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lesson_pipeline.importers.markdown.annotations import SET_APART
from lesson_pipeline.importers.markdown.chunks import Chunk
from lesson_pipeline.importers.markdown.log import Log, Mapped
from lesson_pipeline.importers.markdown.read_rows import read_target_rows
from lesson_pipeline.importers.markdown.readings import ExclusionRow, TargetRow
from lesson_pipeline.importers.markdown.titles import slot_of
from lesson_pipeline.importers.markdown.tree import Block, Item
from lesson_pipeline.importers.markdown.vocabulary import cap_of, depth_of

_LEVEL = r"(?:MENTIONED|INTRODUCED|DEVELOPED|APPLIED)"
_TARGET = re.compile(
    rf"\A(?P<concept>.+?)\s*(?::|->|→|--+|—|–|=)\s*\**(?P<depth>{_LEVEL}(?:\s*(?:->|→|/|-)\s*{_LEVEL})?(?:\s*\([^()]*\))?)\**\s*(?P<rest>.*)\Z",
    re.DOTALL,
)
_AT = re.compile(
    rf"(?P<concept>[^,;.][^;.]*?)\s+(?:at\s+)?\**(?P<depth>{_LEVEL})\**(?:\s+depth)?\s*(?P<note>\([^()]*\))?\s*(?:[,;.]\s*(?:and\s+)?|\Z)"
)
_AT_DEPTH = re.compile(rf"\A(?P<concept>[^()]+?(?:\([^()]*\))?)\s+at\s+(?P<depth>{_LEVEL})\b")
_FOR = re.compile(
    rf"\A\**(?P<depth>{_LEVEL})\**\s+(?P<joint>for|on)\s+(?P<concepts>[^.]+)\.?\s*(?P<rest>.*)\Z", re.DOTALL
)
_STATED = re.compile(
    rf"(?P<concept>.*?): (?P<depth>[A-Z0-9 ]+|{SET_APART})(?: \((?P<evidence>.*)\)|\s*\n(?P<below>.*))?\Z",
    re.DOTALL,
)
"""A target as an export writes it."""
_LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_NOT = re.compile(r"(?:\*\*)?(?:no\b|not\b|does not\b|doesn[’']t\b|without\b|excludes?\b|out of scope)", re.IGNORECASE)


def read_covers(chunks: Iterable[Chunk], log: Log) -> tuple[tuple[str, ...], tuple[TargetRow, ...]]:
    """What the lesson is about; target depths that stand among it are told apart."""
    covers: list[str] = []
    targets: list[TargetRow] = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        if chunk.blocks:
            log.mapped.append(Mapped(chunk.title, chunk.line, "/scope/covers"))
        log.number(chunk.blocks)
        for item in _items(chunk.blocks):
            found = _in_a_sentence(item, log)
            targets += found or _among(item)
            covers += [] if found else [item.text]
    return tuple(covers), tuple(targets)


def read_excludes(chunks: Iterable[Chunk], log: Log) -> tuple[ExclusionRow, ...]:
    """What the lesson is not about."""
    found: list[ExclusionRow] = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        if chunk.blocks:
            log.mapped.append(Mapped(chunk.title, chunk.line, "/scope/excludes"))
        log.number(chunk.blocks)
        found += [
            ExclusionRow(item.text, cap_of(item.text), item.line)
            for block in chunk.blocks
            for item in (block.items or _items([block]))
            if item.text or log.annotations.at(item.line)
        ]
    return tuple(found)


def read_scope(
    chunks: Iterable[Chunk], log: Log
) -> tuple[tuple[str, ...], tuple[ExclusionRow, ...], tuple[TargetRow, ...]]:
    """A scope without headings of its own: what begins with a No is excluded."""
    covers: list[str] = []
    excludes: list[ExclusionRow] = []
    targets: list[TargetRow] = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        if chunk.blocks:
            log.mapped.append(Mapped(chunk.title, chunk.line, "/scope"))
        log.number(chunk.blocks)
        for item in _items(chunk.blocks):
            found = _in_a_sentence(item, log)
            targets += found
            if not found and _NOT.match(item.text):
                excludes.append(ExclusionRow(item.text, cap_of(item.text), item.line))
            elif not found:
                covers.append(item.text)
    return tuple(covers), tuple(excludes), tuple(targets)


def read_targets(chunks: Iterable[Chunk], log: Log) -> tuple[TargetRow, ...]:
    """Target depths, from a table, from bullets, or from a sentence."""
    found: list[TargetRow] = []

    def rest(one: Chunk, text: str, line: int) -> None:
        found.extend(_from_text(one, text, line, log))

    for chunk in chunks:
        found.extend(read_target_rows([_without_lists(chunk)], log, rest))
        for block in chunk.blocks:
            if block.kind == "list":
                log.mapped.append(Mapped(chunk.title, block.line, "/teaches"))
                log.number([block])
                for item in block.items:
                    found += _from_item(item, chunk, log)
    return tuple(sorted(found, key=lambda row: row.line))


def _without_lists(chunk: Chunk) -> Chunk:
    blocks = tuple(block for block in chunk.blocks if block.kind != "list")
    return Chunk(chunk.slot, chunk.title, chunk.line, blocks, chunk.children, chunk.above)


def _from_item(item: Item, chunk: Chunk, log: Log) -> Iterator[TargetRow]:
    if log.annotations.at(item.line) and (stated := _STATED.match(item.text)):
        evidence = stated["evidence"] or stated["below"] or ""
        yield TargetRow(stated["concept"], stated["depth"], evidence, item.line)
        return
    text = item.text.replace("**", "")
    row = _target(text, item.line)
    rows = [row] if row else list(_sentence(text, item.line))
    if rows and not row:
        log.structure.append(_joint(text))
    if not rows:
        log.leave(chunk.title, item.text, item.line)
    yield from rows


def _from_text(chunk: Chunk, text: str, line: int, log: Log) -> Iterator[TargetRow]:
    rows = list(_sentence(text.replace("**", ""), line))
    if rows:
        log.structure.append(_joint(text.replace("**", "")))
        log.mapped.append(Mapped(chunk.title, line, "/teaches"))
    else:
        log.leave(chunk.title, text, line)
    yield from rows


def _target(text: str, line: int) -> TargetRow | None:
    found = _TARGET.match(text)
    if found is None:
        return None
    depth, rest = found["depth"], found["rest"].strip()
    bracket = re.match(rf"\A({_LEVEL}(?:\s*(?:->|→|/|-)\s*{_LEVEL})?)\s*(\([^()]*\))\Z", depth)
    if bracket:
        depth, rest = bracket.group(1), f"{bracket.group(2)} {rest}".strip()
    return TargetRow(found["concept"].strip(), depth, _unbracketed(rest), line)


def _sentence(text: str, line: int) -> Iterator[TargetRow]:
    """Targets said in a sentence: `APPLIED for this, that and the other`, or `this at DEVELOPED, that at INTRODUCED`."""
    if found := _FOR.match(text):
        concepts = [piece.strip() for piece in _LISTED.split(found["concepts"]) if piece.strip()]
        for number, concept in enumerate(concepts, 1):
            evidence = found["rest"] if number == len(concepts) else ""
            yield TargetRow(concept, found["depth"], evidence, line)
        return
    pieces = list(_AT.finditer(text))
    if not pieces or any(depth_of(piece["depth"]) is None for piece in pieces):
        return
    if pieces[0].start() > 0 or any(one.end() != two.start() for one, two in pairwise(pieces)):
        return
    for number, piece in enumerate(pieces, 1):
        rest = text[piece.end() :].strip() if number == len(pieces) else ""
        evidence = " ".join(part for part in (_unbracketed(piece["note"] or ""), rest) if part)
        yield TargetRow(piece["concept"].strip(), piece["depth"], evidence, line)


def _unbracketed(text: str) -> str:
    """A text out of the bracket that holds all of it."""
    text = text.strip()
    if text.startswith("(") and text.endswith(")") and _closes_at_end(text):
        return text[1:-1].strip()
    return text.removeprefix(",").removeprefix(";").strip()


def _closes_at_end(text: str) -> bool:
    depth = 0
    for index, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return index == len(text) - 1
    return False


def _in_a_sentence(item: Item, log: Log) -> list[TargetRow]:
    """The targets of an item such as `Target depths: this DEVELOPED, that INTRODUCED`."""
    head, colon, rest = item.text.replace("**", "").partition(":")
    if not colon or slot_of(head) != "targets":
        return []
    rows = list(_sentence(rest.strip(), item.line))
    if rows:
        log.structure += (head, _joint(rest))
        log.mapped.append(Mapped(head, item.line, "/teaches"))
    return rows


def _among(item: Item) -> list[TargetRow]:
    """The target that an item names beside what it says: `this at INTRODUCED depth (…)`. The item stays."""
    found = _AT_DEPTH.match(item.text.replace("**", ""))
    return [TargetRow(found["concept"].strip(), found["depth"], "", item.line)] if found else []


def _joint(text: str) -> str:
    """The word that joins a depth and what it is of, as in `APPLIED for this`."""
    found = _FOR.match(text.strip())
    return found["joint"] if found else ""


def _items(blocks: Iterable[Block]) -> Iterator[Item]:
    """The items of lists; any other block counts as one."""
    for block in blocks:
        if block.kind == "list":
            yield from (item for item in block.items if item.text)
        elif block.kind != "rule" and block.text:
            yield Item(None, block.text, block.line)
