"""The templates, and the one style sheet."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from lesson_pipeline.render.edition import INDEX, STYLE
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
    return _environment().get_template(template).render(page=page, index=up + INDEX, style=up + STYLE)


def style_sheet() -> str:
    """The style sheet of every page."""
    return files("lesson_pipeline.render").joinpath(STYLE).read_text(encoding="utf-8")
