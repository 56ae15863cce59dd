"""HTML in lessons: read as HTML, so that those who show it can keep what a lesson needs and drop the rest."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block

_ENDLESS = re.compile(r"<(?:(?P<tag>script|pre|style|textarea)(?=[\s>]|$)|(?P<sign>\?|!\[CDATA\[|![A-Za-z]))", re.I)
_ENDS = {"?": "?>", "![cdata[": "]]>"}


def html_plugin(md: MarkdownIt) -> None:
    """Reads HTML, in lines of its own (token `html_block`) and within a line (`html_inline`).

    A script or the like that is never closed stays text: CommonMark would take the rest of the lesson. Comments are
    read elsewhere (`lesson_comments`).
    """
    md.options["html"] = True
    md.block.ruler.at("html_block", _block, {"alt": ["paragraph", "reference", "blockquote"]})


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if state.src.startswith("<!--", at):
        return False
    opening = _ENDLESS.match(state.src, at)
    if opening and opening.end() > _last(state, _end_of(opening)):
        return False
    return html_block(state, start, end, silent)


def _end_of(opening: re.Match[str]) -> str:
    if opening["tag"]:
        return f"</{opening['tag'].lower()}>"
    return _ENDS.get(opening["sign"].lower(), ">")


def _last(state: StateBlock, needle: str) -> int:
    """Where something stands last in the text: found once, or a thousand openings would each search it."""
    known: dict[str, int] = state.env.setdefault("last_html_ends", {})
    if needle not in known:
        known[needle] = state.src.lower().rfind(needle)
    return known[needle]
