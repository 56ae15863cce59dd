"""YAML as a person would write it: block style, long texts folded, short lists in brackets, quotes only where needed.

Whatever is written here is read back by `source.document` as the same data.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lesson_pipeline.source.scalars import plain

WIDTH = 116
_SHORT = 40
"""So many characters at most has a text that may stand in brackets."""

_IN_BRACKETS = re.compile(r"(?:[^\W_]|/)(?:[\w ./~()'’+-]*[\w.)])?")
"""A text that needs no quotes anywhere."""
_NOT_ALONE = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`~]|.*?(?::(?:\s|$)|\s#)")
"""The beginning of a text that needs quotes even where it has the rest of the line to itself."""
_NUMBER = re.compile(
    r"[-+]?(?:(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|[0-9]+(?::[0-5]?[0-9])+|\.inf)|\.nan"
)
_SWITCH = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_WORD = re.compile(r"[\w/][\w./-]*")
_KEY = re.compile(r"[A-Za-z0-9_][\w.-]*")
_UNSAFE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What a text file cannot hold, or what would be read as the end of a line; the mark of byte order too."""
_GAP = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
"""A blank at which a folded text may be broken."""
_POSITION = "number"
"""The key of values that look like numbers and are none to us: 8.10 is not 8.1."""


def yaml_text(data: dict[str, Any], schema_comment: str = "") -> str:
    """The text of a file that holds the data: its keys in the order given, below the comment that names its schema.

    Takes what our reader gives: texts, whole numbers, yes or no, nothing, lists and mappings of them.
    Raises ValueError for anything else, and for halves of characters, which no file can hold.
    """
    lines = [schema_comment] if schema_comment else []
    apart = False
    for position, (key, value) in enumerate(data.items()):
        block = _entry(key, value, 0, top=True)
        stands_out = len(block) > 1 and not (isinstance(value, str) and "\n" not in value)
        if position and (apart or stands_out):
            lines.append("")
        lines += block
        apart = stands_out
    return "\n".join(lines if data else [*lines, "{}"]) + "\n"


def item_lines(item: Any) -> list[str]:
    """The lines of an item of a list, its dash at the left margin."""
    return _items([item], 0)


def key_lines(key: str, value: Any) -> list[str]:
    """The lines of a key of the file's own mapping with its value."""
    return _entry(key, value, 0, top=True)


def text_lines(head: str, text: str) -> list[str]:
    """A key or a dash (`head`, with the blanks before it) with a text behind it: folded where it is long."""
    if len(text) <= WIDTH and "\n" not in text:
        line = f"{head} {text if _stands_alone(text) else quoted(text)}"
        if len(line) <= WIDTH:
            return [line]
    if not text.strip() or _UNSAFE.search(text):
        return [f"{head} {quoted(text)}"]
    indent = " " * (len(head) - len(head.lstrip()) + (4 if head.lstrip().startswith("- ") else 2))
    if "\n" in text:
        return _literal(head, text, indent) or [f"{head} {quoted(text)}"]
    if text != text.strip(" \t"):
        return [f"{head} {quoted(text)}"]
    if " " not in text and _stands_alone(text):
        return [f"{head} {text}"]
    return [f"{head} >-", *_folded(text, indent)]


def written(value: str | bool | tuple[str, ...]) -> str:
    """A value as it is written where nothing of it stands yet: fit for any place, in brackets too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(written(item) for item in value)}]"
    return value if _IN_BRACKETS.fullmatch(value) and _is_text(value) else quoted(value)


def quoted(text: str) -> str:
    """A text in quotes: in single ones where it holds double ones or backslashes, so that nothing is escaped."""
    if ('"' in text or "\\" in text) and not ("\n" in text or "\t" in text or _UNSAFE.search(text)):
        doubled = text.replace("'", "''")
        if len(doubled) - len(text) <= text.count('"') + text.count("\\"):
            return f"'{doubled}'"
    return _UNSAFE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"half of a character (U+{code:04X}) cannot be written to a file")
    return f"\\u{code:04x}"


def _is_text(text: str) -> bool:
    """Whether a text without quotes is read as a text: by us, and by editors and programs that know more numbers."""
    return isinstance(plain(text), str) and text.lower() not in _SWITCH and not _NUMBER.fullmatch(text.lower())


def _stands_alone(text: str) -> bool:
    """Whether a text needs no quotes where it has the rest of its line to itself."""
    is_plain = bool(text) and not _NOT_ALONE.match(text) and not text[-1].isspace() and not _UNSAFE.search(text)
    return is_plain and "\t" not in text and _is_text(text)


# -- long texts


def _literal(head: str, text: str, indent: str) -> list[str]:
    """A text with its line breaks; empty where only quotes could hold it."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not lines[-1].strip():
        return []
    mark = "|" if body is not text else "|-"
    if not lines[0].strip() or lines[0][0] in " \t":
        mark = mark.replace("|", "|2")
    return [f"{head} {mark}", *(f"{indent}{line}" if line else "" for line in lines)]


def _folded(text: str, indent: str) -> Iterator[str]:
    """A text of one line broken at its blanks."""
    line, room = "", WIDTH - len(indent)
    for word in _GAP.split(text):
        if line and len(line) + 1 + len(word) > room:
            yield indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield indent + line


# -- collections


def _entry(key: str, value: Any, column: int, *, top: bool = False, spread: bool = False) -> list[str]:
    """The lines of a key with its value; `spread` keeps a mapping out of braces."""
    head = f"{' ' * column}{key if _KEY.fullmatch(key) else quoted(key)}:"
    if isinstance(value, str):
        if key == _POSITION and re.fullmatch(r"[0-9]+\.[0-9]+", value):
            return [f"{head} {value}"]
        return text_lines(head, value)
    if not isinstance(value, (dict, list)) or not value:
        return [f"{head} {inline(value)}"]
    if not spread and (line := _on_one_line(head, value, top=top)):
        return [line]
    if isinstance(value, dict):
        return [head, *_mapping(value, column + 2)]
    return [head, *_items(value, column + 2, top=top)]


def _mapping(data: dict[str, Any], column: int) -> list[str]:
    """The entries of a mapping. Of several mappings in it, all stand in braces or none."""
    inner = {key: value for key, value in data.items() if isinstance(value, dict) and value}
    spread = len(inner) > 1 and not all(_on_one_line(" " * column + f"{key}:", value) for key, value in inner.items())
    lines: list[str] = []
    for key, value in data.items():
        lines += _entry(key, value, column, spread=spread)
    return lines


def _items(items: list[Any], column: int, *, top: bool = False) -> list[str]:
    """The items of a list, each behind its dash; large ones at the top of a file stand apart."""
    dash = f"{' ' * column}-"
    if all(isinstance(item, dict) and item and _is_brief(item) for item in items):
        short = [f"{dash} {inline(item)}" for item in items]
        if all(len(line) <= WIDTH for line in short):
            return short
    blocks = [_item(item, dash, column) for item in items]
    apart = top and any(_is_large(item) for item in items)
    lines: list[str] = []
    for block in blocks:
        lines += ["", *block] if apart and lines else block
    return lines


def _item(item: Any, dash: str, column: int) -> list[str]:
    if isinstance(item, str):
        return text_lines(dash, item)
    if not isinstance(item, (dict, list)) or not item:
        return [f"{dash} {inline(item)}"]
    if isinstance(item, list) and (line := _on_one_line(dash, item)):
        return [line]
    lines = _mapping(item, column + 2) if isinstance(item, dict) else _items(item, column + 2)
    return [f"{dash} {lines[0][column + 2 :]}", *lines[1:]]


def _is_large(value: Any) -> bool:
    """Whether an item of a list holds texts of several lines, or lists that take lines of their own."""
    if isinstance(value, dict):
        return any(map(_is_large, value.values()))
    return "\n" in value if isinstance(value, str) else isinstance(value, list) and not _is_small(value)


def _on_one_line(head: str, value: Any, *, top: bool = False) -> str:
    """A short collection in brackets behind its key; empty where a person would not write it so."""
    if isinstance(value, dict):
        fits = _is_brief(value)
    elif len(value) == 1 and isinstance(value[0], dict):
        fits = not top and all(map(_is_small, value[0].values()))
    else:
        fits = all(_is_short(item) for item in value)
    line = f"{head} {inline(value)}" if fits else ""
    return line if len(line) <= WIDTH else ""


def _is_brief(data: dict[str, Any]) -> bool:
    """Whether a mapping holds a few words at each of its keys."""
    return all(all(map(_is_short, item)) if isinstance(item, list) else _is_short(item) for item in data.values())


def _is_short(value: Any) -> bool:
    """Whether a value is a few words at most, and no list."""
    return not isinstance(value, (str, dict, list)) or (isinstance(value, str) and _is_few_words(value))


def _is_few_words(text: str) -> bool:
    return bool(_WORD.fullmatch(text)) or (len(text) <= _SHORT and "\n" not in text and text.count(" ") < 4)


def _is_small(value: Any) -> bool:
    """Whether a value is an id, a number, or a list of such: what stands in braces without being read."""
    if isinstance(value, str):
        return bool(_WORD.fullmatch(value))
    return not isinstance(value, dict) and (not isinstance(value, list) or all(map(_is_id, value)))


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(_WORD.fullmatch(value))


def inline(value: Any) -> str:
    """Any value on one line: in brackets, in braces or by itself."""
    if isinstance(value, (str, bool)):
        return written(value)
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(_pairs(value.items()))}}}"
    raise ValueError(f"{type(value).__name__} is nothing that our files hold")


def _pairs(items: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for key, value in items:
        is_position = key == _POSITION and isinstance(value, str) and re.fullmatch(r"[0-9]+\.[0-9]+", value)
        yield f"{key if _KEY.fullmatch(key) else quoted(key)}: {value if is_position else inline(value)}"
