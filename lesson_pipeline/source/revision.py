"""A curriculum as a commit of git holds it, laid out in a folder: what is read is there, the rest only by name."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source.document import MAX_BYTES
from lesson_pipeline.source.git import Blob, blobs, contents
from lesson_pipeline.source.notebook_text import MAX_BYTES as MAX_NOTEBOOK

MAX_FILES = 200_000
"""Files of a commit below the root."""
MAX_LINK = 4096

_READ = {"planning": (".yaml", ".yml"), "lessons": (".md",), "reviews": (".yaml",)}


def lay_out(root: Path, commit: str, folder: Path) -> None:
    """Lay out the files of a commit in an empty folder.

    The texts that a curriculum is read from are there. Of any other file there is an empty one: whether it is there is
    all that is asked. Raises PipelineError where git cannot be asked.
    """
    files = [blob for blob in blobs(root, commit) if _is_fit(blob.path)]
    if len(files) > MAX_FILES:
        raise PipelineError(
            f"the commit has {len(files):,} files below {root}; at most {MAX_FILES:,} are looked at",
            "name the folder of the curriculum itself with --root",
        )
    plain = [blob for blob in files if not blob.is_link]
    texts = [blob for blob in plain if _is_read(blob.path) and blob.size <= MAX_BYTES]
    named = bytearray()
    for blob, content in contents(root, texts):
        _write(folder, blob.path, content)
        if blob.path.startswith("planning/"):
            named += content
    books = [blob for blob in plain if _is_notebook(blob, named)]
    for blob, content in contents(root, books):
        _write(folder, blob.path, content)
    there = {blob.path for blob in (*texts, *books)}
    for blob in plain:
        if blob.path not in there:
            _write(folder, blob.path, b"", min(blob.size, MAX_NOTEBOOK + 1))
    links = [blob for blob in files if blob.is_link and blob.size <= MAX_LINK]
    _link(folder, contents(root, links))


def _is_fit(path: str) -> bool:
    """Whether a path stays where it is put; git itself makes no other, but a repository may be made by anybody."""
    return not path.startswith("/") and not {"", ".", "..", ".git"}.intersection(path.split("/")) and "\\" not in path


def _is_read(path: str) -> bool:
    place = PurePosixPath(path)
    return place.suffix in _READ.get(place.parts[0], ())


def _is_notebook(blob: Blob, named: bytearray) -> bool:
    """Whether a file is a notebook that some plan names."""
    return (
        blob.path.endswith(".ipynb")
        and blob.size <= MAX_NOTEBOOK
        and os.fsencode(PurePosixPath(blob.path).name) in named
    )


def _write(folder: Path, path: str, content: bytes, size: int = 0) -> None:
    """Write a file; without content it has holes up to its size, so that one that is too large still is."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as out:
        out.write(content)
        if size:
            out.truncate(size)


def _link(folder: Path, links: Iterable[tuple[Blob, bytes]]) -> None:
    """Make the links that stay in the folder; others are left out, as on disk."""
    made = list(_made(folder, links))
    base = folder.resolve()
    while outside := [link for link in made if not _ends_in(link, base)]:
        for link in outside:
            link.unlink()
            made.remove(link)


def _made(folder: Path, links: Iterable[tuple[Blob, bytes]]) -> Iterator[Path]:
    for blob, target in links:
        file = folder / blob.path
        if b"\0" in target or target.startswith(b"/") or not target:
            continue
        try:
            if not file.parent.resolve().is_relative_to(folder.resolve()):
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.symlink_to(os.fsdecode(target))
        except (OSError, RuntimeError):  # a circle, a name that is too long, or a system without links
            continue
        yield file


def _ends_in(link: Path, base: Path) -> bool:
    try:
        return link.resolve().is_relative_to(base)
    except (OSError, RuntimeError):  # links in a circle
        return False
