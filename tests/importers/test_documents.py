"""Which files an import reads, and what it says of those that it cannot read."""

import os
from pathlib import Path

import pytest

from lesson_pipeline.importers.markdown.documents import MAX_BYTES, Failed, read_sources


def write(folder: Path, **files: bytes | str) -> Path:
    for name, text in files.items():
        file = folder / name.replace("__", "/")
        file = file.with_name(f"{file.name}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def only_failure(path: Path) -> Failed:
    sources, failed = read_sources([path], path.parent / "into")
    assert sources == []
    assert len(failed) == 1
    return failed[0]


def test_files_and_folders_each_document_once_in_order(tmp_path: Path) -> None:
    docs = write(tmp_path, b__z="z", b__a="a", c="c", a="a too")
    (docs / "b" / "table.csv").write_text("1,2")
    write(tmp_path, **{".hidden__x": "x"})
    sources, failed = read_sources([docs / "c.md", docs], tmp_path / "into")
    assert failed == []
    assert [source.label for source in sources] == [str(docs / name) for name in ("c.md", "a.md", "b/a.md", "b/z.md")]
    assert sources[0].stem == "c"


def test_line_breaks_and_the_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    write(tmp_path, a=b"\xef\xbb\xbf# One\r\ntwo\rthree\n")
    assert read_sources([tmp_path / "a.md"], tmp_path)[0][0].text == "# One\ntwo\nthree\n"


def test_the_curriculums_own_pages_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, lessons__loops="a page", docs__loops="a plan")
    assert [source.text for source in read_sources([tmp_path], tmp_path)[0]] == ["a plan"]
    assert [source.text for source in read_sources([tmp_path / "lessons"], tmp_path)[0]] == ["a page"]


@pytest.mark.parametrize(
    ("content", "message", "help"),
    [
        (b"", "it is empty", "text in it"),
        (b" \r\n\t\n", "it is empty", "text in it"),
        (b"\xef\xbb\xbf", "it is empty", "text in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "it is a binary file", "a Markdown file"),
        ("Größe".encode("utf-16"), "UTF-16", "save it as UTF-8"),
        (b"# One\n\nGr\xf6\xdfe", "line 3: byte 0xF6 is not valid UTF-8", "save it as UTF-8"),
        (b"x" * (MAX_BYTES + 1), f"it has {MAX_BYTES + 1:,} bytes", "split it"),
    ],
    ids=["empty", "blank", "mark", "binary", "utf-16", "latin-1", "huge"],
)
def test_what_cannot_be_read_is_named_with_what_to_do(tmp_path: Path, content: bytes, message: str, help: str) -> None:
    write(tmp_path, bad=content, good="text")
    sources, failed = read_sources([tmp_path / "bad.md", tmp_path / "good.md"], tmp_path)
    assert [source.text for source in sources] == ["text"]
    assert failed[0].source == str(tmp_path / "bad.md")
    assert message in failed[0].message
    assert help in failed[0].help


def test_what_is_not_there_and_what_is_no_file(tmp_path: Path) -> None:
    assert "No such file" in only_failure(tmp_path / "nothing.md").message
    os.mkfifo(tmp_path / "pipe.md")
    assert only_failure(tmp_path / "pipe.md").message == "it is no file"
    (tmp_path / "empty").mkdir()
    assert only_failure(tmp_path / "empty").message == "the folder holds no Markdown files"


def test_links_in_a_circle_end_and_a_link_to_a_document_is_that_document(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", a="a")
    (docs / "around").symlink_to(docs)
    (docs / "b.md").symlink_to(docs / "a.md")
    (docs / "c.md").symlink_to(docs / "c.md")
    sources, failed = read_sources([docs], tmp_path)
    assert [source.label for source in sources] == [str(docs / "a.md")]
    assert [Path(one.source).name for one in failed] == ["c.md"]
