"""The lesson as written: its front matter, and its text."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from lesson_pipeline.model.fields import items, text
from lesson_pipeline.model.written import EMPTY, Written
from lesson_pipeline.places import DocPath


@dataclass(frozen=True, slots=True)
class Deviation:
    """A planned element left out on purpose."""

    element: str
    reason: str
    path: DocPath
    check: str = ""
    """Of a question, the check that it belongs to; empty where that is not said."""


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class LessonPage:
    """lessons/<slug>.md: its front matter, and its text."""

    slug: str
    file: str
    declared: str
    title: str = ""
    description: str = ""
    deviations: tuple[Deviation, ...] = ()
    text: Written = EMPTY

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that its headings and blocks carry."""
        blocks = (block.argument for block in self.text.blocks if _ID.match(block.argument))
        return frozenset(heading.id for _, heading in self.text.headings if heading.id).union(blocks)


def build_page(file: str, data: Any, written: Written) -> LessonPage:
    """A lesson page from the validated data of its front matter, and its text."""
    data = data if isinstance(data, dict) else {}
    return LessonPage(
        slug=PurePosixPath(file).stem,
        file=file,
        declared=text(data, "lesson"),
        title=text(data, "title"),
        description=text(data, "description"),
        deviations=tuple(
            Deviation(text(item, "element"), text(item, "reason"), path, text(item, "check"))
            for item, path in items(data, "deviations", ())
        ),
        text=written,
    )
