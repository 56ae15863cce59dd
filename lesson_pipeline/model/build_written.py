"""A lesson's text to the lesson as written: one walk over the parser's tokens."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lesson_pipeline.model.written import Code, Heading, Option, Prose, Reference, RoleUse, Written, WrittenBlock
from lesson_pipeline.places import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lesson_pipeline.source.lesson_fences import Fence

_STRAY = re.compile(r"[ \t]*:{3,}")


def build_written(text: str) -> Written:
    """The lesson that a file's text is; its front matter is no part of it, but counts for the lines."""
    from lesson_pipeline.source.lesson_markdown import lesson_parser  # only written lessons need the parser

    walk = _Walk(text.removeprefix("\ufeff"))
    walk.over(lesson_parser(html=True).parse("\n".join(walk.lines)))
    return walk.written()


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

    def over(self, tokens: "list[Token]") -> None:
        """Walk over all tokens."""
        from lesson_pipeline.source.lesson_fences import fence_of

        before: Token | None = None
        table = 0
        for token in tokens:
            self._position += 1
            if token.type == "directive_open":
                self._open(fence_of(token))
            elif token.type == "directive_close":
                self._inside.pop()
            elif token.type in ("table_open", "table_close"):
                table += token.nesting
                if token.nesting == 1 and token.map:
                    self._take(token, "table")
            elif token.type == "inline":
                self._inline(token, before, in_table=table > 0)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "math_block":
                self._take(token, "math")
            elif token.type == "html_block":
                self._text(token, "paragraph")
            before = token

    def _open(self, fence: "Fence") -> None:
        self._blocks.append(
            WrittenBlock(
                name=fence.name,
                argument=fence.argument,
                options={name: Option(value, fence.lines[name] + 1) for name, value in fence.options.items()},
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

    def _inline(self, token: "Token", before: "Token | None", *, in_table: bool) -> None:
        if before is not None and before.type == "heading_open":
            self._heading(token, int(before.tag[1:]))
        if in_table:  # the table is a stretch of its own, and its cells have no lines
            self._children(token, self._prose[-1])
            return
        is_heading = before is not None and before.type == "heading_open"
        self._children(token, self._text(token, "heading" if is_heading else "paragraph"))

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

    def _children(self, token: "Token", piece: Prose) -> None:
        """Links, pictures and roles: the parser knows what they are, but not the columns, so they are looked for."""
        from lesson_pipeline.source.lesson_roles import role_end

        at = 0
        for child, needle in _findable(token.children or []):
            found = piece.text.find(needle, at)
            start = found if found >= 0 else at
            end = start + len(needle) if found >= 0 else len(piece.text)
            if child.type == "role" and found >= 0:
                end = role_end(piece.text, start)
            span = piece.span(start, end)
            at = end if found >= 0 else at
            if child.type == "role":
                self._roles.append(
                    RoleUse(child.info, child.content, span, self._position, self._ids(), tuple(self._inside))
                )
            else:
                is_image = child.type == "image"
                target = str(child.attrGet("src" if is_image else "href") or "")
                self._references.append(Reference(target, child.content, span, is_image, self._position))

    def _code(self, token: "Token") -> None:
        start, _ = token.map or (0, 0)
        first = start + 1 + (token.type == "fence")
        language = token.info.split(maxsplit=1)[0].strip("{}") if token.info.strip() else ""
        self._codes.append(Code(language, token.content, first, self._position, tuple(self._inside)))
        self._take(token, "code")


def _findable(children: "list[Token]") -> "Iterator[tuple[Token, str]]":
    """What is looked for in the text, and by which words."""
    for child in children:
        if child.type == "role":
            yield child, f"{{{child.info}}}{child.markup}"
        elif child.type == "link_open":
            yield child, str(child.attrGet("href") or "")
        elif child.type == "image":
            yield child, str(child.attrGet("src") or "")
