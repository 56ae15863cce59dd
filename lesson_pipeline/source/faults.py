"""Faults of a file that cannot be read as it should, in our words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lesson_pipeline.diagnostics import Fix
from lesson_pipeline.places import Span


@dataclass(frozen=True, slots=True)
class SourceFault:
    """A fault found while reading or validating one file; its place is known at once."""

    code: str
    span: Span
    message: str
    help: str = ""
    pointer: str = ""
    related: tuple[tuple[Span, str], ...] = ()
    """Other places of the same file, each with what stands there."""
    fix: Fix | None = field(compare=False, default=None)


MAX_DEPTH = 64
"""Levels of lists and mappings in each other; a plan needs a dozen."""
TOO_DEEP = (f"nested more than {MAX_DEPTH} levels deep", "a plan needs far fewer; look for stray brackets")

_SYNTAX = (
    # what libyaml and PyYAML say, what is wrong, what to do
    (("mapping values are not allowed",), "a colon and a space stand inside unquoted text, or this line is indented too far",
     'put the text in quotes ("…: …"), or write it as a block with `|`'),
    (("could not find expected ':'",), "this line is neither `key: value` nor part of the text above it",
     "add the missing colon, or indent the line so that it belongs to the text above"),
    (("did not find expected '-' indicator", "block collection: expected <block end>"),
     "a list has an entry without its dash, or the indentation does not fit", "start the entry with `- `, lined up with the others"),
    (("did not find expected key", "expected <block end>"), "the indentation does not fit: this line belongs to no open list or mapping",
     "line it up with its siblings; if the line above has a quoted text, look for text after the closing quote"),
    (("did not find expected ',' or", "expected ',' or"), "a list or mapping in brackets is not closed, or a comma is missing",
     "add the comma or the closing bracket; a text with `:`, `,`, `[` or `{` in brackets wants quotes"),
    (("unexpected end of stream",), "a quoted text or a bracket is never closed", "close it where it should end"),
    (("unexpected document indicator", "unexpected document separator"), "a quoted text is never closed",
     "close the quote where the text should end"),
    (("found unknown escape",), "this backslash means nothing in double quotes",
     "use single quotes or a `|` block for text with backslashes, such as LaTeX"),
    (("did not find expected hexdecimal", "expected escape sequence"), "this backslash code is incomplete",
     "use single quotes or a `|` block for text with backslashes, such as LaTeX"),
    (("sequence entries are not allowed",), "a list cannot start here", "start it on a line of its own, indented below its key"),
    (("mapping keys are not allowed",), "a key cannot start with `?` here", "write it as `key: value`, or put the text in quotes"),
    (("did not find expected node content", "expected the node content"), "a value is missing here",
     "give the value, or quote it if it begins with a special character"),
    (("scanning a block scalar",), "this cannot follow the `|` or `>` that begins a block of text", "start the text on the next line"),
    (("scanning an anchor", "scanning an alias"), "`&` and `*` have a meaning of their own at the start of unquoted text",
     "put the text in quotes"),
    (("scanning a tag", "parsing a tag", "undefined tag handle"), "`!` has a meaning of its own at the start of unquoted text",
     "put the text in quotes"),
    (("<document start>",), "text follows the end of the document", "remove the line `...` above it"),
    (("exceeded maximum nesting depth",), *TOO_DEEP),  # libyaml reads ahead, and has a bound of its own
    (("directive", "incompatible YAML"), "a line that begins with `%` is not used in these files", "remove it, or put the text in quotes"),
)  # fmt: skip


_CONFLICT = re.compile(r"<{7}(?: |$)")


def conflict_above(lines: Sequence[str], line: int) -> int | None:
    """The line, counted from 0, at which git marks the conflict of a merge that a line stands in or comes behind."""
    begins = (number for number in range(min(line, len(lines) - 1), -1, -1) if _CONFLICT.match(lines[number]))
    return next(begins, None)


CONFLICT = (
    "the conflict of a merge begins here",
    "keep what is right of both sides and delete the marks of git; for a review, `lesson-pipeline review merge FILE` does it",
)


def short(value: object) -> str:
    """What stands in a file, fit for one line of a message."""
    text = str(value).replace("\n", "⏎")
    return text if len(text) <= 60 else text[:57] + "…"


def explain_syntax(context: str, problem: str, character: str) -> tuple[str, str]:
    """Our words for libyaml's: what is wrong, and what to do. `character` is the one at the place."""
    if character == "\t":
        return "a tab is used for indentation; YAML allows only spaces", "replace the tab by spaces (most editors can)"
    if "cannot start any token" in problem:
        return (
            f"unquoted text cannot begin with `{character}`" if character.strip() else "this cannot be read as YAML",
            "put the text in quotes, or write it as a block with `|`",
        )
    said = f"{context}: {problem}"
    for phrases, message, help in _SYNTAX:
        if any(phrase in said for phrase in phrases):
            return message, help
    return f"this is not valid YAML ({problem})", "compare this line with the ones around it"
