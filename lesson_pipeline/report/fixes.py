"""What `check --fix` did, in lines."""

from collections.abc import Iterator

import click

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.fix import Outcome
from lesson_pipeline.report.excerpt import printable


def write(outcome: Outcome, *, done: bool) -> Iterator[str]:
    """What was fixed, or would be where it is not done, and what was left out with the reason."""
    if outcome.fixed:
        count, files = len(outcome.fixed), len(outcome.texts)
        verb = "Fixed" if done else "Would fix"
        head = f"{verb} {count} fault{'' if count == 1 else 's'} in {files} file{'' if files == 1 else 's'}:"
        yield click.style(head, bold=True)
        for item in outcome.fixed:
            yield f"  {_place(item.diagnostic)} {item.diagnostic.code} {printable(item.fix.label)}"
    else:
        yield "Nothing could be fixed." if outcome.dropped else "There was nothing to fix."
    for dropped in outcome.dropped:
        error = dropped.error
        label = printable(dropped.fix.label)
        yield f"  {_place(dropped.diagnostic)} {dropped.diagnostic.code} not fixed: to {label} would bring"
        yield f"    {_place(error)} {error.code} {printable(error.message)}"


def _place(diagnostic: Diagnostic) -> str:
    return f"{printable(diagnostic.path)}:{diagnostic.span.line}"
