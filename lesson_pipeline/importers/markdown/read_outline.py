"""The outline of a lesson, in the three forms that documents give it: headings, bold numbered lines, ordered lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lesson_pipeline.importers.markdown.annotations import Statement
from lesson_pipeline.importers.markdown.chunks import Chunk
from lesson_pipeline.importers.markdown.exported_forms import title_of
from lesson_pipeline.importers.markdown.labels import bold_start
from lesson_pipeline.importers.markdown.log import Log, Mapped
from lesson_pipeline.importers.markdown.read_checks import read_check
from lesson_pipeline.importers.markdown.readings import PartReading, SectionReading
from lesson_pipeline.importers.markdown.section_titles import number_of, numbered, parted, section_title
from lesson_pipeline.importers.markdown.tree import Block, Item, Node

_FEWEST = 2
"""So many numbered lines or headings make an outline of that form."""


@dataclass(slots=True)
class _Draft:
    """A section on its way: its title as written, and what stands in it."""

    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    parts: "list[_Draft]" = field(default_factory=list)


def read_outline(chunks: Iterable[Chunk], log: Log) -> tuple[SectionReading, ...]:
    """The sections. What stands before the first one goes to the notes."""
    found: list[SectionReading] = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        drafts = list(_drafts(chunk, log))
        if drafts:
            log.mapped.append(Mapped(chunk.title, chunk.line, "/outline"))
        found += [_section(draft, log) for draft in drafts]
    return tuple(found)


def _drafts(chunk: Chunk, log: Log) -> Iterator[_Draft]:
    """The sections of a chunk, lettered ones as parts of the section before them."""
    last: _Draft | None = None
    for draft in _cut(chunk, log):
        if last is not None and _is_part(draft, last, log):
            last.parts.append(draft)
            continue
        if last is not None:
            yield last
        last = draft
    if last is not None:
        yield last


def _is_part(draft: _Draft, last: _Draft, log: Log) -> bool:
    """Whether a section is a lettered one of the section before it; an annotation of a part names no kind."""
    if said := log.annotations.at(draft.line):
        return "kind" not in said.values
    number = (number_of(draft.title) or ("", ""))[0]
    return number[-1:].isalpha() and number[:-1] == (number_of(last.title) or ("", ""))[0]


def _cut(chunk: Chunk, log: Log) -> Iterator[_Draft]:
    opened: _Draft | None = None
    before: list[Block] = []
    form = _form(chunk)
    expected = 1
    for block in chunk.blocks:
        said = log.annotations.at(block.line) is not None
        starts = list(_starts(block, "stated" if said else form, expected))
        if starts:
            if opened is not None:
                yield opened
            yield from starts[:-1]
            opened = starts[-1]
            expected += len(starts)
        elif opened is not None:
            opened.blocks.append(block)
        else:
            before.append(block)
    if opened is not None:
        yield opened
    _leave(chunk, before, log)
    for node in chunk.children:
        yield _from_heading(node)


def _leave(chunk: Chunk, blocks: list[Block], log: Log) -> None:
    text = "\n\n".join(block.text for block in blocks if block.kind != "rule")
    log.leave(chunk.title, text, chunk.line)


def _form(chunk: Chunk) -> str:
    """paragraphs (bold and numbered), or lists."""
    bold = [bold_start(block.text) for block in chunk.blocks if block.kind == "paragraph"]
    count = sum(1 for one in bold if one and numbered(one[0]))
    return "headings" if chunk.children else "paragraphs" if count >= _FEWEST else "lists"


def _starts(block: Block, form: str, expected: int) -> Iterator[_Draft]:
    """The sections that a block begins; none where it is content."""
    bold = bold_start(block.text) if block.kind == "paragraph" else None
    if (bold is not None and form in ("paragraphs", "stated") and numbered(bold[0])) or (
        bold is not None and form == "lists" and parted(bold[0])
    ):
        yield _from_paragraph(block, *bold)
    elif block.kind == "list" and form == "lists" and _is_outline(block, expected):
        for item in block.items:
            yield _from_item(item)


def _is_outline(block: Block, expected: int) -> bool:
    """Whether a list goes on where the sections before it ended, each item with a bold title."""
    first = block.items[0].number if block.items else None
    titled = all(bold_start(item.text) for item in block.items)
    return titled and (first == expected or (first is None and expected == 1 and len(block.items) > _FEWEST))


def _from_paragraph(block: Block, title: str, rest: str) -> _Draft:
    text = rest.removeprefix(":").strip()
    return _Draft(title, block.line, [Block("paragraph", block.line, text)] if text else [])


def _from_item(item: Item) -> _Draft:
    title, rest = bold_start(item.text) or (item.text, "")
    text = rest.partition("\n")[0]
    text = text.strip().removeprefix(":").strip()
    for dash in ("—", "–", "---", "--"):
        text = text.removeprefix(dash).strip()
    blocks = list(item.blocks[1:])
    head = item.blocks[0].text.partition("\n")[2] if item.blocks else ""
    own = "\n".join(piece for piece in (text, head) if piece)
    number = f"{item.number}. " if item.number is not None and not numbered(title) else ""
    return _Draft(f"{number}{title}", item.line, [Block("paragraph", item.line, own), *blocks] if own else blocks)


def _from_heading(node: Node) -> _Draft:
    return _Draft(node.title, node.line, list(node.blocks), [_from_heading(child) for child in node.children])


def _section(draft: _Draft, log: Log) -> SectionReading:
    if said := log.annotations.at(draft.line):
        return _stated_section(draft, said, log)
    title = section_title(draft.title)
    log.turned.append(title.structure)
    blocks = [block for block in draft.blocks if block.kind != "rule"]
    if title.kind == "check" and not draft.parts:
        check = read_check(blocks, log)
        return SectionReading(
            title.number,
            title.title,
            "check",
            draft.line,
            content=check.rest,
            style=title.style,
            scenario=check.scenario,
            questions=check.questions,
            heading=draft.title,
        )
    return SectionReading(
        title.number,
        title.title,
        title.kind if title.kind != "check" else "",
        draft.line,
        content=_text(blocks),
        parts=tuple(_part(part, log) for part in draft.parts),
        heading=draft.title,
    )


def _stated_section(draft: _Draft, said: Statement, log: Log) -> SectionReading:
    """A section of an exported outline, as it is written there."""
    kind = said.values.get("kind")
    number, title = (numbered(draft.title) or ("", ""))[0], title_of(draft.title, said)
    log.turned += draft.title.replace(title, " ", 1).split()
    blocks = [block for block in draft.blocks if block.kind != "rule"]
    check = read_check(blocks, log, as_written=True) if kind == "check" and not draft.parts else None
    return SectionReading(
        number,
        title,
        kind if isinstance(kind, str) else "",
        draft.line,
        content=check.rest if check else _text(blocks),
        parts=tuple(_part(part, log) for part in draft.parts),
        scenario=check.scenario if check else "",
        questions=check.questions if check else (),
        heading=draft.title,
    )


def _part(draft: _Draft, log: Log) -> PartReading:
    if log.annotations.at(draft.line):
        number, name = numbered(draft.title) or ("", draft.title)
        log.turned.append(number)
        return PartReading(name, _text(block for block in draft.blocks if block.kind != "rule"), draft.line)
    _, name = number_of(draft.title) or ("", draft.title)
    log.turned.append(draft.title[: len(draft.title) - len(name)])
    own = _text(block for block in draft.blocks if block.kind != "rule")
    below = [_under_heading(part, 5) for part in draft.parts]
    return PartReading(
        name.replace("**", "").strip().removesuffix(":"),
        "\n\n".join(piece for piece in (own, *below) if piece),
        draft.line,
    )


def _under_heading(draft: _Draft, level: int) -> str:
    """A part of a part as text, with all that stands below it."""
    below = [_under_heading(part, min(level + 1, 6)) for part in draft.parts]
    own = _text(block for block in draft.blocks if block.kind != "rule")
    return "\n\n".join(piece for piece in (f"{'#' * level} {draft.title}", own, *below) if piece)


def _text(blocks: Iterable[Block]) -> str:
    return "\n\n".join(block.text for block in blocks if block.text)
