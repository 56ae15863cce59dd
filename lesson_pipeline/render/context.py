"""What Markdown needs to know about the page it is rendered for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from markupsafe import Markup

from lesson_pipeline.render.anchors import Anchors


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads; without an address, only what it is about."""

    href: str | None
    about: str = ""


class Links(Protocol):
    """Resolves the links that name lessons and concepts."""

    def lesson(self, slug: str) -> Target | None:
        """The page of a lesson; None for a name that no lesson bears."""

    def concept(self, id: str) -> Target | None:
        """The page of a concept; None for a name that no concept bears."""


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A section that the page's navigation leads to."""

    anchor: str
    title: Markup


def _nobody(_: str) -> None:
    pass


@dataclass(slots=True)
class PageContext:
    """One page while it is being rendered: what it links to, what it has claimed and collected so far."""

    links: Links
    anchors: Anchors = field(default_factory=Anchors)
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of the plan's sections, for blocks that name a section and have no heading of their own."""
    report: Callable[[str], None] = _nobody
    """Takes note of what could not be shown as it was meant."""
    toc: list[TocEntry] = field(default_factory=list)
    heading: str = ""
    """The title that the lesson's own text begins with, as its author typed it."""
    heading_anchor: str = ""
    questions: int = 0
    """Questions numbered so far in the current check."""


def page_of(env: Mapping[str, Any]) -> PageContext:
    """The page that a markdown-it environment belongs to."""
    return cast(PageContext, env["page"])
