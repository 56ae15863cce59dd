"""The lesson as written, as far as the rules on plans need it."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from lesson_pipeline.model.fields import items, text
from lesson_pipeline.places import DocPath


@dataclass(frozen=True, slots=True)
class Deviation:
    """A planned element left out on purpose."""

    element: str
    reason: str
    path: DocPath


@dataclass(frozen=True, slots=True)
class LessonPage:
    """lessons/<slug>.md: its front matter, and the ids that its headings and blocks carry."""

    slug: str
    file: str
    declared: str
    title: str = ""
    description: str = ""
    deviations: tuple[Deviation, ...] = ()
    ids: frozenset[str] = frozenset()


def build_page(file: str, data: Any, ids: frozenset[str]) -> LessonPage:
    """A lesson page from the validated data of its front matter, and the ids in its text."""
    data = data if isinstance(data, dict) else {}
    return LessonPage(
        slug=PurePosixPath(file).stem,
        file=file,
        declared=text(data, "lesson"),
        title=text(data, "title"),
        description=text(data, "description"),
        deviations=tuple(
            Deviation(text(item, "element"), text(item, "reason"), path) for item, path in items(data, "deviations", ())
        ),
        ids=ids,
    )
