"""Parts of one order, put together again."""

import pytest

from lesson_pipeline.importers.markdown.merged_order import merged


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], ""),
        (["abc"], "abc"),
        (["ad", "bde", "abc"], "abdec"),
        (["cd", "ab"], "cdab"),
        (["ac", "ab", "bc"], "abc"),
        (["ab", "ba", "bc"], "abc"),
        (["aab", "b"], "ab"),
    ],
)
def test_each_part_keeps_its_order_and_what_is_open_comes_as_it_was_met(parts: list[str], whole: str) -> None:
    assert "".join(merged(parts)) == whole
