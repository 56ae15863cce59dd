"""The form in which a person writes a finding, in an editor."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import click

from lesson_pipeline.cli.review_options import tell
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.reviewing.findings import Wanted

_LINES = ("severity", "title", "section", "part", "block", "question", "element", "quote", "rule")
_TEXTS = ("issue", "student_impact", "suggested_fix")


def filled_in(plan: Plan, given: Mapping[str, Any], make: Callable[[Mapping[str, Any]], Wanted]) -> Wanted | None:
    """The finding that a person has written in the form; None where the form was left empty.

    Args: the plan of the lesson; what is known already; how a finding is made of the answers.
    Raises PipelineError where a person gives up on a form that is not right yet: the text is kept in a file then.
    """
    text = _form(plan, given)
    while True:
        try:
            answer = click.edit(text, extension=".yaml")
        except click.ClickException as fault:
            raise PipelineError(f"no editor: {fault.message}", "set EDITOR, or say everything in options") from fault
        if answer is None or not answer.strip():
            return None
        text = answer
        try:
            return make(_answers(text))
        except PipelineError as fault:
            tell(f"{fault}\n{fault.help}")
            if not click.confirm("Go back to the form?", default=True, err=True):
                raise PipelineError(
                    f"{fault}; nothing was added", f"what you wrote is kept in {_kept(text)}"
                ) from fault


def _form(plan: Plan, given: Mapping[str, Any]) -> str:
    """The form, with what is known already."""
    from lesson_pipeline.source.yaml_text import quoted

    sections = ", ".join(section.id for section in plan.outline)
    hints = {"severity": f"one of {', '.join(SEVERITIES)}", "section": f"one or more of: {sections}"}
    lines = [f"# A finding in {plan.slug}. Save and close the form; an empty one adds nothing.", ""]
    for name in _LINES:
        if name in hints:
            lines.append(f"# {hints[name]}")
        lines.append(f"{name}: {quoted(str(given[name])) if given.get(name) else ''}".rstrip())
    for name in _TEXTS:
        body = str(given.get(name) or "").splitlines() or [""]
        lines += ["", f"{name}: |", *(f"  {line}".rstrip() for line in body)]
    return "\n".join(lines) + "\n"


def _answers(text: str) -> dict[str, Any]:
    """What the form says. Raises PipelineError where it is no form any more."""
    from lesson_pipeline.source.document import parse_document

    document = parse_document(text, "the form")
    if document.faults:
        first = document.faults[0]
        raise PipelineError(f"the form, line {first.span.line}: {first.message}", first.help)
    data = document.data if isinstance(document.data, dict) else {}
    unknown = [str(key) for key in data if key not in (*_LINES, *_TEXTS)]
    if unknown:
        raise PipelineError(f"the form has no field `{unknown[0]}`", f"it has {', '.join((*_LINES, *_TEXTS))}")
    return {key: str(value).strip() for key, value in data.items() if value is not None}


def _kept(text: str) -> Path:
    handle, name = mkstemp(prefix="finding-", suffix=".yaml")
    os.close(handle)
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)
