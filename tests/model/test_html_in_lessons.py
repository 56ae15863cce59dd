"""HTML in a lesson as written: its words count, and it swallows nothing unseen."""

from lesson_pipeline.model.build_written import build_written


def test_the_words_of_html_count_as_prose() -> None:
    written = build_written("<details>\n<summary>On softmax</summary>\n\nText with <kbd>x</kbd>.\n\n</details>\n")
    assert [(piece.line, piece.text, piece.kind) for piece in written.prose] == [
        (1, "<details>\n<summary>On softmax</summary>", "paragraph"),
        (4, "Text with <kbd>x</kbd>.", "paragraph"),
        (6, "</details>", "paragraph"),
    ]


def test_a_fence_that_html_swallows_is_astray() -> None:
    written = build_written("<details>\n:::{tip}\nHint.\n:::\n\n</details>\n")
    assert not written.blocks
    assert [span.line for span in written.stray] == [2, 4]


def test_a_script_that_is_never_closed_hides_no_block() -> None:
    assert [block.name for block in build_written("<script>\n\n:::{tip}\nHint.\n:::\n").blocks] == ["tip"]
