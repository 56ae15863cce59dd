"""The life of a finding: which status may follow which, who says so, and what they must say with it."""

from dataclasses import dataclass
from enum import StrEnum

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.rounds import SEVERITIES


class Status(StrEnum):
    """What a finding has come to."""

    OPEN = "open"
    FIXED = "fixed"
    DECLINED = "declined"
    VERIFIED = "verified"
    REOPENED = "reopened"


class Role(StrEnum):
    """Whose word it is: the author changes the lesson, the reviewer judges it."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Move:
    """One status after another."""

    before: Status
    after: Status
    by: Role
    needs: str
    """What is said with it: the change, the reason or the evidence."""
    of: tuple[str, ...] = SEVERITIES
    """The severities of which a finding can go this way."""


_NOT_CRITICAL = tuple(severity for severity in SEVERITIES if severity != "critical")
"""What a student cannot get past is not declined: it is fixed, or its severity was wrong."""

MOVES = (
    Move(Status.OPEN, Status.FIXED, Role.AUTHOR, "change"),
    Move(Status.OPEN, Status.DECLINED, Role.AUTHOR, "reason", _NOT_CRITICAL),
    Move(Status.FIXED, Status.VERIFIED, Role.REVIEWER, "evidence"),
    Move(Status.FIXED, Status.REOPENED, Role.REVIEWER, "reason"),
    Move(Status.DECLINED, Status.FIXED, Role.AUTHOR, "change"),
    Move(Status.DECLINED, Status.REOPENED, Role.REVIEWER, "reason"),
    Move(Status.VERIFIED, Status.REOPENED, Role.REVIEWER, "reason"),
    Move(Status.REOPENED, Status.FIXED, Role.AUTHOR, "change"),
    Move(Status.REOPENED, Status.DECLINED, Role.AUTHOR, "reason", _NOT_CRITICAL),
)
"""Every legal move. What is not here is refused."""

COMMANDS = {
    Status.FIXED: "fix",
    Status.DECLINED: "decline",
    Status.VERIFIED: "verify",
    Status.REOPENED: "reopen",
}
"""The command that says a status."""


def legal(current: Status, severity: str) -> tuple[Move, ...]:
    """The moves that a finding can make from a status."""
    return tuple(move for move in MOVES if move.before is current and severity in move.of)


def move(current: Status, wanted: Status, severity: str, name: str) -> Move:
    """The move of the finding called `name` from its status to another.

    Raises PipelineError, with the legal moves, where there is none.
    """
    choices = legal(current, severity)
    for choice in choices:
        if choice.after is wanted:
            return choice
    too_grave = any(one.before is current and one.after is wanted for one in MOVES)
    why = f"it is {current}, and it is {severity}" if too_grave else f"it is {current}"
    raise PipelineError(f"`{name}` cannot become {wanted}: {why}", f"it can become {_listed(choices)}")


def _listed(choices: tuple[Move, ...]) -> str:
    return ", or ".join(f"{one.after} (the {one.by}: `review {COMMANDS[one.after]} --{one.needs}`)" for one in choices)
