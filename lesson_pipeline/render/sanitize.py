"""The last wall: whatever an author typed leaves only as HTML of this list."""

import re

import nh3
from markupsafe import Markup

from lesson_pipeline.render import drawings

_TEXT_TAGS = """
a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img
input ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td th thead tr u ul var wbr
"""
_FORMULA_TAGS = """
math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub
msubsup msup mtable mtd mtext mtr munder munderover
"""
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "title", "lang", "role", "tabindex", "aria-label", "aria-hidden"},
    "a": {"href"},
    "div": {"style"},
    "img": {"src", "alt"},
    "input": {"checked", "disabled"},
    "ol": {"start"},
    "td": {"style"},
    "th": {"style", "scope"},
    "math": {"display"},
    "menclose": {"notation"},
    "mfrac": {"displaystyle", "linethickness", "scriptlevel", "style"},
    "mi": {"mathvariant"},
    "mo": {"form", "largeop", "lspace", "maxsize", "minsize", "movablelimits", "rspace", "stretchy", "symmetric"},
    "mover": {"accent"},
    "mpadded": {"style"},
    "mrow": {"style"},
    "mspace": {"style", "width"},
    "mstyle": {"displaystyle", "scriptlevel", "style"},
    "mtable": {"displaystyle", "scriptlevel", "style"},
    "mtd": {"style"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
}
_STYLES = {
    *("border-bottom", "border-left", "border-right", "border-top", "color", "justify-items", "margin-left"),
    *("padding-left", "padding-right", "padding-top", "text-align", "width"),
}
_OWN_PICTURE = re.compile(r"(?:\.\./)?pictures/[\w.-]+\Z")


def _check(tag: str, attribute: str, value: str) -> str | None:
    """Values that a list of names cannot judge: drawings refer to themselves alone, pictures are the site's own."""
    if tag in drawings.TAGS and attribute in drawings.ATTRIBUTES[tag]:
        return drawings.permitted(attribute, value)
    if tag == "img" and attribute == "src":
        return value if _OWN_PICTURE.match(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags={*_TEXT_TAGS.split(), *_FORMULA_TAGS.split(), *drawings.TAGS},
    attributes={**_ATTRIBUTES, **drawings.ATTRIBUTES},
    attribute_filter=_check,
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    filter_style_properties=_STYLES | drawings.STYLES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitized(html: str) -> Markup:
    """The HTML with everything removed that a lesson has no use for: scripts, handlers, embedded things, odd links."""
    return Markup(_CLEANER.clean(html))  # noqa: S704 (this is where text becomes safe)
