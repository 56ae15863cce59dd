"""Pictures: found beside the lesson, drawings put into the page, everything else copied into the site."""

import posixpath
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from markupsafe import escape

from lesson_pipeline.model.written import slug_of
from lesson_pipeline.render.drawings import DrawingError, drawing, left_out

FOLDER = "pictures/"
DRAWING = ".svg"
COPIED = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
_MAX_DRAWING = 1_000_000
_MAX_COPIED = 20_000_000
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class PictureError(Exception):
    """A picture that cannot be shown; says why."""


def picture_reader(root: Path) -> Callable[[str], bytes]:
    """Reads files below a curriculum's root by their path relative to it; raises PictureError."""
    base = root.resolve()

    def read(path: str) -> bytes:
        file = (root / path).resolve()
        if not file.is_relative_to(base):
            raise PictureError("it leads out of the curriculum")
        if not file.is_file():
            raise PictureError(f"there is no file {path}")
        limit = _MAX_DRAWING if file.suffix.lower() == DRAWING else _MAX_COPIED
        if file.stat().st_size > limit:
            raise PictureError(f"it is larger than {limit // 1_000_000} MB")
        try:
            return file.read_bytes()
        except OSError as fault:
            raise PictureError(f"it cannot be read: {fault.strerror}") from fault

    return read


class Pictures:
    """The pictures of one page: `file` is what the page is made from, `up` leads from the page to the site."""

    def __init__(self, read: Callable[[str], bytes], file: str, up: str) -> None:
        self._read = read
        self._folder = posixpath.dirname(file)
        self._up = up
        self._drawings = 0
        self.copies: dict[str, bytes] = {}
        """What has to stand in the site for this page, by path."""

    def show(self, source: str, words: str, report: Callable[[str], None]) -> str:
        """A picture as HTML within a line; `words` say what it shows.

        Raises PictureError where it cannot be shown; tells `report` what of it is lost.
        """
        path = self._path(source)
        suffix = PurePosixPath(path).suffix.lower()
        if suffix == DRAWING:
            return self._drawing(source, self._read(path), words, report)
        if suffix not in COPIED:
            known = ", ".join(sorted(suffix[1:] for suffix in {DRAWING, *COPIED}))
            raise PictureError(f"it is none of {known}")
        content = self._read(path)
        name = f"{FOLDER}{_plain(PurePosixPath(path).stem)}-{sha256(content).hexdigest()[:10]}{suffix}"
        self.copies[name] = content
        return f'<img src="{escape(self._up + name)}" alt="{escape(words)}">'

    def prefix(self) -> str:
        """A beginning for the ids of one more drawing; no author's id begins like it."""
        self._drawings += 1
        return f"_p{self._drawings}."

    def _path(self, source: str) -> str:
        source = unquote(source)
        if not source or source.startswith("/") or _ELSEWHERE.match(source) or "\\" in source or "\0" in source:
            raise PictureError("name a file by its path from the lesson's folder")
        path = posixpath.normpath(posixpath.join(self._folder, source))
        if path.startswith("../") or path in ("..", "."):
            raise PictureError("it leads out of the curriculum")
        return path

    def _drawing(self, source: str, content: bytes, words: str, report: Callable[[str], None]) -> str:
        try:
            text = content.decode("utf-8-sig")
            svg = drawing(text, self.prefix(), words)
        except (UnicodeDecodeError, DrawingError) as fault:
            raise PictureError("it holds no SVG in UTF-8 that draws anything") from fault
        if lost := left_out(text):
            report(f"the picture {source!r} is shown without its {', '.join(f'<{tag}>' for tag in lost)}")
        return svg


def _plain(stem: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "", slug_of(stem))[:60] or "picture"
