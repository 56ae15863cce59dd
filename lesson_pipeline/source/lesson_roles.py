"""Roles within a line: {num}`-log(sigmoid(9)) = 0.000123`, as MyST writes them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_ROLE = re.compile(r"\{(?P<name>[a-z][a-z0-9-]*)\}(?P<ticks>`+)(?!`)(?P<text>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)


def roles_plugin(md: MarkdownIt) -> None:
    """Reads `{name}` before a code span: a token `role` with the name as `info` and the text as `content`."""
    md.inline.ruler.before("backticks", "role", _rule)


def role_end(text: str, start: int) -> int:
    """Where the role that begins at an offset ends, its closing ticks included; the offset itself where none begins."""
    found = _ROLE.match(text, start)
    return found.end() if found else start


def _rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    found = _ROLE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.info, token.content, token.markup = found["name"], found["text"].strip(), found["ticks"]
        token.meta = {"at": state.pos}
    state.pos = found.end()
    return True
