"""An import from documents to the texts of files: everything is made in memory, nothing is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.assembly import Assembly, Imported, assemble
from lesson_pipeline.importers.markdown.batch import Batch, read_batch
from lesson_pipeline.importers.markdown.documents import Failed
from lesson_pipeline.importers.markdown.gather import Gathered, gather, relative
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.identity import plan_mentions
from lesson_pipeline.importers.markdown.manifest import digest
from lesson_pipeline.importers.markdown.outcome import DocumentOutcome, ImportOutcome, InferredValue, count_round
from lesson_pipeline.importers.markdown.unplaced import keep_unplaced
from lesson_pipeline.importers.markdown.vocabulary import words_of
from lesson_pipeline.importers.markdown.words import account
from lesson_pipeline.scaffold.yaml_text import schema_comment
from lesson_pipeline.source.discover import COURSE
from lesson_pipeline.source.document import MAX_BYTES
from lesson_pipeline.source.yaml_text import yaml_text
from lesson_pipeline.words import id_of, name_of

_REGISTRY = "planning/concepts.yaml"
_LONGEST = 100
Progress = Callable[[str], None]


def import_markdown(
    paths: Sequence[Path], into: Path, order: Path | None = None, *, force: bool = False
) -> ImportOutcome:
    """Import documents and folders into the folder of a curriculum; nothing is written yet (`files.plan_writing`).

    Raises PipelineError where the import cannot be done (`gather.gather`). A document that cannot be imported is listed.
    """
    return import_gathered(gather(paths, into, order, force=force), into, lambda _: None)


def import_gathered(gathered: Gathered, into: Path, progress: Progress) -> ImportOutcome:
    """Import what was gathered; `progress` is called with each document."""
    batch = read_batch(gathered.sources, progress)
    outcome = _made(batch, gathered, into)
    while outcome.documents and (large := [one for one in outcome.documents if _too_large(one, outcome.texts)]):
        # what is left out must not stand in the course either; what was read is used up, so it is read again
        failed = [_refusal(one, outcome.texts) for one in large]
        gone = {one.source for one in large}
        rest = tuple(source for source in gathered.sources if source.label not in gone)
        again = read_batch(rest, lambda _: None)
        batch = Batch(again.documents, again.pages, (*again.failed, *failed))
        outcome = _made(batch, gathered, into)
    for path in (COURSE, _REGISTRY):
        if len(outcome.texts.get(path, "").encode()) > MAX_BYTES:
            raise PipelineError(
                f"{path} would be larger than {MAX_BYTES:,} bytes, which is more than is read of a file",
                "import fewer documents at once, each set of them into a folder of its own",
            )
    return outcome


def _made(batch: Batch, gathered: Gathered, into: Path) -> ImportOutcome:
    failed = (*gathered.failed, *batch.failed)
    documents = batch.documents
    if not documents:
        return ImportOutcome((), failed=failed)
    named = id_of(into.resolve().name)[:_LONGEST].strip("-") or "course"
    title = name_of(named)
    assembly = assemble(documents, batch.pages, (named, title), gathered.order)
    for one in assembly.documents:
        if "lesson" in one.planning.log.annotations.document:
            continue  # an export says by its annotations what goes where: a note would come on top
        keep_unplaced(one.planning.source.text, one.plan.data, _written(one, assembly), one.planning.log)
    texts = {path: yaml_text(data, schema_comment(kind, path.count("/"))) for path, kind, data in _files(assembly)}
    used = {page.document for page in batch.pages} | {one.source.label for one in documents}
    return ImportOutcome(
        documents=tuple(_outcome(one, assembly) for one in assembly.documents),
        texts=texts,
        sources={
            relative(source.path, into): digest(source.text) for source in gathered.sources if source.label in used
        },
        order_file=gathered.order_file,
        pages=tuple(page.document for page in batch.pages),
        failed=failed,
        order=assembly.order,
        records=tuple(record.slug for record in assembly.records),
        suggestions=assembly.concepts.suggestions,
        guesses=(
            Guess("", 0, f"the course is `{named}`, “{title}”", "the folder is called so", "course", "/title"),
            *assembly.guesses,
        ),
    )


# -- files


def _files(assembly: Assembly) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every file: path, kind of schema, data."""
    yield COURSE, "course", assembly.course.data
    yield _REGISTRY, "concepts", assembly.registry
    for one in assembly.documents:
        yield _plan_path(one.slug, assembly), "lesson-plan", one.plan.data
        for data in one.rounds:
            yield _round_path(one.slug, data), "review-round", data
    for record in assembly.records:
        yield _plan_path(record.slug, assembly), "lesson-plan", record.data


def _plan_path(slug: str, assembly: Assembly) -> str:
    return f"planning/{assembly.course.module_of[slug]}/{slug}.yaml"


def _round_path(slug: str, data: Mapping[str, Any]) -> str:
    return f"reviews/{slug}/round-{data['round']}.yaml"


def _too_large(document: DocumentOutcome, texts: Mapping[str, str]) -> bool:
    return any(len(texts[path].encode()) > MAX_BYTES for path in document.files)


def _refusal(document: DocumentOutcome, texts: Mapping[str, str]) -> Failed:
    size = max(len(texts[path].encode()) for path in document.files)
    return Failed(
        document.source,
        f"a file that it gives would have {size:,} bytes; of a file at most {MAX_BYTES:,} are read",
        "a planning document is about one lesson: split it, or shorten its longest table",
    )


# -- the report


def _outcome(imported: Imported, assembly: Assembly) -> DocumentOutcome:
    planning, slug = imported.planning, imported.slug
    path = _plan_path(slug, assembly)
    return DocumentOutcome(
        source=planning.source.label,
        lesson=slug,
        kind=imported.plan.data.get("kind", "lesson"),
        files=(path, *(_round_path(slug, data) for data in imported.rounds)),
        words=account(planning.source.text, _written(imported, assembly), planning.log),
        log=planning.log,
        inferred=tuple(_inferred(path, imported)),
        rounds=tuple(count_round(data) for data in imported.rounds),
        checklists=planning.plan.checklists,
    )


def _written(imported: Imported, assembly: Assembly) -> list[Any]:
    """All data that hold words of a document."""
    return [imported.plan.data, *imported.rounds, *_shared(imported, assembly)]


def _shared(imported: Imported, assembly: Assembly) -> Iterator[Any]:
    """What a document gave to the registry and the course: the names of its concepts, its place, its module."""
    named: set[str] = set()
    for mention in plan_mentions("", imported.planning.plan):
        found = assembly.concepts.named(mention.text)
        if found is not None:
            named.add(found.id)
            if not found.words:
                yield list(_beyond_id(mention.text, found.id))
    module = assembly.course.module_of[imported.slug]
    for series in assembly.course.data["series"]:
        for one in series["modules"]:
            if one["id"] == module:
                yield [series["title"], series.get("number"), one.get("title"), one.get("number")]
                yield [lesson for lesson in one["lessons"] if imported.slug in (lesson, _slug_of(lesson))]
    yield from (entry for entry in assembly.course.data.get("entry", ()) if entry["concept"] in named)


def _beyond_id(cell: str, id: str) -> Iterator[str]:
    """The words of a cell that the id in its row does not repeat: the registry says them all under that id."""
    left = id.split("-")
    for word in words_of(cell):
        if word in left:
            left.remove(word)
        else:
            yield word


def _slug_of(lesson: str | Mapping[str, str]) -> str:
    return lesson if isinstance(lesson, str) else lesson["lesson"]


def _inferred(path: str, imported: Imported) -> Iterator[InferredValue]:
    for guess in imported.plan.guesses:
        if guess.at:
            yield InferredValue(path, guess.at, value_at(imported.plan.data, guess.at), guess.why)


def value_at(data: Any, pointer: str) -> Any:
    """The value that a pointer of ours leads to; None where there is none."""
    for word in pointer.split("/")[1:]:
        if isinstance(data, list):
            data = data[int(word)] if word.isdecimal() and int(word) < len(data) else None
        else:
            data = data.get(word) if isinstance(data, Mapping) else None
    return data
