"""Lines of YAML as a person would write them: block style, comments beside and above, texts quoted where they must be."""

from collections.abc import Iterable
from textwrap import wrap

from lesson_pipeline.source.yaml_text import WIDTH, text_lines, written

_COMMENTS = 36
"""The column at which comments beside a line begin."""


def flow(**fields: str | bool | tuple[str, ...]) -> str:
    """A mapping in braces."""
    return f"{{{', '.join(f'{key}: {written(value)}' for key, value in fields.items())}}}"


def beside(line: str, comment: str) -> str:
    """A line with a comment beside it."""
    return f"{line:<{_COMMENTS - 1}} # {comment}" if comment else line


def above(*paragraphs: str) -> list[str]:
    """Comment lines; a paragraph that begins with blanks is indented."""
    lines: list[str] = []
    for paragraph in paragraphs:
        text = _one_line(paragraph)
        indent = "#   " if paragraph.startswith(" ") else "# "
        hanging = indent + "  " if text.startswith("- ") else indent
        lines += wrap(text, WIDTH, initial_indent=indent, subsequent_indent=hanging)
    return lines


def prose(head: str, text: str) -> list[str]:
    """A key or a dash (`head`) with a text behind it, folded where it is long."""
    return text_lines(head, _one_line(text))


def schema_comment(kind: str, folders_up: int) -> str:
    """The line by which editors find the schema of a file."""
    return f"# yaml-language-server: $schema={'../' * folders_up}schemas/{kind}.schema.json"


def joined(blocks: Iterable[list[str]]) -> str:
    """Blocks of lines with empty lines between them."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _one_line(text: str) -> str:
    """A text on one line, without what could end a line of comment or of text."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
