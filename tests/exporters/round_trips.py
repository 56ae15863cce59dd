"""Round trips: the files of a lesson, the document that is exported of them, and the files that an import makes of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.exporters.markdown.document import planning_document
from lesson_pipeline.exporters.markdown.lesson_files import LessonFiles, lesson_files
from lesson_pipeline.importers.markdown.outcome import DocumentOutcome
from lesson_pipeline.importers.markdown.run import import_markdown
from lesson_pipeline.source.document import parse_document

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Back:
    """What an import made of an exported document."""

    document: str
    plan: Data
    rounds: tuple[Data, ...]
    concepts: Mapping[str, Data]
    texts: Mapping[str, str]
    """The files, by path."""
    outcome: DocumentOutcome

    @property
    def odd(self) -> list[str]:
        return [one.message for one in self.outcome.log.odd]


def there_and_back(lesson: LessonFiles) -> Back:
    """Export a lesson, and import that into an empty folder."""
    return imported(lesson.slug, planning_document(lesson))


def imported(slug: str, document: str) -> Back:
    """Import one document into an empty folder."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{slug}.md"
        file.write_text(document, encoding="utf-8")
        made = import_markdown([file], Path(folder) / "into")
    assert not made.failed
    texts = made.texts
    plan = next(path for path in texts if path.endswith(f"/{slug}.yaml"))
    rounds = sorted((path for path in texts if path.startswith(f"reviews/{slug}/")), key=lambda path: (len(path), path))
    return Back(
        document,
        read(texts[plan]),
        tuple(read(texts[path]) for path in rounds),
        read(texts["planning/concepts.yaml"])["concepts"],
        texts,
        made.documents[0],
    )


def read(text: str) -> Any:
    document = parse_document(text, "file.yaml")
    assert not document.faults
    return document.data


def lesson_of(
    plan: Data, rounds: Sequence[Data] = (), concepts: Mapping[str, Data] | None = None, names: Data | None = None
) -> LessonFiles:
    """The files of a lesson, made up."""
    return LessonFiles(plan["lesson"], plan, tuple(rounds), concepts or {}, names or {})


def lessons(loaded: Loaded) -> Iterator[LessonFiles]:
    """Every lesson of a curriculum."""
    for slug in loaded.curriculum.plans:
        yield lesson_files(loaded, slug)
