"""What happened while a document was read: which words were structure, which went to notes, what looks wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lesson_pipeline.importers.markdown.annotations import Annotations
from lesson_pipeline.importers.markdown.tree import Block, Node


@dataclass(frozen=True, slots=True)
class Left:
    """A stretch of the document that no field takes: it goes to the notes as it is, with its heading."""

    heading: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """A part of the document, by its title and line, and the field (`to`) that took it."""

    title: str
    line: int
    to: str


@dataclass(frozen=True, slots=True)
class TableCount:
    """A table whose columns are known: how many rows it has, and how many arrived in a field."""

    to: str
    line: int
    rows_in: int
    rows_out: int


@dataclass(frozen=True, slots=True)
class Odd:
    """Something of the document that looks wrong or could not be understood."""

    line: int
    message: str


@dataclass(slots=True)
class Log:
    """Filled by the readers of one document."""

    structure: list[str] = field(default_factory=list)
    """Fixed headings, table headers, field labels, ticks and numbering: words of the form, not of the content."""
    turned: list[str] = field(default_factory=list)
    """Words that live on in another form: a depth in capitals, the number of a section, the position of a lesson."""
    left: list[Left] = field(default_factory=list)
    mapped: list[Mapped] = field(default_factory=list)
    tables: list[TableCount] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    annotations: Annotations = field(default_factory=Annotations)
    """What an exported document says beside its words."""

    def number(self, blocks: Iterable[Block]) -> None:
        """Note the numbers of lists whose items are taken one by one: they are form."""
        for block in blocks:
            self.structure += [str(item.number) for item in block.items if item.number is not None]

    def leave(self, heading: str, text: str, line: int) -> None:
        """Send a stretch of text to the notes; an empty one is nothing."""
        if text.strip():
            self.left.append(Left(heading, text.strip(), line))

    def leave_node(self, node: Node, above: str = "") -> None:
        """Send a heading with all below it to the notes; one without a text stands under the heading `above` it."""
        text = node.text()
        self.leave(node.title if text.strip() else above, text if text.strip() else node.title, node.line)
