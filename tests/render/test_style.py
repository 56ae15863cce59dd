"""The style sheet: colours that everybody can read, and rules that the pages use."""

import re
from itertools import product

import pytest

from lesson_pipeline.render.highlight import KINDS
from lesson_pipeline.render.templates import style_sheet

STYLE = style_sheet()
TEXT = [
    "ink",
    "muted",
    "accent",
    "warn",
    "good",
    "mind",
    "wrong",
    "code-keyword",
    "code-string",
    "code-number",
    "code-name",
    "code-builtin",
    "code-comment",
]
GROUND = ["paper", "panel"]


TINTS = ["accent-soft", "warn-soft", "good-soft", "mind-soft", "wrong-soft", "shape", "area"]
PAIRS = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", STYLE)
LIGHT = {name: light for name, light, _ in PAIRS}
DARK = {name: dark for name, _, dark in PAIRS}


def luminance(colour: str) -> float:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: dict[str, str]) -> None:
    pairs = [*product(TEXT, GROUND), *product(["ink", "muted", "accent"], TINTS), ("paper", "accent")]
    pairs += [(name, f"{name}-soft") for name in ("warn", "good", "mind", "wrong")]
    faint = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edges_of_controls_can_be_seen(scheme: dict[str, str]) -> None:
    assert contrast(scheme["strong-line"], scheme["paper"]) >= 3
    assert contrast(scheme["strong-line"], scheme["panel"]) >= 3


def test_every_kind_of_token_has_a_colour() -> None:
    assert all(f".code .{kind} {{" in STYLE or f".code .{kind}, " in STYLE for _, kind in KINDS)


def test_every_variable_is_defined() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", STYLE)) <= set(re.findall(r"--([\w-]+):", STYLE))


def test_the_sheet_is_whole() -> None:
    assert STYLE.count("{") == STYLE.count("}")
    for feature in (
        '[data-scheme="dark"] { color-scheme: dark; }',
        "@media print",
        ":focus-visible",
        "details-content",
    ):
        assert feature in STYLE
