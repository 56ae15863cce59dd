"""The round files of a lesson: read, changed and written while no other command is at them.

Whatever a change rests on is read again inside the lock. Files are moved into place whole, so a process that is killed
leaves the old or the new ones, and the system gives its lock back.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.build_rounds import build_round
from lesson_pipeline.reviewing.conflicts import has_conflict
from lesson_pipeline.reviews.history import History, build_history
from lesson_pipeline.schema.validate import validate
from lesson_pipeline.source.document import MAX_BYTES, Document, parse_document, read_document
from lesson_pipeline.source.edits import clear_left_over, diff, write_all

FOLDER = "reviews"
_OWN = ".lesson-pipeline"
"""Folder at the root for what belongs to nobody's curriculum; it keeps itself out of version control."""
_PATIENCE = 60.0
"""Seconds that a command waits for another one."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """The review rounds of a lesson as they stand on the disk."""

    lesson: str
    documents: Mapping[int, Document]
    """By number of the round, in order."""
    history: History

    @property
    def last(self) -> int:
        """The number of the last round; 0 before the first."""
        return max(self.documents, default=0)

    @property
    def open(self) -> int | None:
        """The round that goes on: the last one, until it has its verdict."""
        return self.last if self.last and not self.history.rounds[self.last].verdict else None

    @property
    def closed(self) -> int:
        """The last round that is closed; 0 where there is none."""
        return max((number for number in self.documents if number != self.open), default=0)

    def path(self, number: int) -> str:
        """Where a round stands, or would stand."""
        return self.documents[number].path if number in self.documents else _path(self.lesson, number)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a command makes of the rounds of a lesson."""

    round: int
    """The round that it is about."""
    texts: Mapping[str, str]
    """The new text of each file, by path."""
    findings: tuple[str, ...] = ()
    """The findings that it is about, as they are named from outside their round."""
    said: str = ""
    """What came of it, in words."""
    notes: tuple[str, ...] = ()
    """What people should know beside."""
    before: Mapping[str, str] = field(default_factory=dict)
    """The old text of each file that was there."""

    def diffs(self) -> Iterator[str]:
        """Every change as a unified diff that `git apply` takes."""
        for path, text in self.texts.items():
            told = diff(path, self.before.get(path, ""), text)
            yield told if path in self.before else told.replace(f"--- a/{path}\n", "--- /dev/null\n", 1)


Change = Callable[[Reviews], Draft]


def change(root: Path, lesson: str, make: Change, *, dry_run: bool = False) -> Draft:
    """Change the rounds of a lesson: read them, make the new texts, prove them sound, write all of them or none.

    Raises PipelineError where a round cannot be read whole, where the new text would not be sound, and where another
    command keeps the lock; nothing has changed then.
    """
    if dry_run:
        return _made(root, lesson, make)
    with alone(root, lesson):
        clear_left_over(root / FOLDER / lesson)
        draft = _made(root, lesson, make)
        write_all({root / path: text for path, text in draft.texts.items()})
        return draft


def _made(root: Path, lesson: str, make: Change) -> Draft:
    reviews = read_reviews(root, lesson)
    made = make(reviews)
    for path, text in made.texts.items():
        refuse_unsound(path, text)
    texts = {document.path: document.text for document in reviews.documents.values()}
    return replace(made, before={path: texts[path] for path in made.texts if path in texts})


# -- reading


def read_reviews(root: Path, lesson: str) -> Reviews:
    """The rounds of a lesson. Raises PipelineError where one of them cannot be read whole."""
    folder = root / FOLDER / lesson
    if not folder.resolve().is_relative_to(root.resolve()):
        raise PipelineError(f"{FOLDER}/{lesson} leads out of the curriculum in {root}", "make it a folder of its own")
    documents = [read_document(file, f"{FOLDER}/{lesson}/{file.name}") for file in sorted(folder.glob("*.yaml"))]
    rounds = []
    for document in documents:
        refuse_unread(document)
        rounds.append(build_round(document.path, document.data))
    history = build_history(rounds)
    files = {review.file: number for number, review in history.rounds.items()}
    for document in documents:
        if document.path not in files:
            raise PipelineError(
                f"{document.path} is no round that can be told from the others",
                f"name the files {_path(lesson, 1)}, {_path(lesson, 2)} and so on, each with another number",
            )
    numbered = sorted((files[document.path], document) for document in documents)
    return Reviews(lesson, dict(numbered), history)


def refuse_unread(document: Document) -> None:
    """Raises PipelineError where a round is not a sound file: what it says is not known then."""
    if has_conflict(document.text):
        raise PipelineError(
            f"{document.path} holds the conflict of a merge",
            f"`lesson-pipeline review merge {document.path}` resolves it and loses nothing",
        )
    validate(document, "review-round")
    if document.faults:
        first = document.faults[0]
        more = f" (and {len(document.faults) - 1} more)" if len(document.faults) > 1 else ""
        raise PipelineError(
            f"{document.path}:{first.span.line}:{first.span.column}: {first.message}{more}; nothing was changed",
            first.help or "mend the file first",
        )


def refuse_unsound(path: str, text: str) -> None:
    """Raises PipelineError where a text is no sound round: it is not written then."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise PipelineError(
            f"{path} would be larger than {MAX_BYTES // 1024} KiB, which nothing reads", "shorten the texts"
        )
    document = parse_document(text, path)
    validate(document, "review-round")
    if document.faults:
        first = document.faults[0]
        raise PipelineError(f"{path} would not be sound: {first.message}; nothing was written", first.help)


def _path(lesson: str, number: int) -> str:
    return f"{FOLDER}/{lesson}/round-{number}.yaml"


# -- the lock


@contextmanager
def alone(root: Path, lesson: str) -> Iterator[None]:
    """While no other command changes the rounds of the lesson."""
    from filelock import FileLock, Timeout  # slow to import

    lock = FileLock(_lock_folder(root) / f"{lesson}.lock")
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise PipelineError(
            f"another command has been changing the reviews of `{lesson}` for {_PATIENCE:.0f} seconds",
            "wait for it, or end it; nothing was changed",
        ) from None
    except OSError as fault:
        raise PipelineError(
            f"cannot lock the reviews of `{lesson}`: {fault.strerror or fault}", f"see to {_OWN}/"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _lock_folder(root: Path) -> Path:
    folder = root / _OWN / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = root / _OWN / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as fault:
        raise PipelineError(f"cannot write to {root}: {fault.strerror or fault}", "see to its permissions") from None
    return folder
