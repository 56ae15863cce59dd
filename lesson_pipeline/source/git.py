"""What git knows of a curriculum: which commit a word means, what changed since, which files a commit holds.

Git is only asked. Words that a user typed reach it as a revision to look up, and everything else by the commit found.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.words import fit_for_messages

TIMEOUT = 120
"""Seconds after which git is not waited for any longer."""
_LONGEST = 250
_OF_ANOTHER_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE"}
)
"""Variables that a hook of git sets; they hold for the folder that the hook runs in, not for ours."""
_AT_ONCE = 16 * 1024 * 1024
"""Bytes of files that are asked for at once."""
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


class Blob(NamedTuple):
    """A file as a commit holds it."""

    path: str
    """Relative to the curriculum's root, with forward slashes."""
    id: str
    size: int
    is_link: bool


def commit_of(root: Path, ref: str) -> str:
    """The id of the commit that a word means: a branch, a tag, HEAD~2.

    Raises PipelineError where the root is in no repository, or the word means no commit.
    """
    if ref and not ref.startswith("-") and "\0" not in ref and len(ref) <= _LONGEST:
        prefix_of(root)
        found = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if _COMMIT.fullmatch(commit := _text(found).strip()):
            return commit
    raise PipelineError(
        f"git finds no commit `{fit_for_messages(ref)}`",
        "name a branch, a tag or a commit of the repository that the curriculum is in; CI may have to fetch it first",
    )


def merge_base(root: Path, first: str, second: str) -> str:
    """The commit that two lines of work last had in common. Raises PipelineError where there is none."""
    found = _asked(root, "merge-base", commit_of(root, first), commit_of(root, second))
    if found.returncode:
        raise PipelineError(
            f"`{fit_for_messages(first)}` and `{fit_for_messages(second)}` have no commit in common here",
            "in a shallow clone, fetch the history first: `git fetch --unshallow`, or `fetch-depth: 0` in CI",
        )
    return _text(found).strip()


def fork_point(root: Path, ref: str) -> str:
    """The commit at which this work left another line of work, as a pull request counts it."""
    return merge_base(root, ref, "HEAD")


def files_changed_since(root: Path, ref: str) -> frozenset[str]:
    """The files below the root that differ from where this work left a commit: as paths relative to the root.

    What is not committed yet counts, and files that git does not know as well.
    Raises PipelineError where the root is in no repository, or the commit is not there.
    """
    fork = fork_point(root, ref)
    changed = _answer(root, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", fork, "--")
    new = _answer(root, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(os.fsdecode(path) for path in (changed + new).split(b"\0") if path)


def prefix_of(root: Path) -> str:
    """The path of the root within its repository: empty, or it ends with a slash.

    Raises PipelineError where it is in none.
    """
    found = _asked(root, "rev-parse", "--show-prefix")
    if found.returncode == 0:
        return os.fsdecode(found.stdout.removesuffix(b"\n"))
    said = found.stderr.decode("utf-8", "replace")
    if "dubious ownership" in said:
        raise PipelineError(
            f"git does not trust the repository of {root}: it belongs to somebody else",
            f"`git config --global --add safe.directory {root}` says that it may be read",
        )
    raise PipelineError(f"{root} is in no git repository", "run this in a clone, or leave the commit out")


def holds(root: Path, commit: str, path: str) -> bool:
    """Whether a commit has something at a path below the root."""
    name = f"{commit}:{prefix_of(root)}{path}"
    return _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name).returncode == 0


def blobs(root: Path, commit: str) -> Iterator[Blob]:
    """The files below the root, as a commit holds them; none where it has no such folder."""
    prefix = prefix_of(root).removesuffix("/")
    tree = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{prefix}")
    if tree.returncode:
        return
    for entry in _answer(root, "ls-tree", "-r", "-z", "-l", "--full-tree", _text(tree).strip()).split(b"\0"):
        head, _, path = entry.partition(b"\t")
        mode, kind, id, size = head.split() if head else (b"", b"", b"", b"")
        if kind == b"blob":  # no submodules
            yield Blob(os.fsdecode(path), id.decode(), int(size), mode == b"120000")


def contents(root: Path, wanted: Iterable[Blob]) -> Iterator[tuple[Blob, bytes]]:
    """Some files with what stands in them."""
    for group in _groups(wanted):
        said = _answer(root, "cat-file", "--batch", given="".join(f"{blob.id}\n" for blob in group).encode())
        at = 0
        for blob in group:
            start = said.index(b"\n", at) + 1
            at = start + blob.size + 1
            yield blob, said[start : at - 1]


def _groups(wanted: Iterable[Blob]) -> Iterator[list[Blob]]:
    """Files in groups that do not fill the memory."""
    group: list[Blob] = []
    size = 0
    for blob in wanted:
        group.append(blob)
        size += blob.size + 100
        if size > _AT_ONCE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _answer(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git says to a question that has an answer."""
    done = _asked(root, *words, given=given)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PipelineError(f"git cannot read its repository: {said[0] if said else words[0]}", "try `git fsck`")
    return done.stdout


def _asked(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    here = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    plain = {**here, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *words]
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no word of a user's but as a revision
            command, cwd=root, env=plain, input=given, capture_output=True, check=False, timeout=TIMEOUT
        )
    except subprocess.TimeoutExpired:
        raise PipelineError(
            f"git did not answer within {TIMEOUT} seconds", "see whether `git status` works there"
        ) from None
    except OSError as fault:
        raise PipelineError(f"git cannot be run: {fault.strerror}", "install git, or leave the commit out") from None


def _text(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stdout.decode("utf-8", "replace")
