"""References that lead nowhere: kept for the rules to report, read as the nearest name meanwhile."""

from dataclasses import dataclass

from lesson_pipeline.places import At


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that nothing bears."""

    kind: str
    """What it should name: concept, section, lesson, depth, element."""
    written: str
    presumed: str | None
    """The nearest name, which the model holds in its stead; None where nothing is near."""
    at: At
