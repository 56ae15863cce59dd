"""The gate over files as they are: what a round says counts only where it can be read."""

from collections.abc import Collection, Iterator

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.reviews.status import GateFault, LessonStatus
from lesson_pipeline.reviews.status import gate as of_statuses


def gate(loaded: Loaded, statuses: Collection[LessonStatus]) -> tuple[GateFault, ...]:
    """What keeps the gate shut for these lessons: rounds that cannot be read, then what the others say."""
    return (*_unread(loaded, {one.lesson for one in statuses if one.built}), *of_statuses(statuses))


def _unread(loaded: Loaded, lessons: Collection[str]) -> Iterator[GateFault]:
    for review in loaded.curriculum.rounds:
        faults = loaded.documents[review.file].faults
        if faults and review.folder in lessons:
            message = f"line {faults[0].span.line} of round {review.position} cannot be read: {faults[0].message}"
            yield GateFault(review.folder, review.position, message, review.file)
