"""Which files are read, and how: documents and folders of them, with a reason for each that cannot be."""

import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lesson_pipeline.errors import PipelineError

MAX_BYTES = 4 * 1024 * 1024
_OURS = ("planning", "lessons", "reviews", "schemas", "site")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """One document as read: line breaks are `\\n`, and there is no byte order mark."""

    path: Path
    label: str
    """The path by which the person named it, or found it in the folder named."""
    text: str

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that was not imported, why, and what to do."""

    source: str
    message: str
    help: str = ""


def read_sources(paths: Iterable[Path], into: Path) -> tuple[list[Source], list[Failed]]:
    """Read documents and folders of them (every *.md below, in order); each file once.

    The curriculum's own pages in `into` are left out where a folder is read.
    """
    sources: list[Source] = []
    failed: list[Failed] = []
    seen: set[Path] = set()
    for path in _files(paths, into, failed):
        try:
            real = path.resolve(strict=True)
            if real in seen:
                continue
            seen.add(real)
            sources.append(Source(path, str(path), read_bounded(path)))
        except PipelineError as fault:
            failed.append(Failed(str(path), str(fault), fault.help))
        except (OSError, RuntimeError) as fault:  # a circle of links is either, by version
            reason = getattr(fault, "strerror", None) or "its links lead in a circle"
            failed.append(Failed(str(path), f"it cannot be read: {reason}", "see that it exists and may be read"))
    return sources, failed


def _files(paths: Iterable[Path], into: Path, failed: list[Failed]) -> Iterator[Path]:
    """The files to be read."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(_below(path, into), key=lambda file: file.relative_to(path).parts)
        if not found:
            failed.append(Failed(str(path), "the folder holds no Markdown files", "name one that holds *.md"))
        yield from found


def _below(folder: Path, into: Path) -> Iterator[Path]:
    """The Markdown files below a folder. Links to folders are not followed, hidden folders not entered."""
    ours = {(into / name).resolve() for name in _OURS} - {folder.resolve()}
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".") and (here / name).resolve() not in ours]
        yield from (here / name for name in files if name.lower().endswith(".md") and not name.startswith("."))


def read_bounded(path: Path) -> str:
    """The text of a file. Raises PipelineError where it is none, OSError where it cannot be read."""
    if not path.is_file():
        what = "it is no file" if path.exists() else "it does not exist"
        raise PipelineError(what, "name a Markdown file, or a folder of them")
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise PipelineError(
            f"it has {path.stat().st_size:,} bytes; of a document at most {MAX_BYTES:,} are read",
            "a planning document is about one lesson: split it",
        )
    if raw[:2] in _UTF16:
        raise PipelineError("it is saved as UTF-16", "save it as UTF-8")
    if b"\0" in raw:
        raise PipelineError("it is a binary file", "name a Markdown file")
    return _decoded(raw.removeprefix(BOM_UTF8))


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise PipelineError(
            f"line {line}: byte 0x{raw[fault.start]:02X} is not valid UTF-8",
            "save it as UTF-8 (the editor may have used Latin-1 or Windows-1252)",
        ) from None
    if not text.strip():
        raise PipelineError("it is empty", "name a document with text in it")
    return text.replace("\r\n", "\n").replace("\r", "\n")
