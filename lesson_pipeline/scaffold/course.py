"""A new course: one that builds, with two small lessons to learn from."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.scaffold.drafts import Draft, refuse_existing
from lesson_pipeline.schema.store import KINDS, schema_text
from lesson_pipeline.source.changes import Put
from lesson_pipeline.source.discover import COURSE
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.source.edits import apply
from lesson_pipeline.source.yaml_edits import yaml_edits
from lesson_pipeline.words import fit_text, id_of

_STARTER = "starter"
_RENAMED = {"gitignore": ".gitignore"}
"""Files that would have a meaning of their own where the package lies, by the name they have there."""
_FOLDERS = ("planning", "lessons", "reviews")


def new_course(folder: Path, title: str | None = None) -> Draft:
    """Draft a course for a folder; nothing is written yet.

    Raises PipelineError where the folder holds a curriculum or lies in one, and where it has a file of that name.
    """
    title = None if title is None else fit_text(title, "title")
    texts = dict(_starter(files("lesson_pipeline.scaffold") / _STARTER, ""))
    if title is not None:
        texts[COURSE] = _titled(texts[COURSE], title)
        _, _, rest = texts["README.md"].partition("\n")
        texts["README.md"] = f"# {title}\n{rest}"
    texts |= {f"schemas/{kind}.schema.json": schema_text(kind) for kind in KINDS}
    try:
        _refuse_curriculum(folder)
        refuse_existing(folder, texts)
    except OSError as fault:
        raise PipelineError(f"{folder} cannot be used: {fault.strerror or fault}", "name another folder") from fault
    return Draft(new=texts)


def _refuse_curriculum(folder: Path) -> None:
    """Raises PipelineError where the folder holds a curriculum or a part of one, or lies within one."""
    if folder.exists() and not folder.is_dir():
        raise PipelineError(f"{folder} is a file", "name a folder that is empty or does not exist yet")
    there = next((name for name in _FOLDERS if (folder / name).is_dir() and any((folder / name).iterdir())), None)
    if there is not None:
        what = "a curriculum" if (folder / COURSE).exists() else f"files in {there}/"
        raise PipelineError(
            f"{folder.resolve()} holds {what} already",
            "`new lesson` and `new concept` add to a curriculum; name another folder for a new one",
        )
    here = folder.resolve()
    for above in here.parents:
        if (above / COURSE).is_file() and here.relative_to(above).parts[0] in _FOLDERS:
            raise PipelineError(
                f"{here} lies within the curriculum in {above}",
                "name a folder outside its planning, lessons and reviews",
            )


def _starter(folder: Traversable, path: str) -> list[tuple[str, str]]:
    """The files of the starter, by path, in order."""
    found: list[tuple[str, str]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{path}{_RENAMED.get(item.name, item.name)}"
        if item.is_dir():
            found += _starter(item, f"{name}/")
        else:
            found.append((name, item.read_text(encoding="utf-8")))
    return found


def _titled(text: str, title: str) -> str:
    document = parse_document(text, COURSE)
    changes = [Put(("title",), title)]
    if id := id_of(title)[:100].strip("-"):
        changes.append(Put(("course",), id))
    return apply(text, yaml_edits(document, changes))
