"""What Markdown needs to know about the page it is rendered for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from markupsafe import Markup

from lesson_pipeline.render.anchors import Anchors
from lesson_pipeline.render.pictures import PictureError, Pictures


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


def _nothing(path: str) -> bytes:
    raise PictureError(f"there is no file {path}")


def _no_pictures() -> Pictures:
    return Pictures(_nothing, "", "")


@dataclass(slots=True)
class PageContext:
    """One page while it is being rendered: what it links to, what it has claimed and collected so far."""

    links: Links
    anchors: Anchors = field(default_factory=Anchors)
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of the plan's sections, for blocks that name a section and have no heading of their own."""
    modalities: Mapping[str, str] = field(default_factory=dict)
    """The kinds of the planned modalities, by id."""
    pictures: Pictures = field(default_factory=_no_pictures)
    report: Callable[[str], None] = _nobody
    """Takes note of what could not be shown as it was meant."""
    toc: list[TocEntry] = field(default_factory=list)
    blocks: set[str] = field(default_factory=set)
    """The names of the blocks that the lesson's text uses."""
    heading: str = ""
    """The title that the lesson's own text begins with, as its author typed it."""
    heading_anchor: str = ""


def page_of(env: Mapping[str, Any]) -> PageContext:
    """The page that a markdown-it environment belongs to."""
    return cast(PageContext, env["page"])
