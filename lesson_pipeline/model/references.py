"""References that lead nowhere: kept for the rules to report, a plain misspelling is read as what it means meanwhile."""

from dataclasses import dataclass

from lesson_pipeline.places import At


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that nothing bears."""

    kind: str
    """What it should name: concept, section, lesson, depth, element."""
    written: str
    near: str | None
    """The nearest name, to suggest; None where nothing is near."""
    presumed: str | None
    """The name of which it is surely a misspelling, and which the model holds in its stead."""
    at: At
