"""A lesson's text to the lesson as written: one walk over the parser's tokens."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

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
    env: dict[str, Any] = {}
    walk.over(lesson_parser().parse("\n".join(walk.lines), env), _definitions(env))
    return walk.written()


def _definitions(env: Mapping[str, Any]) -> dict[str, int]:
    """The lines at which links are defined apart from the text (`[name]: target`), by target."""
    return {entry["href"]: entry["map"][0] + 1 for entry in env.get("references", {}).values() if entry.get("map")}


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
        piece = self._take(token, "heading" if before is not None and before.type == "heading_open" else "paragraph")
        for number, line in enumerate(piece.text.split("\n"), piece.line):
            if _STRAY.match(line):
                self._stray.append(Span(number, 1, number, len(line) + 1))
        self._children(token, piece)

    def _heading(self, token: "Token", level: int) -> None:
        from lesson_pipeline.source.lesson_markdown import split_id

        title, id = split_id(token.content)
        while self._under and self._under[-1][0] >= level:
            self._under.pop()
        self._under.append((level, id))
        line = token.map[0] + 1 if token.map else 1
        self._headings.append((self._position, Heading(id, title.strip(), level, line)))

    def _children(self, token: "Token", piece: Prose) -> None:
        """Links, pictures and roles: the parser knows what they are, but not the columns, so they are looked for."""
        behind: dict[str, int] = {}
        """For each thing looked for, where its last occurrence ends."""
        for child, needle in _findable(token.children or []):
            found = _found(piece.text, child, needle, behind.get(needle, 0))
            behind[needle] = found[1] if found else behind.get(needle, 0)
            span = piece.span(*found) if found else self._apart(piece, needle)
            if child.type == "role":
                self._roles.append(
                    RoleUse(child.info, child.content, span, self._position, self._ids(), tuple(self._inside))
                )
            else:
                self._references.append(Reference(needle, child.content, span, child.type == "image", self._position))

    def _apart(self, piece: Prose, target: str) -> Span:
        """The place of a target that does not stand in the text itself: that of its definition, or else all the text."""
        number = self._definitions.get(target)
        if number is None:
            return piece.span(0, len(piece.text))
        line = self.lines[number - 1]
        start = max(line.find(target), 0)
        return Span(number, start + 1, number, start + len(target) + 1)

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


def _found(text: str, child: "Token", needle: str, start: int) -> tuple[int, int] | None:
    """Where a role begins in a text, or where the target of a link stands; the parser may have encoded its signs."""
    if child.type == "role":
        at = text.find(needle, start)
        return (at, at + len(needle)) if at >= 0 else None
    for target in dict.fromkeys((needle, unquote(needle))):
        match = re.compile(rf"(?:\]\(\s*<?|<)({re.escape(target)})").search(text, start)
        if match:
            return match.span(1)
    return None
