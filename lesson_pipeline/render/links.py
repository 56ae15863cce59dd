"""Links in prose: to lessons and concepts by name, to places on the page, to the web; and to nothing else."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lesson_pipeline.render.context import PageContext, Target, page_of

_WEB = ("http://", "https://", "mailto:")


def links_plugin(md: MarkdownIt) -> None:
    """Resolves `lesson:` and `concept:` links and takes the others that lead nowhere out of the text.

    It goes after the footnotes: those within a line come out of hiding there.
    """
    md.core.ruler.after("footnote_tail", "named_links", _resolve_links)


def _resolve_links(state: StateCore) -> None:
    page = page_of(state.env)
    for token in state.tokens:
        if token.type == "inline":
            _resolve_within(token.children or [], page)


def _resolve_within(tokens: list[Token], page: PageContext) -> None:
    open_links: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            _resolve(token, page)
            open_links.append(token.tag)
        elif token.type == "link_close" and open_links:
            token.tag = open_links.pop()


def _resolve(token: Token, page: PageContext) -> None:
    href = str(token.attrGet("href") or "")
    target = _target(href, page)
    if target is None:
        page.report(f"the link to {href!r} leads nowhere")
        target = Target(None)
    if target.href is None:
        token.tag = "span"
        token.attrs.pop("href", None)
    else:
        token.attrSet("href", target.href)
    if target.about:
        token.attrSet("title", target.about)


def _target(href: str, page: PageContext) -> Target | None:
    scheme, _, name = href.partition(":")
    if scheme == "lesson":
        slug, _, anchor = name.partition("#")
        found = page.links.lesson(slug)
        return Target(f"{found.href}#{anchor}", found.about) if found and found.href and anchor else found
    if scheme == "concept":
        return page.links.concept(name)
    if href.startswith((*_WEB, "#")):
        return Target(href)
    return None
