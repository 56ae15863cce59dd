"""Lists and short texts of a plan: mental models, what was not covered, analogies, checklists."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lesson_pipeline.importers.markdown.annotations import tokens_of
from lesson_pipeline.importers.markdown.chunks import Chunk
from lesson_pipeline.importers.markdown.log import Left, Log, Mapped
from lesson_pipeline.importers.markdown.readings import ChecklistReading, NotCoveredRow
from lesson_pipeline.importers.markdown.titles import slot_of
from lesson_pipeline.importers.markdown.tree import Block, Node

_TICK = re.compile(r"\[[ xX]\]\s*")
_NOTHING = re.compile(r"none\b(?: (?:identified|significant|found))?[.:]?\s*\Z", re.IGNORECASE)
_RISK = re.compile(r"\s+(?:could|might|may|can)\s+", re.IGNORECASE)


def read_texts(chunks: Iterable[Chunk], to: str, log: Log) -> tuple[str, ...]:
    """The items of the lists of some chunks; a paragraph between them is an item too."""
    found: list[str] = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        if chunk.blocks:
            log.mapped.append(Mapped(chunk.title, chunk.line, f"/{to}"))
        log.number(chunk.blocks)
        found += _texts(chunk.blocks, log)
    return tuple(found)


def read_not_covered(chunks: Iterable[Chunk], log: Log) -> tuple[NotCoveredRow, ...]:
    """What earlier lessons left out."""
    found: list[NotCoveredRow] = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        if chunk.blocks:
            log.mapped.append(Mapped(chunk.title, chunk.line, "/student_state/not_covered"))
        log.number(chunk.blocks)
        for block in chunk.blocks:
            if block.kind == "list":
                found += [
                    NotCoveredRow(item.text, item.line)
                    for item in block.items
                    if item.text or log.annotations.at(item.line)
                ]
            elif block.kind != "rule" and block.text:
                found.append(NotCoveredRow(block.text, block.line))
    return tuple(found)


def _texts(blocks: Iterable[Block], log: Log) -> Iterator[str]:
    """The texts of list items, and of every other block. An annotation may say the text itself (`text`)."""
    for block in blocks:
        for item in block.items:
            said = log.annotations.at(item.line)
            text = said.values.get("text") if said else None
            if isinstance(text, str) or item.text:
                yield text if isinstance(text, str) else item.text
        if block.kind not in ("list", "rule") and block.text:
            yield block.text


def items_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of list items, and of every other block."""
    for block in blocks:
        if block.kind == "list":
            yield from (item.text for item in block.items if item.text)
        elif block.kind != "rule" and block.text:
            yield block.text


def read_prose(chunks: Iterable[Chunk], to: str, log: Log) -> str:
    """The text of some chunks, as it stands there."""
    texts = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        text = "\n\n".join(block.text for block in chunk.blocks if block.kind != "rule")
        if text:
            log.mapped.append(Mapped(chunk.title, chunk.line, f"/{to}"))
            texts.append(text)
    return "\n\n".join(texts)


def read_misleading(chunks: Iterable[Chunk], log: Log) -> tuple[tuple[str, str], ...]:
    """Analogies that could mislead, each with its risk: the text is cut where the risk begins."""
    return tuple(_risk(text) for text in read_texts(chunks, "analogies/misleading", log))


def _risk(text: str) -> tuple[str, str]:
    if tokens := tokens_of(text):
        return tokens[0], "\n\n".join(tokens[1:])
    found = _RISK.search(text)
    if found is None or "\n" in text[: found.start()]:
        return text, ""
    return text[: found.start()], text[found.start() :].strip()


def read_checklists(chunks: Iterable[Chunk], log: Log) -> tuple[ChecklistReading, ...]:
    """Checklists that were ticked by hand, each under its heading. Ticks are no evidence, so they are not kept."""
    found: list[ChecklistReading] = []
    for chunk in chunks:
        found += _lists(chunk.title, chunk.line, chunk.blocks, log)
        for node in chunk.children:
            found += _lists(node.title, node.line, node.blocks, log)
            for below in node.children:
                log.leave_node(below, node.title)
    return tuple(found)


def _lists(title: str, line: int, blocks: Sequence[Block], log: Log) -> Iterator[ChecklistReading]:
    log.structure.append(title)
    log.number(blocks)
    items: list[str] = []
    for block in blocks:
        if block.kind == "list":
            items += [_unticked(item.text, log) for item in block.items]
        elif block.kind != "rule":
            log.leave(title, block.text, block.line)
    if items:
        log.mapped.append(Mapped(title, line, "/checklists"))
        yield ChecklistReading(title, tuple(items), line)


def _unticked(text: str, log: Log) -> str:
    tick = _TICK.match(text)
    if tick is None:
        return text
    log.structure.append(tick.group())
    return text[tick.end() :]


def read_whole(chunks: Iterable[Chunk], to: str, log: Log) -> tuple[Left, ...]:
    """Chunks as they are, each under its heading, with the headings below it."""
    found = []
    for chunk in chunks:
        node = Node(chunk.title, 0, chunk.line, [block for block in chunk.blocks if block.kind != "rule"])
        node.children += chunk.children
        log.mapped.append(Mapped(chunk.title, chunk.line, f"/{to}"))
        text = node.text()
        found.append(Left(chunk.title, text, chunk.line) if text else Left("", chunk.title, chunk.line))
    return tuple(found)


def read_built(chunks: Iterable[Chunk], log: Log) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """What stands below “What Was Actually Built”, less its own list: analogies it brought, and headings left over."""
    left: list[Node] = []
    brought: list[str] = []
    for chunk in chunks:
        for node in chunk.children:
            if slot_of(node.title) == "mental-models" or node.title.lower().startswith("analog"):
                log.structure.append(node.title)
                log.mapped.append(Mapped(node.title, node.line, "/analogies/establishes"))
                log.number(node.blocks)
                brought += items_of(node.blocks)
                left += node.children
            else:
                left.append(node)
    return tuple(left), tuple(brought)
