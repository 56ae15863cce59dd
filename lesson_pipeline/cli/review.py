"""`review`: the life of findings, from the first one to a verdict that CI can trust."""

import click

from lesson_pipeline.cli.lazy import Lazy

_COMMANDS = {
    "start": ("review_rounds", "Begin the next round of review of a lesson."),
    "add": ("review_add", "Write down a finding."),
    "close": ("review_rounds", "Close the round with the verdict that follows from its findings."),
    "fix": ("review_moves", "Say that a finding is fixed, and by what change."),
    "decline": ("review_moves", "Say that a finding stays as it is, and why."),
    "verify": ("review_moves", "Say that a fix holds, and what shows it."),
    "reopen": ("review_moves", "Say that a finding is wrong again, or still."),
    "accept": ("review_rounds", "Accept what has changed in a lesson since it was reviewed."),
    "status": ("review_status", "Show where the reviews of every lesson stand."),
    "show": ("review_show", "Show the whole history of each finding of a lesson."),
    "gate": ("review_status", "Fail unless every built lesson has passed its review; for CI."),
    "report": ("review_report", "Print the reviews as Markdown, for a pull request."),
    "stats": ("review_report", "Count findings over the course: by severity, class and place."),
    "merge": ("review_merge", "Resolve the conflict of a merge in a round, losing nothing."),
}


@click.group(cls=Lazy, table=_COMMANDS)
def review() -> None:
    """Keep the reviews of lessons as records: rounds, findings, fixes and verdicts.

    A reviewer starts a round, adds findings and closes it; the verdict follows from what is open. The author fixes or
    declines each finding, and the next round verifies that. Every round is a file, reviews/LESSON/round-N.yaml, and you
    may edit it by hand as well: what you wrote stays as you wrote it.
    """
