"""The files of the site, and how one page links to another: relative, so that the site works in any folder."""

from urllib.parse import quote

INDEX = "index.html"
GLOSSARY = "glossary.html"
TRACEABILITY = "traceability.html"
REVIEWS = "reviews.html"
STYLE = "static/style.css"
SCRIPT = "static/scheme.js"


def lesson_page(slug: str) -> str:
    """The file of a lesson's page."""
    return f"lessons/{slug}.html"


def concept_page(id: str) -> str:
    """The file of a concept's page, or of a glossary term's."""
    return f"concepts/{id}.html"


def traced_page(slug: str) -> str:
    """The file of the page that holds a lesson against its plan."""
    return f"traceability/{slug}.html"


def review_page(slug: str) -> str:
    """The file of the page that tells a lesson's reviews."""
    return f"reviews/{slug}.html"


def round_anchor(round: int) -> str:
    """The place of a round on that page."""
    return f"r{round}"


def finding_anchor(round: int, id: str) -> str:
    """The place of a finding on that page."""
    return f"r{round}-{id}"


def reviewer_page(slug: str) -> str:
    """The file of the page that shows a lesson to its reviewer."""
    return f"review/{slug}.html"


def up_from(page: str) -> str:
    """What leads from a page to the folder of the site."""
    return "../" * page.count("/")


def address(target: str, anchor: str = "", *, page: str) -> str:
    """The address of a file of the site, or of a place in it, on the page `page`."""
    fragment = f"#{quote(anchor)}" if anchor else ""
    if target == page and fragment:
        return fragment
    folder, slash, name = target.rpartition("/")
    if slash and page.startswith(f"{folder}/"):
        return f"{quote(name)}{fragment}"
    return f"{up_from(page)}{quote(target)}{fragment}"
