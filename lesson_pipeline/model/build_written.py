"""A lesson's text to the lesson as written: one walk over the parser's tokens."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lesson_pipeline.model.vocabulary import BLOCKS
from lesson_pipeline.model.written import Code, Heading, Option, Prose, Reference, RoleUse, Written, WrittenBlock
from lesson_pipeline.places import Span
from lesson_pipeline.suggest import surely

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lesson_pipeline.source.lesson_fences import Fence

_STRAY = re.compile(r"[ \t]*:{3,}|<{7}(?: |$)")
_BEFORE_TARGET = re.compile(r"\]\(\s*<?|<")
_BEHIND_TARGET = frozenset(("", ")", ">", " ", "\t", "\n"))
_FURTHEST = 100
"""How many places are tried for one target: most of them are that of the first link still to come."""


@lru_cache(maxsize=512)
def build_written(text: str) -> Written:
    """The lesson that a file's text is; its front matter is no part of it, but counts for the lines."""
    from lesson_pipeline.source.lesson_markdown import lesson_parser  # only written lessons need the parser

    walk = _Walk(text.removeprefix("\ufeff"))
    env: dict[str, Any] = {}
    walk.over(lesson_parser(html=True).parse("\n".join(walk.lines), env), _definitions(env))
    return walk.written()


def _definitions(env: Mapping[str, Any]) -> dict[str, int]:
    """The lines at which links are defined apart from the text (`[name]: target`), by target."""
    return {entry["href"]: entry["map"][0] + 1 for entry in env.get("references", {}).values() if entry.get("map")}


def _options(fence: "Fence", known: frozenset[str]) -> dict[str, Option]:
    """The options of a block; one that is misspelt counts where the one that it means is not there as well."""
    found: dict[str, Option] = {}
    for written, value in fence.options.items():
        name = written if written in known else _meant(written, known.difference(fence.options))
        found[name] = Option(value, fence.lines[written] + 1, written if name != written else "")
    return found


def _meant(name: str, known: Collection[str]) -> str:
    """A name, or the one that it surely misspells."""
    return name if name in known else surely(name, known) or name


class _Walk:
    """Where the walk stands, and what it has found."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self._position = 0
        self._under: list[tuple[int, str]] = []
        """The headings above, as levels and ids."""
        self._inside: list[int] = []
        self._headings: list[tuple[int, Heading]] = []
        self._blocks: list[WrittenBlock] = []
        self._prose: list[Prose] = []
        self._references: list[Reference] = []
        self._codes: list[Code] = []
        self._roles: list[RoleUse] = []
        self._stray: list[Span] = []
        self._definitions: Mapping[str, int] = {}
        self._table: _Places | None = None
        """Where the search for what the cells of a table hold has come to: they have no places of their own."""

    def written(self) -> Written:
        """All that was found."""
        return Written(
            tuple(self._headings),
            tuple(self._blocks),
            tuple(self._prose),
            tuple(self._references),
            tuple(self._codes),
            tuple(self._roles),
            tuple(self._stray),
            tuple(self.lines),
        )

    def over(self, tokens: "list[Token]", definitions: Mapping[str, int]) -> None:
        """Walk over all tokens."""
        from lesson_pipeline.source.lesson_fences import fence_of

        self._definitions = definitions
        before: Token | None = None
        for token in tokens:
            self._position += 1
            if token.type == "directive_open":
                self._open(fence_of(token))
            elif token.type == "directive_close":
                self._inside.pop()
            elif token.type in ("table_open", "table_close"):
                is_open = token.nesting == 1 and token.map
                self._table = _Places(self._take(token, "table")) if is_open else None
            elif token.type == "inline":
                self._inline(token, before)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "math_block":
                self._take(token, "math")
            elif token.type == "html_block":
                self._text(token, "paragraph")
            before = token

    def _open(self, fence: "Fence") -> None:
        name = _meant(fence.name, BLOCKS)
        self._blocks.append(
            WrittenBlock(
                name=name,
                misspelt=fence.name if name != fence.name else "",
                argument=fence.argument,
                options=_options(fence, BLOCKS[name].options if name in BLOCKS else frozenset()),
                line=fence.line + 1,
                end=fence.end + fence.closed,
                closed=fence.closed,
                position=self._position,
                headings=self._ids(),
                inside=tuple(self._inside),
            )
        )
        self._inside.append(len(self._blocks) - 1)

    def _ids(self) -> tuple[str, ...]:
        return tuple(id for _, id in self._under if id)

    def _take(self, token: "Token", kind: str) -> Prose:
        start, end = token.map or (0, 0)
        piece = Prose(
            "\n".join(self.lines[start:end]), start + 1, kind, self._position, self._ids(), tuple(self._inside)
        )
        self._prose.append(piece)
        return piece

    def _inline(self, token: "Token", before: "Token | None") -> None:
        if before is not None and before.type == "heading_open":
            self._heading(token, int(before.tag[1:]))
        if self._table:
            self._children(token, self._table)
            return
        is_heading = before is not None and before.type == "heading_open"
        self._children(token, _Places(self._text(token, "heading" if is_heading else "paragraph")))

    def _text(self, token: "Token", kind: str) -> Prose:
        """A stretch of text, in which a fence of colons would have been a fence if it were one."""
        piece = self._take(token, kind)
        for number, line in enumerate(piece.text.split("\n"), piece.line):
            if _STRAY.match(line):
                self._stray.append(Span(number, 1, number, len(line) + 1))
        return piece

    def _heading(self, token: "Token", level: int) -> None:
        from lesson_pipeline.source.lesson_comments import without_last_comments
        from lesson_pipeline.source.lesson_markdown import split_id

        title, id = split_id(token.content)
        while self._under and self._under[-1][0] >= level:
            self._under.pop()
        self._under.append((level, id))
        line = token.map[0] + 1 if token.map else 1
        self._headings.append((self._position, Heading(id, without_last_comments(title), level, line)))

    def _children(self, token: "Token", places: "_Places") -> None:
        """Links, pictures and roles: the parser knows what they are, but not the columns, so they are looked for."""
        piece = places.piece
        for child in token.children or []:
            if child.type == "role":
                span = piece.span(*places.role(f"{{{child.info}}}{child.markup}"))
                self._roles.append(
                    RoleUse(child.info, child.content, span, self._position, self._ids(), tuple(self._inside))
                )
            elif child.type in ("link_open", "image"):
                target = str(child.attrGet("href") or child.attrGet("src") or "")
                found = places.take(target, is_link=child.type == "link_open")
                span = piece.span(*found) if found else self._apart(piece, target)
                is_image = child.type == "image"
                self._references.append(Reference(target, child.content, span, is_image, self._position))
            elif child.type == "link_close":
                places.close()

    def _apart(self, piece: Prose, target: str) -> Span:
        """The place of a target that does not stand in the text itself: that of its definition, or else all the text."""
        number = self._definitions.get(target)
        if number is None:
            return piece.span(0, len(piece.text))
        line = self.lines[number - 1]
        start = max(line.find(target), 0)
        return Span(number, start + 1, number, start + len(target) + 1)

    def _code(self, token: "Token") -> None:
        start, end = token.map or (0, 0)
        first = start + 1 + (token.type == "fence")
        language = token.info.split(maxsplit=1)[0].strip("{}") if token.info.strip() else ""
        fence = token.markup if token.type == "fence" else ""
        last = self._take(token, "code").text.rpartition("\n")[2].lstrip(" \t>")
        closed = not fence or (token.content.count("\n") + 2 == end - start and last.startswith(fence))
        self._codes.append(Code(language, token.content, first, self._position, tuple(self._inside), fence, closed))


class _Places:
    """The places in a text at which roles and the targets of links stand, gone through once.

    A link comes before the picture in its words, but its target behind that of the picture.
    """

    def __init__(self, piece: Prose) -> None:
        self.piece = piece
        self._text = piece.text
        self._behind_role = 0
        is_code = piece.in_code()
        self._places = [match.end() for match in _BEFORE_TARGET.finditer(piece.text) if not is_code(match.start())]
        self._next = 0
        self._behind_link = 0

    def role(self, opening: str) -> tuple[int, int]:
        """Where the next role that begins like this stands; all that is left where it is not found."""
        from lesson_pipeline.source.lesson_roles import role_end

        start = self._text.find(opening, self._behind_role)
        if start < 0:
            return self._behind_role, len(self._text)
        self._behind_role = role_end(self._text, start)
        return start, self._behind_role

    def take(self, target: str, *, is_link: bool) -> tuple[int, int] | None:
        """Where a target stands; None where it stands elsewhere. The parser may have encoded its signs."""
        written = dict.fromkeys((target, unquote(target)))
        for index in range(self._next, min(len(self._places), self._next + _FURTHEST)):
            start = self._places[index]
            for words in written:
                end = start + len(words)
                if self._text.startswith(words, start) and self._text[end : end + 1] in _BEHIND_TARGET:
                    if is_link:
                        self._behind_link = index + 1
                    else:
                        self._next = index + 1
                    return start, end
        return None

    def close(self) -> None:
        """A link ends: what stands before its target is done with."""
        self._next = max(self._next, self._behind_link)
