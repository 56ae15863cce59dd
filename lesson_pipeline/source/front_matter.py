"""The front matter of a lesson page: the YAML between the two --- lines at its top, with places in the whole file."""

from collections.abc import Sequence

from lesson_pipeline.source.document import Document, parse_document


def parse_front_matter(text: str, path: str) -> Document:
    """The document of a lesson page; `data` is an empty mapping where it has no front matter."""
    lines = text.splitlines(keepends=True)
    end = front_matter_end(lines)
    if end is None:
        return Document(path, text, data={})
    # the opening line becomes an empty one, so that every line keeps its number
    document = parse_document("\n" + "".join(lines[1:end]), path)
    document.text = text
    if document.data is None and not document.faults:
        document.data = {}
    return document


def front_matter_end(lines: Sequence[str]) -> int | None:
    """The index of the line that closes the front matter; None where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return None
    return next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
