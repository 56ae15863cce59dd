"""SVG: the part of it that draws and does nothing else, in colours that follow the reader's scheme."""

import re
from functools import lru_cache

import nh3
from markupsafe import escape

_TAGS = """
circle clipPath defs ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient rect stop svg
symbol text tspan use
"""
_PAINT = "color fill stop-color stroke"
_LOOK = """
clip-rule dominant-baseline fill-opacity fill-rule font-family font-size font-style font-variant font-weight
letter-spacing opacity paint-order stop-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration vector-effect visibility word-spacing
"""
_SHAPE = """
cx cy d dx dy fx fy height offset pathLength points r rotate rx ry textLength lengthAdjust transform width x x1 x2 y
y1 y2
"""
_REFERENCES = "clip-path marker-end marker-mid marker-start mask"
_FRAME = """
clipPathUnits gradientTransform gradientUnits markerHeight markerUnits markerWidth maskContentUnits maskUnits orient
patternContentUnits patternTransform patternUnits preserveAspectRatio refX refY spreadMethod viewBox
"""
TAGS = frozenset(_TAGS.split())
_ALL = frozenset(f"{_PAINT} {_LOOK} {_SHAPE} {_REFERENCES} {_FRAME} id style".split())
ATTRIBUTES = {tag: set(_ALL) for tag in TAGS}
for _tag in ("use", "linearGradient", "radialGradient", "pattern"):
    ATTRIBUTES[_tag].add("href")
STYLES = frozenset(f"{_PAINT} {_LOOK}".split())

_PLAIN = re.compile(r"[\w#%.,()/\s+'\"-]*\Z")
_LOCAL = re.compile(r"url\(\s*(['\"]?)#([\w.:-]+)\1\s*\)(?P<rest>[\w#\s]*)\Z")
_VARIABLE = re.compile(r"var\(--[a-z-]+(?:,\s*[\w#]+)?\)\Z")
_BLACK = {"black", "#000", "#000000"}
_WHITE = {"white", "#fff", "#ffffff"}
_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^:;{}@\\]*?)\s*(?:!important\s*)?\Z")


def permitted(attribute: str, value: str, prefix: str = "") -> str | None:
    """The value as it may stand in a drawing, its ids behind a prefix; None where it may not."""
    if attribute == "id":
        return f"{prefix}{value}" if re.fullmatch(r"[\w.:-]+", value) else None
    if attribute == "href":
        return f"#{prefix}{value[1:]}" if re.fullmatch(r"#[\w.:-]+", value) else None
    if attribute == "style":
        kept = (_declaration(part, prefix) for part in value.split(";"))
        return ";".join(part for part in kept if part) or None
    if local := _LOCAL.match(value):
        return f"url(#{prefix}{local[2]}){local['rest']}"
    if attribute in ("fill", "stroke", "stop-color", "color"):
        return _colour(value.strip())
    if attribute.lower().endswith("transform"):
        return value if _PLAIN.match(value) else None
    return None if "(" in value else value


def _colour(value: str) -> str | None:
    """Black is the colour of text and white that of the ground, so that a drawing can be read in the dark."""
    if value.lower() in _BLACK:
        return "currentColor"
    if value.lower() in _WHITE:
        return "var(--ground)"
    return value if _VARIABLE.match(value) or (_PLAIN.match(value) and "url" not in value.lower()) else None


def _declaration(part: str, prefix: str) -> str:
    read = _DECLARATION.match(part)
    if read is None or read[1] not in STYLES or "url" in read[2].lower():
        return ""
    value = permitted(read[1], read[2], prefix)
    return f"{read[1]}:{value}" if value else ""


def _cleaner(prefix: str) -> nh3.Cleaner:
    def check(_: str, attribute: str, value: str) -> str | None:
        return permitted(attribute, value, prefix)

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags={"desc", "foreignObject", "metadata", "script", "style", "title"},
        attributes=ATTRIBUTES,
        attribute_filter=check,
        link_rel=None,
    )


_EDGE = re.compile(r"<svg\b|</svg>")
_DRAWS = re.compile(r"<(?:circle|ellipse|line|path|polygon|polyline|rect|text|use)\b")
_ROOT = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'\b(width|height)="\s*([0-9]*\.?[0-9]+)(?:px)?\s*"')


class DrawingError(ValueError):
    """The text holds no SVG, or one in which nothing is drawn."""


@lru_cache(maxsize=256)
def drawing(text: str, prefix: str, words: str) -> str:
    """The SVG of a file, safe to stand in a page: `prefix` keeps its ids apart from others, `words` say what it shows.

    Raises DrawingError where there is none.
    """
    start = text.find("<svg")
    if start < 0:
        raise DrawingError
    svg = _cleaner(prefix).clean(text[start:]).strip()
    root = _ROOT.match(svg)
    if root is None:
        raise DrawingError
    svg = svg[: _end(svg)]
    if not _DRAWS.search(svg):
        raise DrawingError
    head = root[0][len("<svg") : -1]
    size = dict(_SIZE.findall(head))
    if "viewBox=" not in head and len(size) == 2:
        head += f' viewBox="0 0 {size["width"]} {size["height"]}"'
    return f'<svg role="img" aria-label="{escape(words)}"{head}>{svg[root.end() :]}'


def _end(svg: str) -> int:
    """Where the first drawing ends: what a file holds behind it is no part of the picture."""
    depth = 0
    for edge in _EDGE.finditer(svg):
        depth += 1 if edge[0] == "<svg" else -1
        if depth == 0:
            return edge.end()
    return len(svg)


_TAG = re.compile(r"<([A-Za-z][\w-]*)")
_SILENT = {"a", "desc", "metadata", "namedview", "svg", "switch", "title"}


def left_out(text: str) -> list[str]:
    """The tags of a file that its drawing loses, and with them something that was to be seen."""
    return sorted({tag for tag in _TAG.findall(text[text.find("<svg") :]) if tag not in TAGS and tag not in _SILENT})
