"""The assessment of cognitive load: what is new, what the lesson before asked, and why it fits."""

import re
from collections.abc import Iterable

from lesson_pipeline.importers.markdown.chunks import Chunk
from lesson_pipeline.importers.markdown.labels import label_of
from lesson_pipeline.importers.markdown.log import Log, Mapped
from lesson_pipeline.importers.markdown.readings import Load, NewConcept
from lesson_pipeline.importers.markdown.tree import Item
from lesson_pipeline.importers.markdown.vocabulary import load_of, words_of

_COUNT = (
    r"(?:\d+(?:\s*-\s*\d+)?|zero|one|two|three|four|five)(?:\s+(?:genuinely|really|truly))?(?:\s+new)?(?:\s+concepts?)?"
)
_HEAD = re.compile(rf"\s*{_COUNT}\s*[.:]?\s*\Z", re.IGNORECASE)
_LISTED = re.compile(
    rf"\s*{_COUNT}\s*\((?P<inner>(?:[^()]|\([^()]*\))*)\)\s*[.:]?\s*(?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL
)
_COMMA = re.compile(r"[,;]\s+(?:and\s+)?(?![^()]*\))|\s+and\s+(?=[^,;]*\Z)(?![^()]*\))")


def read_load(chunks: Iterable[Chunk], log: Log) -> Load:
    """The load. What is new becomes clusters; all else keeps its words, in the notes of the load."""
    new: list[NewConcept] = []
    notes: list[str] = []
    previous = kind = ""
    for chunk in chunks:
        log.structure.append(chunk.title)
        if chunk.blocks:
            log.mapped.append(Mapped(chunk.title, chunk.line, "/load"))
        for block in chunk.blocks:
            if block.kind != "list":
                notes += [block.text] if block.kind != "rule" else []
                continue
            log.number([block])
            for item in block.items:
                label = _label(item)
                found, rest = _new(item, log) if label.startswith("new concept") else ([], item.text)
                if label.startswith("previous lesson"):
                    previous = previous or load_of(_behind(item))
                    rest = _unless_bare(item, previous, log)
                elif re.match(r"this lesson|lesson type|load type", label):
                    kind = kind or load_of(_behind(item))
                    rest = _unless_bare(item, kind, log)
                new += found
                notes += [f"- {_indented(rest)}"] if rest else []
    return Load(tuple(new), previous, kind, _joined(notes))


def _label(item: Item) -> str:
    label = label_of(item.text.split("\n")[0])
    return " ".join(words_of(label[0])) if label else ""


def _behind(item: Item) -> str:
    """What stands behind the label of an item, to the end of its first paragraph."""
    own = item.blocks[0].text if item.blocks else item.text
    first, newline, below = own.partition("\n")
    label = label_of(first)
    return f"{label[1]}{newline}{below}" if label else own


def _unless_bare(item: Item, load: str, log: Log) -> str:
    """The text of an item, unless it says a load and nothing else."""
    if load and words_of(_behind(item)) == [load] and "\n" not in item.text:
        log.structure.append(item.text)
        return ""
    return item.text


def _new(item: Item, log: Log) -> tuple[list[NewConcept], str]:
    """What an item says is new, and what of its text is left."""
    head, lists = _behind(item), [block for block in item.blocks if block.kind == "list"]
    others = [block for block in item.blocks[1:] if block.kind != "list"]
    if lists and _HEAD.match(head) and not others:
        log.structure.append(item.blocks[0].text)
        log.number(lists)
        return [NewConcept(entry.text, entry.line) for block in lists for entry in block.items], ""
    found = _LISTED.match(head)
    if found is None or lists or others:
        return [], item.text
    log.structure.append(item.text.split("(")[0])
    return [NewConcept(piece.strip(), item.line) for piece in _COMMA.split(found["inner"]) if piece.strip()], found[
        "rest"
    ]


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _joined(notes: list[str]) -> str:
    """Items of one list stay together; paragraphs stand apart."""
    text = ""
    for note in notes:
        between = "\n" if text and note.startswith("- ") and text.split("\n")[-1].startswith(("- ", "  ")) else "\n\n"
        text += (between if text else "") + note
    return text
