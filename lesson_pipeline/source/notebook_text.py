"""The text of a notebook that a plan names: within the root, and no larger than is read."""

from pathlib import Path
from typing import NamedTuple

MAX_BYTES = 16 * 1024 * 1024
"""Pictures that the code made are part of the file."""


class NotebookText(NamedTuple):
    """The text, or why there is none, and what to do."""

    path: str
    """Relative to the root, with forward slashes; as it was named where it leads nowhere."""
    text: str = ""
    problem: str = ""
    help: str = ""


def read_notebook(root: Path, named: str) -> NotebookText:
    """Read a notebook by the path under which a plan names it."""
    try:
        base = root.resolve()
        file = (base / named).resolve()
        if Path(named).is_absolute() or "\\" in named or not file.is_relative_to(base):
            return NotebookText(named, "", "leads out of the curriculum's folder", "name a file below the root")
        path = file.relative_to(base).as_posix()
        if not file.is_file():
            return NotebookText(
                path, "", "is not there", "add the notebook, or correct its path: it counts from the root"
            )
        size = file.stat().st_size
        if size > MAX_BYTES:
            return NotebookText(path, "", f"has {size:,} bytes; at most {MAX_BYTES:,} are read", "clear its outputs")
        return NotebookText(path, file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return NotebookText(named, "", "is not saved as UTF-8", "save it again with Jupyter")
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a circle of links
        reason = getattr(error, "strerror", None) or "its path is no path"
        return NotebookText(named, "", f"cannot be read: {reason}", "check its path and its permissions")
