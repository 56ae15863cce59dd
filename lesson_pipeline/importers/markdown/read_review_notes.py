"""The notes of a review: what works well, patterns to watch, the overall assessment, and whatever else has a label."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lesson_pipeline.importers.markdown.labels import bold_start, label_of
from lesson_pipeline.importers.markdown.review_headings import severity_start
from lesson_pipeline.importers.markdown.tree import Block
from lesson_pipeline.importers.markdown.vocabulary import words_of

_SLOTS = (
    ("works_well", re.compile(r"what (?:works?|worked) well|strengths")),
    (
        "patterns",
        re.compile(
            r"(?:systemic |recurring |general )?(?:patterns?|observations?)(?: (?:to watch|observations?|observed))?"
        ),
    ),
    ("overall", re.compile(r"overall(?: assessment| impression| evaluation)?")),
    ("rationale", re.compile(r"(?:verdict )?rationale|why this verdict")),
    ("verdict", re.compile(r"(?:final )?verdict")),
)
_LOOSE = (
    ("works_well", re.compile(r"what (?:works?|worked)\b.* well\b|what the (?:fixes|revision) improved|strengths\b")),
    ("patterns", re.compile(r"(?:\w+ )?patterns?\b|systemic\b")),
    ("overall", re.compile(r"overall\b")),
)
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands behind a label of the notes. `slot` is empty where the label is none of ours, or says more."""

    label: str
    slot: str
    line: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)

    def entries(self) -> list[str]:
        """The items of its lists, and its other blocks, one by one."""
        found: list[str] = []
        for block in self.blocks:
            found += [item.text for item in block.items] if block.items else [block.text]
        return found

    def numbers(self) -> list[str]:
        """The numbers of the items of its lists, which are form."""
        return [str(item.number) for block in self.blocks for item in block.items if item.number is not None]


def slot_of_label(label: str) -> str:
    """The field that a label names; empty for any other label, and for one with words of its own."""
    words = " ".join(words_of(label))
    return next((slot for slot, pattern in _SLOTS if pattern.fullmatch(words)), "")


def loose_slot_of(label: str) -> str:
    """The field that a label with words of its own names: `What works well (fresh evaluation)`; empty for any other."""
    words = " ".join(words_of(label))
    return next((slot for slot, pattern in _LOOSE if pattern.match(words)), "")


def stretches(blocks: Iterable[Block]) -> list[Stretch]:
    """The notes cut at their labels and headings. What stands before the first has an empty label."""
    found: list[tuple[str, int, list[Block]]] = []
    for label, piece in _pieces(blocks):
        if label is not None or not found:
            found.append((label or "", piece.line, []))
        if piece.text:
            found[-1][2].append(piece)
    return [Stretch(label, slot_of_label(label), line, tuple(inner)) for label, line, inner in found if label or inner]


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[str | None, Block]]:
    for block in blocks:
        if block.kind == "rule":
            continue
        if block.kind == "heading":
            yield block.text.lstrip("# ").strip(), Block("paragraph", block.line, "")
        elif block.kind == "paragraph":
            yield from _of_paragraph(block)
        elif any(item.number is None and _known_label(item.text) for item in block.items):
            for item in block.items:
                yield from _of_paragraph(Block("paragraph", item.line, item.text))
        else:
            yield None, block


def _of_paragraph(block: Block) -> Iterator[tuple[str | None, Block]]:
    first, _, below = block.text.partition("\n")
    label = _label(first)
    if label is None:
        yield None, block
        return
    text = "\n".join(piece for piece in (label[1], below) if piece)
    yield label[0], Block("paragraph", block.line, text)


def _known_label(text: str) -> bool:
    label = label_of(text.split("\n", 1)[0])
    return label is not None and bool(slot_of_label(label[0]))


def _label(line: str) -> tuple[str, str] | None:
    """The label that a line begins with: bold, and with a colon or alone on the line."""
    label = label_of(line)
    if label is None and (bold := bold_start(line)) is not None and not bold[1].strip():
        label = bold[0].rstrip("."), ""
    if label is None or len(label[0]) > _LONGEST_LABEL or severity_start(label[0]):
        return None
    return label
