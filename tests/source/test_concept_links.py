"""Links to concepts in Markdown."""

import pytest

from lesson_pipeline.source.concept_links import concept_links, relinked


@pytest.mark.parametrize(
    "text",
    [
        "[softmax](concept:softmax)",
        'See [it](concept:softmax "turns scores") and [more](https://example.org)',
        "[it](<concept:softmax>)",
        "<concept:softmax>",
        "[it][s]\n\n[s]: concept:softmax\n",
        "a `code` and [it](concept:softmax), `more`",
        "an odd ` tick\n\n[it](concept:softmax) and another ` tick",
        "```\ncode\n```\n[it](concept:softmax)",
        r"\`[it](concept:softmax)\`",
        r"`a\` and [it](concept:softmax) and `b`",
        "``` `code` ```\n[it](concept:softmax)",
        "```code```\n[it](concept:softmax)\n\n```\ncode\n```\n",
        "[it][s]\n\n[s]:\r\n  concept:softmax\r\n",
    ],
)
def test_links_are_found_and_led_elsewhere(text: str) -> None:
    (link,) = concept_links(text)
    assert text[link.start : link.end] == link.id == "softmax"
    assert relinked(text, "softmax", "soft-max") == text.replace("concept:softmax", "concept:soft-max")
    crlf = text.replace("\r", "").replace("\n", "\r\n")
    assert relinked(crlf, "softmax", "soft-max") == crlf.replace("concept:softmax", "concept:soft-max")


@pytest.mark.parametrize(
    "text",
    [
        "`[softmax](concept:softmax)`",
        "``a ` [softmax](concept:softmax)``",
        "```\n[softmax](concept:softmax)\n```",
        "  ~~~ md\n  [softmax](concept:softmax)\n  ~~~~\n",
        "```\n[softmax](concept:softmax)\n",
        r"\\`[softmax](concept:softmax)`",
        "~~~ `a`\n[softmax](concept:softmax)\n~~~\n",
        "the concept:softmax itself",
        "[softmax](concept:softmax-loss)",
        "[softmax](concept:hard-softmax)",
        "[softmax](lesson:softmax)",
    ],
)
def test_what_is_no_link_to_it_stays(text: str) -> None:
    assert relinked(text, "softmax", "soft-max") == text
    crlf = text.replace("\n", "\r\n")
    assert relinked(crlf, "softmax", "soft-max") == crlf
