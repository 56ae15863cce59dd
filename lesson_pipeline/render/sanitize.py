"""The last wall: whatever an author typed leaves only as HTML of this list."""

import nh3
from markupsafe import Markup

_TEXT_TAGS = """
a b blockquote br caption code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i input kbd li ol p pre
s section span strong sub summary sup table tbody td th thead tr ul
"""
_FORMULA_TAGS = """
math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub
msubsup msup mtable mtd mtext mtr munder munderover
"""
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "title", "role", "tabindex", "aria-label", "aria-hidden"},
    "a": {"href"},
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
_CLEANER = nh3.Cleaner(
    tags={*_TEXT_TAGS.split(), *_FORMULA_TAGS.split()},
    attributes=_ATTRIBUTES,
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    filter_style_properties=_STYLES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitized(html: str) -> Markup:
    """The HTML with everything removed that a lesson has no use for: scripts, handlers, embedded things, odd links."""
    return Markup(_CLEANER.clean(html))  # noqa: S704 (this is where text becomes safe)
