"""The style sheet: colours that everybody can read, and rules that the pages use."""

import re
from itertools import product

import pytest

from lesson_pipeline.render.addresses import STYLES
from lesson_pipeline.render.highlight import KINDS
from lesson_pipeline.render.templates import static_file

STYLE = "".join(static_file(path) for path in STYLES)
TEXT = [
    "ink",
    "muted",
    "accent",
    "warn",
    "good",
    "code-keyword",
    "code-string",
    "code-number",
    "code-name",
    "code-builtin",
    "code-comment",
]
GROUND = ["paper", "panel"]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


LIGHT = colours(STYLE.partition("@media")[0])
DARK = LIGHT | colours(STYLE.partition("@media screen and (prefers-color-scheme: dark) {")[2].partition("\n}\n")[0])


def luminance(colour: str) -> float:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: dict[str, str]) -> None:
    pairs = [*product(TEXT, GROUND), ("accent", "accent-soft"), ("paper", "accent")]
    faint = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edges_of_controls_can_be_seen(scheme: dict[str, str]) -> None:
    assert contrast(scheme["strong-line"], scheme["paper"]) >= 3


def test_every_kind_of_token_has_a_colour() -> None:
    assert all(f".code .{kind} {{" in STYLE or f".code .{kind}, " in STYLE for _, kind in KINDS)


def test_every_variable_is_defined() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", STYLE)) <= set(re.findall(r"--([\w-]+):", STYLE))


def test_the_sheet_is_whole() -> None:
    assert STYLE.count("{") == STYLE.count("}")
    for feature in ("prefers-color-scheme: dark", "@media print", ":focus-visible", "details-content"):
        assert feature in STYLE
