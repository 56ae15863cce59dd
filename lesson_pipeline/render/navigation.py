"""What stands at the head of every page: the course, and the pages that lead through it."""

from dataclasses import dataclass

from markupsafe import Markup

from lesson_pipeline.render.addresses import GLOSSARY, INDEX, REVIEWS, SCRIPT, STYLE, TRACEABILITY, address
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.titles import title

_PAGES = ((INDEX, "Lessons"), (GLOSSARY, "Glossary"), (TRACEABILITY, "Traceability"))


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the navigation; `here` on the page that it leads to."""

    href: str
    text: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page shows beside its own content."""

    course: Markup
    home: str
    links: tuple[NavLink, ...]
    style: str
    script: str


def frame(edition: Edition, page: str) -> Frame:
    """The frame of the page in the file `page`."""
    pages = (*_PAGES, (REVIEWS, "Reviews")) if edition.reviewed else _PAGES
    return Frame(
        title(edition.course.title),
        address(INDEX, page=page),
        tuple(NavLink(address(file, page=page), text, file == page) for file, text in pages),
        address(STYLE, page=page),
        address(SCRIPT, page=page),
    )
