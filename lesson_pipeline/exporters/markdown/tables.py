"""Tables in the form of planning documents, with an annotation at the end of each row."""

from collections.abc import Iterable, Sequence

Row = tuple[Sequence[str], str]
"""The cells of a row, and its annotation."""


def table(header: Sequence[str], rows: Iterable[Row]) -> list[str]:
    """A table; nothing where it has no rows."""
    lines = [_row([*cells[:-1], f"{cells[-1]} {said}".strip()]) for cells, said in rows]
    rule = f"|{'|'.join('-' * (len(cell) + 2) for cell in header)}|"
    return ["\n".join([_row(header), rule, *lines])] if lines else []


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
