"""The head of a document: its title, and the bold fields below it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from lesson_pipeline.importers.markdown.labels import labelled
from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.readings import Header
from lesson_pipeline.importers.markdown.tree import Node
from lesson_pipeline.importers.markdown.vocabulary import load_of, words_of

_TITLE = re.compile(
    r"(?:lesson(?: plan(?:ning)?)?(?: \d+)?\s*:\s*)?(?P<title>.+?)"
    r"(?:\s+(?:--+|—|–)\s+(?:lesson )?planning document)?\s*\Z",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s*\((?:module )?(?P<module>\d+\.\d+)\s*,\s*lesson (?P<n>\d+)\)\s*\Z", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_SLUG_BEHIND = re.compile(r"\s*\((?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\)\s*\Z")
_MODULE = re.compile(r"(?:module\s*)?(?P<number>\d+\.\d+)\b\s*(?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL)
_LESSON_OF = re.compile(r"[,(\s—–-]*\blesson\s+(?P<n>\d+)\s+of\s+(?P<of>\d+)\+?", re.IGNORECASE)
_N_OF = re.compile(r"(?:lesson\s+)?(?P<n>\d+)\s+of\s+(?P<of>\d+)\+?", re.IGNORECASE)
_NOTEBOOK = re.compile(r"`?([\w./-]+\.ipynb)`?")


@dataclass(slots=True)
class _Fields:
    """The head, filled field by field."""

    log: Log
    title: str
    read: set[str] = dataclass_field(default_factory=set)
    """The names of the fields that were read: what one says again is left."""
    slug: str = ""
    module: str = ""
    module_title: str = ""
    lesson: str = ""
    of: int | None = None
    series_title: str = ""
    type: str = ""
    delivery: list[str] = dataclass_field(default_factory=list)
    is_record: bool = False
    status: str = ""
    notebook: str = ""
    previous: str = ""
    before: str = ""
    after: str = ""


def read_header(root: Node, stem: str, log: Log) -> Header:
    """The head of a document. `stem` is the name of its file, for a document that does not say its slug."""
    top = root.children[0] if root.children and root.children[0].level == 1 else None
    fields = _Fields(log, title="")
    if top is not None:
        _read_title(top.title, fields)
        blocks = [block for block in top.blocks if block.kind != "rule"]
        for piece in labelled(blocks):
            _read_field(piece.label, piece.text, piece.line, fields)
    else:
        log.odd.append(_odd_title())
    slug = fields.slug or (stem if _SLUG.match(stem) else "-".join(words_of(stem))) or "lesson"
    if words_of(fields.title) == slug.split("-") and _SLUG.match(fields.title):
        fields.title = " ".join(fields.title.split("-")).capitalize()
    number = f"{fields.module}.{fields.lesson}" if fields.module and fields.lesson else ""
    return Header(
        title=fields.title or " ".join(slug.split("-")).capitalize(),
        slug=slug,
        number=number,
        module=fields.module,
        module_title=fields.module_title,
        of=fields.of,
        series_title=fields.series_title,
        type=fields.type,
        delivery=tuple(dict.fromkeys(fields.delivery)),
        is_record=fields.is_record,
        status=fields.status,
        notebook=fields.notebook,
        previous=fields.previous,
        before=fields.before,
        after=fields.after,
    )


def _odd_title() -> Odd:
    return Odd(1, "the document begins with no heading of the first level: the lesson is named after the file")


def _read_title(heading: str, fields: _Fields) -> None:
    found = _TITLE.match(heading)
    title = found["title"].strip() if found else heading
    fields.log.structure.append(heading.replace(title, " ", 1))
    if place := _PLACE.search(title):
        fields.module, fields.lesson = place["module"], place["n"]
        fields.log.turned.append(place.group())
        title = title[: place.start()]
    if behind := _SLUG_BEHIND.search(title):
        fields.slug = behind["slug"]
        fields.log.turned.append(behind.group())
        title = title[: behind.start()]
    fields.title = title.strip()
    if not fields.slug and _SLUG.match(fields.title) and "-" in fields.title:
        fields.slug = fields.title


def _read_field(label: str, text: str, line: int, fields: _Fields) -> None:
    name = " ".join(words_of(label))
    reader = next((read for names, read in _READERS if name in names), None)
    value = text.strip()
    if reader is None or not value or name in fields.read:
        if value:
            fields.log.leave(f"Header: {label}" if label else "Header", value, line)
        elif reader is None:
            fields.log.leave("Header", label, line)
        else:
            fields.log.structure.append(label)
        return
    fields.read.add(name)
    fields.log.structure.append(label)
    rest = reader(fields, value)
    if rest.strip(" ()`*.,;—–-\n"):
        fields.log.leave(f"Header: {label}", value, line)
    else:
        fields.log.turned.append(value)


def _module(fields: _Fields, text: str) -> str:
    found = _MODULE.match(text)
    if found is None:
        return text
    fields.module = found["number"]
    rest = found["rest"]
    if place := _LESSON_OF.search(rest):
        fields.lesson, fields.of = place["n"], int(place["of"])
        rest = rest[: place.start()] + rest[place.end() :]
    title = rest.strip(" \n,:()—–-")
    if "(" in title and ")" not in title:
        title += ")"
    fields.module_title = title
    return ""


def _position(fields: _Fields, text: str) -> str:
    found = _N_OF.match(text.strip())
    if found is None:
        return text
    fields.lesson, fields.of = found["n"], int(found["of"])
    return re.sub(r"\A\s*in module\b", "", text[found.end() :], flags=re.IGNORECASE)


def _slug(fields: _Fields, text: str) -> str:
    value = text.strip("` ")
    if not _SLUG.match(value):
        return text
    fields.slug = value
    return ""


def _type(fields: _Fields, text: str) -> str:
    lowered = text.lower()
    fields.type = fields.type or load_of(text)
    if notebook := _NOTEBOOK.search(text):
        fields.notebook = notebook.group(1)
    if "no notebook" in lowered:
        fields.delivery.append("page")
    elif "notebook" in lowered or "hands-on" in lowered:
        fields.delivery += ["page", "notebook"]
    if "project" in lowered:
        fields.delivery.append("project")
    return "" if text.strip().lower() == fields.type else text


def _load(fields: _Fields, text: str) -> str:
    fields.type = load_of(text) or fields.type
    return "" if text.strip().lower() == fields.type else text


def _status(fields: _Fields, text: str) -> str:
    words = words_of(text)
    fields.is_record = "retroactive" in words and "record" in words
    fields.status = "built" if "built" in words else "planned"
    return "" if len(words) == 1 or fields.is_record else text


def _series(fields: _Fields, text: str) -> str:
    found = re.match(r"\s*\d+\s*[(:—–-]*\s*(?P<title>[^()]*)\)?\s*\Z", text)
    if found is None:
        return text
    fields.series_title = found["title"].strip(" —–-:")
    return ""


def _notebook(fields: _Fields, text: str) -> str:
    found = _NOTEBOOK.search(text)
    if found:
        fields.notebook = found.group(1)
    if not text.strip().lower().startswith(("no", "none")):
        fields.delivery += ["page", "notebook"]
    return "" if found and text.strip("` ") == found.group(1) else text


def _before(fields: _Fields, text: str) -> str:
    fields.before, rest = _neighbour(text)
    if fields.before:
        fields.previous = load_of(text) or fields.previous
    return text if rest.strip(" ()") else ""


def _after(fields: _Fields, text: str) -> str:
    fields.after, rest = _neighbour(text)
    return text if rest.strip(" ()") or not fields.after else ""


def _previous_load(fields: _Fields, text: str) -> str:
    fields.previous = load_of(text)
    return text if text.strip().lower() != fields.previous else ""


def _neighbour(text: str) -> tuple[str, str]:
    """The slug that a text begins with, and what is left of it less a load in brackets."""
    found = re.match(r"`?([a-z0-9]+(?:-[a-z0-9]+)+|[a-z]{3,}(?=\s*\())`?\s*", text.strip())
    if found is None:
        return "", text
    return found.group(1), re.sub(r"\((?:stretch|build|consolidate)\)", "", text.strip()[found.end() :], flags=re.I)


_Reader = Callable[[_Fields, str], str]
"""Takes a field's text, and gives back what it could not take."""
_READERS: tuple[tuple[frozenset[str], _Reader], ...] = (
    (frozenset({"module"}), _module),
    (frozenset({"position", "module position"}), _position),
    (frozenset({"slug"}), _slug),
    (frozenset({"type"}), _type),
    (frozenset({"cognitive load", "cognitive load type", "load type", "load"}), _load),
    (frozenset({"status"}), _status),
    (frozenset({"series"}), _series),
    (frozenset({"notebook", "colab notebook", "has notebook"}), _notebook),
    (frozenset({"previous lesson"}), _before),
    (frozenset({"next lesson"}), _after),
    (frozenset({"previous lesson load"}), _previous_load),
)
