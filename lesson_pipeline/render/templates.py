"""The templates, the one style sheet and the one script."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from lesson_pipeline.render.edition import INDEX, SCRIPT, STYLE
from lesson_pipeline.render.views import IndexView, LessonView


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("lesson_pipeline.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page_html(template: str, up: str, *, page: LessonView | IndexView) -> str:
    """A page from its view; `up` leads from the page to the folder of the site."""
    return (
        _environment().get_template(template).render(page=page, index=up + INDEX, style=up + STYLE, script=up + SCRIPT)
    )


def style_sheet() -> str:
    """The style sheet of every page: first what all pages share, then the blocks of lessons, last what paper changes."""
    return "\n".join(_static(name) for name in ("style.css", "blocks.css", "print.css"))


def script() -> str:
    """The script that lets a reader choose the colours; a page works without it."""
    return _static("scheme.js")


def _static(name: str) -> str:
    return files("lesson_pipeline.render").joinpath("static", name).read_text(encoding="utf-8")
