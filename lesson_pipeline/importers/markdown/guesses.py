"""What the importer took for true without being told: for a person to confirm, and never silently a fact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """One guess: what was taken for true, where the words stand that led to it, and why they did."""

    document: str
    """Name of the document; empty where no single one led to it."""
    line: int
    """0 where no single line led to it."""
    what: str
    why: str
    file: str = ""
    """The file that the guess landed in: the slug of a plan, or `course`; empty where it landed in none."""
    at: str = ""
    """JSON Pointer in that file."""
