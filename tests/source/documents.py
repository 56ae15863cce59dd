"""Reading YAML in tests, and looking at what stands where."""

from collections.abc import Iterator

from lesson_pipeline.places import DocPath, Span
from lesson_pipeline.source.document import Document, parse_document


def read(text: str) -> Document:
    return parse_document(text, "plan.yaml")


def sound(text: str) -> Document:
    """A document that must be without faults."""
    document = read(text)
    assert document.faults == []
    assert document.torn is None
    return document


def paths(data: object, path: DocPath = ()) -> Iterator[DocPath]:
    """The path of every value, the root first."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*path, index))


def value_at(data: object, path: DocPath) -> object:
    for step in path:
        data = data[step]
    return data


def text_at(document: Document, span: Span) -> str:
    """The text of a span, line breaks as `\\n`."""
    lines = document.lines[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def inside(document: Document, span: Span) -> bool:
    """Whether a span lies within the text; it may cover the end of a line."""
    lines = document.lines or [""]
    return (
        1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and span.end_column <= len(lines[span.end_line - 1]) + 2
        and (span.line, span.column) <= (span.end_line, span.end_column)
    )


def spans(document: Document) -> Iterator[Span]:
    """Every span that a document can be asked for, and those of its faults."""
    for fault in document.faults:
        yield fault.span
        yield from (span for span, _ in fault.related)
    for path in paths(document.data):
        for on in ("key", "value", "container"):
            yield document.span(path, on)
            yield document.span((*path, "nowhere", 0), on)


def told(document: Document) -> list[tuple[str, int, int]]:
    """Code, line and column of every fault."""
    return [(fault.code, fault.span.line, fault.span.column) for fault in document.faults]


def messages(document: Document) -> list[str]:
    return [fault.message for fault in document.faults]
