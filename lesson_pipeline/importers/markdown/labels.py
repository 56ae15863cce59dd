"""Bold labels at the beginning of a line, as in `**Location:** …`: headings of a smaller kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lesson_pipeline.importers.markdown.tree import Block

_BOLD = "**"


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind a label: the rest of its line, and all up to the next label. The first may have none."""

    label: str
    """Without the asterisks and the colon."""
    line: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)


def labelled(blocks: Iterable[Block], is_label: Callable[[str], bool] = lambda _: True) -> list[Labelled]:
    """The blocks, cut at their labels; of labels that `is_label` refuses the text stays as it is.

    What stands before the first label comes first, under an empty one, if there is anything.
    """
    found: list[tuple[str, int, list[Block]]] = []
    for block in blocks:
        for label, piece in _cut(block, is_label):
            if label is not None:
                found.append((label, piece.line, []))
            elif not found:
                found.append(("", piece.line, []))
            if piece.text:
                found[-1][2].append(piece)
    return [Labelled(label, line, tuple(inner)) for label, line, inner in found]


def _cut(block: Block, is_label: Callable[[str], bool]) -> Iterator[tuple[str | None, Block]]:
    """A block in pieces, each but perhaps the first behind a label."""
    if block.kind != "paragraph":
        yield None, block
        return
    label: str | None = None
    start, piece = block.line, list[str]()
    for number, line in enumerate(block.text.split("\n"), block.line):
        cut = label_of(line)
        if cut is not None and is_label(cut[0]):
            if piece or label is not None:
                yield label, Block("paragraph", start, "\n".join(piece).strip())
            label, start, piece = cut[0], number, [cut[1]]
        else:
            piece.append(line)
    if piece or label is not None:
        yield label, Block("paragraph", start, "\n".join(piece).strip())


def label_of(line: str) -> tuple[str, str] | None:
    """The label that a line begins with, and the rest of the line; None where it begins with none."""
    bold = bold_start(line)
    if bold is None:
        return None
    text, rest = bold
    if text.endswith(":"):
        return text[:-1].strip(), rest.strip()
    return (text.strip(), rest[1:].strip()) if rest.startswith(":") else None


def bold_start(text: str) -> tuple[str, str] | None:
    """The bold text that a text begins with, and what follows it; None where it does not begin so."""
    if not text.startswith(_BOLD):
        return None
    end = text.find(_BOLD, len(_BOLD))
    inner = text[len(_BOLD) : end]
    return (inner, text[end + len(_BOLD) :]) if end > 0 and inner.strip() and inner == inner.strip() else None
