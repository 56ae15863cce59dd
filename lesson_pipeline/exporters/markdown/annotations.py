"""Annotations: HTML comments by which a document says what its words do not. No reader of the page sees them.

`<!-- lp: {id: hook, uses: [softmax]} -->` stands at the end of the heading, row or item that it is about; alone on its
line it speaks of the document. Between `<!-- lp -->` and `<!-- /lp -->` stands a text that would be misread otherwise.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:[-_/][a-z0-9]+)*|/[\w/-]*\w")
_KEY = re.compile(r"[a-z0-9_/-]+\??")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f|\ud800-\udfff\u2028\u2029\ue000-\uf8ff\ufeff\ufffe\uffff]")
"""What a comment in a cell of a table, or a text file, cannot hold."""
_RULE = re.compile(r"-(?=[->])")


def comment(data: Mapping[str, Any]) -> str:
    """An annotation that says `data`, on one line: flow YAML, fit for a cell of a table."""
    return f"<!-- lp: {_flow(data)} -->"


def with_comment(text: str, data: Mapping[str, Any] | None) -> str:
    """A line of text with an annotation behind it; None is no annotation, and an empty one says that nothing is left."""
    return text if data is None else f"{text} {comment(data)}".lstrip()


def marks_for(text: str) -> tuple[str, str]:
    """The marks between which a text can stand: numbered where it holds such marks itself."""
    number = 0
    while (behind := f"lp{f' {number}' if number else ''} -->") in text:
        number += 1
    return f"<!-- {behind}", f"<!-- /{behind}"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_key(str(key))}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int) else _text(str(value))


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and key not in _WORDS else _quoted(key)


def _text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text not in _WORDS and text.isascii() else _quoted(text)


def _quoted(text: str) -> str:
    return _RULE.sub(r"\\u002d", _UNSAFE.sub(_escaped, json.dumps(text, ensure_ascii=False)))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
