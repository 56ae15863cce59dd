"""HTML that the author of a lesson typed: the few tags that a lesson has use for, in pairs; everything else is dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape

from lesson_pipeline.render.context import page_of

INLINE = frozenset(
    "abbr b bdi cite code del dfn em i ins kbd mark q s samp small strong sub sup u var".split()  # noqa: SIM905
)
SINGLE = frozenset({"br", "wbr"})
BLOCK = frozenset({"details", "summary"})
"""Only where they have their lines to themselves."""
_SILENT = frozenset("iframe math noembed noframes noscript object script select style svg template textarea title xmp".split())  # noqa: SIM905  # fmt: skip
"""Tags whose content goes with them: it was never meant to be read."""
_TASK = re.compile(
    r'<input class="task-list-item-checkbox" (?: ?checked="checked")?(?: ?disabled="disabled")? ?type="checkbox">'
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}\Z")


@dataclass(slots=True)
class _Piece:
    """A tag, or a text between tags; `tag` is empty for what needs no partner."""

    html: str
    tag: str = ""
    closes: bool = False


def raw_html_plugin(md: MarkdownIt) -> None:
    """Renders HTML tokens. Tags are paired within the text around them, so that none reaches out of it."""
    md.core.ruler.push("raw_html", _pair_all)  # last, when the footnotes have come out of hiding
    md.add_render_rule("html_inline", _render)
    md.add_render_rule("html_block", _render)


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return "".join(piece.html for piece in tokens[index].meta.get("pieces", ()))


def _pair_all(state: StateCore) -> None:
    dropped: dict[str, None] = {}
    _pair(state.tokens, dropped)
    if "page" in state.env:
        for tag in dropped:
            page_of(state.env).report(f"the HTML {tag} is left out")


def _pair(tokens: Sequence[Token], dropped: dict[str, None]) -> None:
    frames: list[list[_Piece]] = [[]]
    for token in tokens:
        if token.nesting == 1:
            frames.append([])
        elif token.nesting == -1 and len(frames) > 1:
            _abandon(frames.pop(), dropped)
        if token.type == "inline":
            _pair(token.children or [], dropped)
        elif token.type in ("html_inline", "html_block"):
            if _TASK.fullmatch(token.content):  # our own parser's, before an item of a list
                words = "done" if "checked=" in token.content else "to do"
                token.meta["pieces"] = [_Piece(token.content.replace("<input", f'<input aria-label="{words}"', 1))]
                continue
            pieces = _Reader(dropped, is_block=token.type == "html_block").read(token.content)
            token.meta["pieces"] = [piece for piece in pieces if _fits(piece, frames[-1], dropped)]
    for frame in frames:
        _abandon(frame, dropped)


def _fits(piece: _Piece, frame: list[_Piece], dropped: dict[str, None]) -> bool:
    """Whether a piece may stand where it is; keeps the list of tags that are open there."""
    if not piece.tag:
        return True
    if not piece.closes:
        if piece.tag == "summary" and not (frame and frame[-1].tag == "details"):
            dropped.setdefault("<summary> outside <details>")
            return False
        frame.append(piece)
        return True
    position = next((at for at in range(len(frame) - 1, -1, -1) if frame[at].tag == piece.tag), None)
    if position is None:
        dropped.setdefault(f"</{piece.tag}>, which closes nothing,")
        return False
    _abandon(frame[position + 1 :], dropped)
    del frame[position:]
    return True


def _abandon(opened: Sequence[_Piece], dropped: dict[str, None]) -> None:
    for piece in opened:
        piece.html = ""
        dropped.setdefault(f"<{piece.tag}>, which is never closed,")


class _Reader(HTMLParser):
    """Takes a stretch of HTML apart."""

    def __init__(self, dropped: dict[str, None], *, is_block: bool) -> None:
        super().__init__()
        self._pieces: list[_Piece] = []
        self._dropped = dropped
        self._paired = INLINE | BLOCK if is_block else INLINE
        self._silent = ""

    def read(self, html: str) -> list[_Piece]:
        try:
            self.feed(html)
            self.close()
        except AssertionError:  # the library's way to say that a declaration is malformed
            return [_Piece(str(escape(html)))]
        return self._pieces

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in SINGLE:
            self._pieces.append(_Piece(f"<{tag}>"))
        elif tag in self._paired:
            self._pieces.append(_Piece(f"<{tag}{_attributes(tag, attrs)}>", tag))
        else:
            self._dropped.setdefault(f"<{tag}>")
            self._silent = tag if tag in _SILENT else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent and tag in SINGLE:
            self._pieces.append(_Piece(f"<{tag}>"))
        elif not self._silent:
            self._dropped.setdefault(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag in self._paired:
            self._pieces.append(_Piece(f"</{tag}>", tag, closes=True))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(_Piece(str(escape(data))))


def _attributes(tag: str, attrs: Sequence[tuple[str, str | None]]) -> str:
    kept = ""
    given = dict(reversed(attrs))  # what is written twice counts as it was written first
    if tag in ("abbr", "dfn") and given.get("title"):
        kept += f' title="{escape(given["title"])}"'
    language = given.get("lang")
    if language and _LANGUAGE.match(language):
        kept += f' lang="{escape(language)}"'
    return kept
