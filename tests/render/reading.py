"""Reads a rendered page as a browser would, as far as the tests need it; refuses what does not nest."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

INLINE = {
    "a",
    "b",
    "code",
    "em",
    "i",
    "math",
    "mi",
    "mn",
    "mo",
    "msub",
    "msup",
    "mrow",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
}
VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        inner = "".join(child if isinstance(child, str) else child._raw() for child in self.children)
        return inner if self.tag in INLINE else f" {inner} "

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str = "", css: str = "") -> list["Element"]:
        """Every element below this one with a tag, a class, or both."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (not tag or child.tag == tag) and (not css or css in child.classes):
                    found.append(child)
                found += child.all(tag, css)
        return found

    def one(self, tag: str = "", css: str = "") -> "Element":
        found = self.all(tag, css)
        assert len(found) == 1, f"{len(found)} of {tag}.{css}"
        return found[0]

    def by_id(self, id: str) -> "Element":
        [found] = [element for element in self.all() if element.attributes.get("id") == id]
        return found

    def has(self, css: str) -> bool:
        return bool(self.all(css=css))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says something twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        assert self._open == [self.root], f"<{self._open[-1].tag}> is never closed"


def read_html(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def read_page(file: Path) -> Element:
    return read_html(file.read_text(encoding="utf-8"))


def ids(page: Element) -> list[str]:
    return [element.attributes["id"] for element in page.all() if "id" in element.attributes]


def headings(page: Element) -> list[int]:
    return [int(element.tag[1]) for element in page.all() if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]


def broken_links(site: Path) -> list[str]:
    """Links of all pages to files or places that are not there; links to the web are not followed."""
    pages = {file.resolve(): read_page(file) for file in site.rglob("*.html")}
    broken = []
    for file, page in pages.items():
        for link in page.all("a"):
            path, _, anchor = unquote(link.attributes["href"]).partition("#")
            if path.startswith(("http://", "https://", "mailto:")):
                continue
            target = (file.parent / path).resolve() if path else file
            if target not in pages or (anchor and anchor not in ids(pages[target])):
                broken.append(f"{file.name}: {link.attributes['href']}")
    return broken
