"""The templates, the one style sheet and the one script."""

from functools import cache
from importlib.resources import files
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from lesson_pipeline.render.navigation import Frame


class Named(Protocol):
    """The view of a page: what every page has."""

    @property
    def name(self) -> str:
        """Its title, for the browser."""

    @property
    def description(self) -> str:
        """What it is about, for search engines; may be empty."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("lesson_pipeline.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def page_html(template: str, frame: Frame, *, page: Named) -> str:
    """A page from its view, and from what stands around it."""
    return _environment().get_template(template).render(page=page, frame=frame)


def style_sheet() -> str:
    """The style sheet of every page: what all share, blocks, other pages, reviews, the reviewer's page, what paper changes."""
    names = ("style.css", "blocks.css", "site.css", "reviews.css", "review.css", "print.css")
    return "\n".join(_static(name) for name in names)


def script() -> str:
    """The script that lets a reader choose the colours; a page works without it."""
    return _static("scheme.js")


def _static(name: str) -> str:
    return files("lesson_pipeline.render").joinpath("static", name).read_text(encoding="utf-8")
