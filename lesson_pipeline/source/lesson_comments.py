"""Comments in Markdown: what people and tools say beside a text is not shown to its reader."""

from markdown_it import MarkdownIt
from markdown_it.ruler import StateBase
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_BEGIN, _END = "<!--", "-->"


def comments_plugin(md: MarkdownIt) -> None:
    """Leaves out `<!-- … -->`. One that is never closed stays text, where its author sees it."""
    md.block.ruler.before("fence", "comment", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("autolink", "comment", _inline)


def without_last_comments(text: str) -> str:
    """What a line says before the comments at its end, without the blanks around it."""
    text = text.strip()
    while text.endswith(_END) and _BEGIN in text:
        text = text[: text.rindex(_BEGIN)].rstrip()
    return text


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment that has its lines to itself: it parts paragraphs, as CommonMark has it."""
    if state.is_code_block(start) or _closed_before(state, state.bMarks[start]):
        return False
    for line in range(start, end):
        if line > start and not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return False  # the list item that holds it ends here
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if line == start:
            if not text.startswith(_BEGIN):
                return False
            text = text[len(_BEGIN) :]
        _, closed, rest = text.partition(_END)
        if closed:
            if not rest.strip() and not silent:
                state.line = line + 1
            return not rest.strip()
    return False


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(_BEGIN, state.pos) or _closed_before(state, state.pos):
        return False
    end = state.src.find(_END, state.pos + len(_BEGIN))
    if end < 0:
        return False
    state.pos = end + len(_END)
    return True


def _closed_before(state: StateBase, position: int) -> bool:
    """Whether no comment can end behind a position: found once for a text, or a thousand openings would each search it."""
    src, last = state.env.get("last_comment_end", (None, 0))
    if src is not state.src:
        last = state.src.rfind(_END)
        state.env["last_comment_end"] = (state.src, last)
    return bool(last < position)
