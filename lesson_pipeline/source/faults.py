"""Faults of a file that cannot be read as it should, in our words."""

from dataclasses import dataclass

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


_SYNTAX = (
    # what libyaml says (C and pure Python differ), what is wrong, what to do
    ("mapping values are not allowed", "a colon and a space stand inside unquoted text, or this line is indented too far",
     'put the text in quotes ("…: …"), or write it as a block with `|`'),
    ("could not find expected ':'", "this line is neither `key: value` nor part of the text above it",
     "add the missing colon, or indent the line so that it belongs to the text above"),
    ("did not find expected key", "the indentation does not fit: this line belongs to no open list or mapping",
     "line it up with its siblings; if the line above has a quoted text, look for text after the closing quote"),
    ("expected <block end>", "the indentation does not fit: this line belongs to no open list or mapping",
     "line it up with its siblings; if the line above has a quoted text, look for text after the closing quote"),
    ("did not find expected '-' indicator", "a list has an entry without its dash, or the indentation does not fit",
     "start the entry with `- `, lined up with the others"),
    ("did not find expected ',' or", "a list or mapping in brackets is not closed, or a comma is missing",
     "add the comma or the closing bracket; a text with `:`, `,`, `[` or `{` in brackets wants quotes"),
    ("expected ',' or", "a list or mapping in brackets is not closed, or a comma is missing",
     "add the comma or the closing bracket; a text with `:`, `,`, `[` or `{` in brackets wants quotes"),
    ("unexpected end of stream", "a quoted text or a bracket is never closed", "close it where it should end"),
    ("found unexpected document indicator", "a quoted text is never closed", "close the quote where the text should end"),
    ("found unknown escape", "this backslash means nothing in double quotes",
     "use single quotes or a `|` block for text with backslashes, such as LaTeX"),
    ("did not find expected hexdecimal", "this backslash code is incomplete",
     "use single quotes or a `|` block for text with backslashes, such as LaTeX"),
    ("block sequence entries are not allowed", "a list cannot start here", "start it on a line of its own, indented below its key"),
    ("did not find expected node content", "a value is missing here", "give the value, or quote it if it begins with a special character"),
    ("did not find expected the stream start", "the file does not start as YAML", "save it as UTF-8 text"),
)  # fmt: skip


def explain_syntax(problem: str, character: str) -> tuple[str, str]:
    """Our words for libyaml's: what is wrong, and what to do. `character` is the one at the place."""
    if character == "\t":
        return "a tab is used for indentation; YAML allows only spaces", "replace the tab by spaces (most editors can)"
    if "cannot start any token" in problem:
        return (
            f"unquoted text cannot begin with `{character}`" if character.strip() else "this cannot be read as YAML",
            "put the text in quotes, or write it as a block with `|`",
        )
    for words, message, help in _SYNTAX:
        if words in problem:
            return message, help
    return f"this is not valid YAML ({problem})", "compare this line with the ones around it"
