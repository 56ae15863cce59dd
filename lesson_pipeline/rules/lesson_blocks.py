"""LES, the page's blocks as blocks: whether each is of the vocabulary, stands where it may, and is closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.vocabulary import BLOCKS, KNOWN_ROLES, BlockKind
from lesson_pipeline.model.written import Code, WrittenBlock
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson
from lesson_pipeline.suggest import did_you_mean

_STRAY = (
    "this line of colons neither begins nor ends a block: students would see the colons",
    "a block begins with `:::{name}` and ends with as many colons; if its first line is gone, this one goes too",
)
_CONFLICT = (
    "the conflict of a merge begins here: students would see both sides of it, and the marks of git",
    "keep what is right of both sides, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
)
_ONLY_COLONS = re.compile(r"\s*:+\s*(?:<!--.*)?")


@rule("LES013", "unknown-directive", Severity.ERROR, on="page")
def unknown_directive(written: WrittenLesson) -> Iterator[Fault]:
    for block in written.text.blocks:
        spec = BLOCKS.get(block.name)
        if spec is None or block.misspelt:
            name = block.misspelt or block.name
            yield Fault(
                written.at_line(block.line),
                f"there is no block `{name}`: the page would show it as a plain box{'' if spec else ', and it counts as nothing'}",
                did_you_mean(name, [block.name] if spec else BLOCKS) or f"use one of {', '.join(sorted(BLOCKS))}",
            )
        if spec is not None:
            yield from _options(written, block, spec)
            yield from _place(written, block, spec)
    for role in written.text.roles:
        if role.name not in KNOWN_ROLES:
            yield Fault(
                written.at(role.span),
                f"there is no role `{role.name}`: the page would show its text as code",
                did_you_mean(role.name, KNOWN_ROLES) or f"use one of {', '.join(sorted(KNOWN_ROLES))}",
            )


def _options(written: WrittenLesson, block: WrittenBlock, spec: BlockKind) -> Iterator[Fault]:
    for name, option in block.options.items():
        if option.misspelt or name not in spec.options:
            spelt = option.misspelt or name
            yield Fault(
                written.at_line(option.line),
                f"the block `{block.name}` has no option `{spelt}`: the page is made as if the line were not there",
                did_you_mean(spelt, [name] if option.misspelt else spec.options)
                or f"it takes {', '.join(sorted(spec.options))}",
            )


def _place(written: WrittenLesson, block: WrittenBlock, spec: BlockKind) -> Iterator[Fault]:
    around = next(written.around(block), None)
    if not spec.within or (around and around.name in spec.within) or written.torn:
        return  # on a page whose fences do not balance nobody can tell what stands in what
    if around and around.name not in BLOCKS:
        return  # that block is at fault, and may be the very one that is wanted
    wanted = " or ".join(f"`{name}`" for name in sorted(spec.within))
    yield Fault(
        written.at_line(block.line),
        f"this `{block.name}` stands in no {wanted}, so nothing ties it to what the student is asked",
        f"put it into a block {wanted}, which has more colons than what it holds",
    )


@dataclass(slots=True)
class _Open:
    """A block while the lines are read: where it begins, and what goes wrong with its end."""

    line: int
    colons: int
    block: WrittenBlock | None
    """None for a line that was meant to begin one, and is reported for itself."""
    depth: int = 0
    before: WrittenBlock | None = None
    """The block that begins where this one should have been closed."""
    late: int | None = None
    """The line that may be its closing fence, come too late."""


@rule("LES019", "unbalanced-fence", Severity.ERROR, on="page")
def unbalanced_fence(written: WrittenLesson) -> Iterator[Fault]:
    if not written.torn:
        return
    torn = [code for code in written.text.codes if code.torn]
    yield from (_code_never_closed(written, code) for code in torn)
    # such code outside all blocks takes in the first or the last lines of those below it
    until = min((code.line for code in torn if not code.inside), default=len(written.lines) + 1)
    unclosed, strays = _Pairing(written).run()
    for item in (item for item in unclosed if item.line < until):
        yield _never_closed(written, item)
    for line in (line for line in strays if line < until):
        yield Fault(written.at_line(line), *(_CONFLICT if written.lines[line - 1].startswith("<") else _STRAY))


def _code_never_closed(written: WrittenLesson, code: Code) -> Fault:
    before = code.swallows
    where = f" before other code begins on line {before}" if before else ""
    within = f"; or, if it holds that, give it more than `{code.fence}`" if before else ""
    return Fault(
        written.at_line(code.line - 1),
        f"this code is not closed{where}: students see what follows as code, and nothing in it counts as text",
        f"write a line `{code.fence}` where the code ends{within}",
        ((written.at_line(before), "this is read as code too"),) if before else (),
    )


def _never_closed(written: WrittenLesson, item: _Open) -> Fault:
    block, before, closing = item.block, item.before, ":" * item.colons
    name = f"`{block.name}`" + (f" ({block.argument})" if block.argument else "") if block else ""
    related = [(written.at_line(before.line), f"`{before.name}` begins here")] if before else []
    if before is None:
        where, help = "", f"write a line `{closing}` where it ends"
    else:
        where = f" before `{before.name}` begins on line {before.line}, with no fewer colons"
        help = f"write a line `{closing}` above that; or, if it holds `{before.name}`, give it more colons"
    if item.late:
        related.append((written.at_line(item.late), "this line then closes nothing"))
    return Fault(
        written.at_line(item.line),
        f"the block {name} is not closed{where}: what follows would stand in it",
        help,
        tuple(related),
    )


class _Pairing:
    """Pairs the fences of a page as their author meant them.

    What holds another block has more colons than it. So where a block begins with as many colons as one that is still
    open, the closing fence of that one is missing, even if the grammar takes a later fence for it.
    """

    def __init__(self, written: WrittenLesson) -> None:
        self._written = written
        self._opens = {block.line: block for block in written.text.blocks}
        stray = [span.line for span in written.text.stray]
        self._meant = {line for line in stray if not _ONLY_COLONS.fullmatch(written.lines[line - 1])}
        self._closes = {block.end for block in written.text.blocks if block.closed}.union(stray) - self._meant
        self._stack: list[_Open] = []
        self._unclosed: list[_Open] = []
        self._strays = sorted(self._meant)

    def run(self) -> tuple[list[_Open], list[int]]:
        """The blocks that are not closed, and the lines that begin and end nothing."""
        for line in sorted({*self._opens, *self._closes, *self._meant}):
            if line in self._closes:
                self._close(line, self._colons(line))
            else:
                self._open(line, self._colons(line))
        while self._stack:
            self._give_up(None)
        if not self._unclosed and not self._strays:  # only the grammar sees it: the list around it ends
            blocks = (block for block in self._opens.values() if not block.closed)
            self._unclosed = [_Open(block.line, self._colons(block.line), block) for block in blocks]
        return sorted(self._unclosed, key=lambda item: item.line), sorted(self._strays)

    def _colons(self, line: int) -> int:
        text = self._written.lines[line - 1].lstrip()
        return len(text) - len(text.lstrip(":"))

    def _open(self, line: int, colons: int) -> None:
        while self._stack and self._stack[-1].colons <= colons:
            self._give_up(self._opens.get(line))
        self._stack.append(_Open(line, colons, self._opens.get(line), len(self._stack)))

    def _close(self, line: int, colons: int) -> None:
        if any(item.colons == colons for item in self._stack):
            while self._stack[-1].colons != colons:
                self._give_up(None)
            self._stack.pop()
        elif self._stack and self._stack[-1].colons < colons:
            self._stack.pop()
        else:
            depth = len(self._stack)
            meant = [one for one in self._unclosed if (one.colons, one.depth, one.late) == (colons, depth, None)]
            if meant and meant[-1].before:
                meant[-1].late = line
            else:
                self._strays.append(line)

    def _give_up(self, before: WrittenBlock | None) -> None:
        item = self._stack.pop()
        item.before = before
        if item.block is not None:
            self._unclosed.append(item)
