"""The lesson as written: its front matter, and its text."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from lesson_pipeline.model.fields import items, text
from lesson_pipeline.model.written import EMPTY, Written, slug_of
from lesson_pipeline.places import DocPath
from lesson_pipeline.source.presence import Presence


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
    files: Mapping[str, Presence] = field(default_factory=dict)
    """What was found under the paths that the text names (`named_files`)."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that its headings and blocks carry."""
        blocks = (block.argument for block in self.text.blocks if _ID.match(block.argument))
        return frozenset(heading.id for _, heading in self.text.headings if heading.id).union(blocks)

    @cached_property
    def anchors(self) -> Collection[str]:
        """The ids on its page: those that its author wrote, and those that it makes up for headings without one."""
        blocks = self.text.blocks
        found: dict[str, None] = {heading.id: None for _, heading in self.text.headings if heading.id}
        for block in blocks:
            if _ID.match(block.argument):
                # a question's id is one only within its check
                outer = [blocks[index].argument for index in block.inside if _ID.match(blocks[index].argument)]
                found[f"{outer[-1]}.{block.argument}" if block.name == "question" and outer else block.argument] = None
        times: Counter[str] = Counter()
        for _, heading in self.text.headings:
            if not heading.id:
                slug = slug_of(heading.title)
                times[slug] += 1
                found[f"{slug}-{times[slug]}" if times[slug] > 1 else slug] = None
        return found.keys()


def build_page(file: str, data: Any, written: Written, files: Mapping[str, Presence] | None = None) -> LessonPage:
    """A lesson page from the validated data of its front matter, its text, and what is known of the files it names."""
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
        files=files or {},
    )
