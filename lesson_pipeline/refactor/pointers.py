"""What points within a file (rows of waivers, what was inferred, comments) follows when what it leads to moves or goes."""

from collections.abc import Iterable, Iterator
from typing import Any

from lesson_pipeline.places import DocPath, pointer
from lesson_pipeline.source.changes import Change, Drop, Erase, Put, Rekey
from lesson_pipeline.source.comments import find_comments
from lesson_pipeline.source.document import Document


def pointer_changes(data: Any, changes: Iterable[Change]) -> Iterator[Change]:
    """What changes of a file's data do to the pointers in it; one that leads into something dropped goes as well."""
    moves = [change for change in changes if isinstance(change, (Drop, Rekey))]
    if not moves or not isinstance(data, dict):
        return
    for key in ("waivers", "inferred"):
        places = list(_pointers(data, key))
        gone = 0
        for entry, path, at in places:
            after = _moved(at, data, moves)
            if after is None:
                gone += 1
                yield Drop(entry)
            elif after != at:
                yield Put(path, after)
        if gone and gone == len(data[key]):
            yield Drop((key,))


def comment_changes(document: Document, changes: Iterable[Change]) -> Iterator[Change]:
    """A waiver alone above an entry that is dropped goes as well: else it would cover what comes next."""
    gone = {line for change in changes if isinstance(change, Drop) if (line := _own_line(document, change.path))}
    for comment in find_comments(document) if gone else ():
        if comment.span.line < comment.covers.line in gone:
            yield Erase(comment.span)


def _own_line(document: Document, entry: DocPath) -> int | None:
    """The line that an entry is the first on; None where something else begins there too."""
    is_key = isinstance(entry[-1], str)
    span = document.span(entry, "key" if is_key else "value")
    head = document.lines[span.line - 1][: span.column - 1].strip()
    return span.line if head in ("", "" if is_key else "-") else None


def _pointers(data: dict[str, Any], key: str) -> Iterator[tuple[DocPath, DocPath, str]]:
    """The entries of a list that hold a pointer, each with the pointer's own place and with the pointer."""
    for index, item in enumerate(data.get(key) or ()):
        if isinstance(item, str):
            yield (key, index), (key, index), item
        elif isinstance(item, dict) and isinstance(item.get("at"), str):
            yield (key, index), (key, index, "at"), item["at"]


def _moved(at: str, data: Any, changes: Iterable[Drop | Rekey]) -> str | None:
    """A pointer after changes; None where it leads into something dropped."""
    dropped = {change.path for change in changes if isinstance(change, Drop)}
    renamed = {change.path: change.key for change in changes if isinstance(change, Rekey)}
    value = data
    path: DocPath = ()
    after: DocPath = ()
    for word in at.split("/")[1:]:
        step = _step(word, value)
        here: DocPath = (*path, step)
        if here in dropped:
            return None
        if isinstance(step, int):
            after = (*after, step - sum((*path, before) in dropped for before in range(step)))
        else:
            after = (*after, renamed.get(here, step))
        known = step in value if isinstance(value, dict) else isinstance(step, int) and step < len(value)
        value, path = value[step] if known else None, here
    return pointer(after)


def _step(word: str, value: Any) -> str | int:
    """A word of a pointer as the step that it is in some data."""
    if isinstance(value, list) and word.isascii() and word.isdecimal():
        return int(word)
    return word.replace("~1", "/").replace("~0", "~")
