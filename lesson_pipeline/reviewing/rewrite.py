"""Texts that a command made of the whole curriculum, written while nobody else changes what they were made from."""

from collections.abc import Mapping
from contextlib import ExitStack

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.reviewing.store import FOLDER, alone
from lesson_pipeline.source.document import read_text
from lesson_pipeline.source.edits import write_all


def rewrite(loaded: Loaded, texts: Mapping[str, str]) -> None:
    """Write new texts of files that were loaded, by path: all of them or none.

    Reviews are written under the locks that the review commands take.
    Raises PipelineError where a file is no longer what was loaded, or cannot be written; nothing has changed then.
    """
    files = loaded.files
    reviewed = sorted({path.split("/")[1] for path in texts if path.startswith(f"{FOLDER}/")})
    with ExitStack() as locks:
        for lesson in reviewed:  # always in the same order, so that no two commands wait for each other
            locks.enter_context(alone(files.root, lesson))
        for path in texts:
            if read_text(files.on_disk(path), path) != loaded.documents[path].text:
                raise PipelineError(
                    f"{path} was changed by somebody else in the meantime; nothing was written",
                    "run the command again",
                )
        write_all({files.on_disk(path): text for path, text in texts.items()})
