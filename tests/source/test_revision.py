"""A commit's files laid out in a folder: what is read is there, nothing leaves the folder, whatever the repository holds."""

from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source import git as our_git
from lesson_pipeline.source.document import MAX_BYTES
from lesson_pipeline.source.git import Blob, commit_of, files_changed_since, fork_point
from lesson_pipeline.source.revision import lay_out
from tests.repositories import commit, git, repository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course in a subfolder of a repository."""
    inner = tmp_path / "repo/a course"
    for path, text in {
        "planning/course.yaml": "course: c\n",
        "planning/m/ü b.yaml": "lesson: b\nnotebooks: [{path: books/one.ipynb}]\n",
        "lessons/b.md": "# B\r\n",
        "lessons/empty.md": "",
        "reviews/b/round-1.yaml": "lesson: b\n",
        "books/one.ipynb": '{"one": 1}',
        "books/other.ipynb": '{"other": 1}',
        "lessons/picture.png": "PNG",
    }.items():
        (inner / path).parent.mkdir(parents=True, exist_ok=True)
        (inner / path).write_bytes(text.encode())
    (tmp_path / "repo/outside.yaml").write_text("not ours\n")
    repository(tmp_path / "repo")
    return inner


def laid_out(root: Path, folder: Path, ref: str = "HEAD") -> dict[str, bytes]:
    folder.mkdir()
    lay_out(root, commit_of(root, ref), folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_read_is_there_and_the_rest_by_name(root: Path, tmp_path: Path) -> None:
    (root / "planning/course.yaml").write_text("course: changed on disk\n")
    files = laid_out(root, tmp_path / "out")
    assert files.pop("lessons/picture.png") == b"\0\0\0"
    assert files.pop("books/other.ipynb") == b"\0" * 12
    assert files == {
        "planning/course.yaml": b"course: c\n",
        "planning/m/ü b.yaml": (root / "planning/m/ü b.yaml").read_bytes(),
        "lessons/b.md": b"# B\r\n",
        "lessons/empty.md": b"",
        "reviews/b/round-1.yaml": b"lesson: b\n",
        "books/one.ipynb": b'{"one": 1}',
    }


def test_a_file_that_is_too_large_to_be_read_still_is(root: Path, tmp_path: Path) -> None:
    (root / "lessons/b.md").write_bytes(b"x" * (MAX_BYTES + 1))
    commit(root)
    assert len(laid_out(root, tmp_path / "out")["lessons/b.md"]) == MAX_BYTES + 1


def test_links_stay_in_the_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    links = {"in": "b.md", "up": "../../../secret.md", "absolute": str(tmp_path / "secret.md"), "round": "round.md"}
    for name, target in links.items():
        (root / f"lessons/{name}.md").symlink_to(target)
    (root / "lessons/folder").symlink_to("../..")
    commit(root)
    files = laid_out(root, tmp_path / "out")
    assert files["lessons/in.md"] == b"# B\r\n"
    assert {path for path in files if path.startswith("lessons/")} == {
        "lessons/b.md", "lessons/empty.md", "lessons/in.md", "lessons/picture.png",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["../evil.yaml", "/evil.yaml", "planning/../../evil.yaml", ".git/config", "a//b"])
def test_paths_that_git_would_never_make_are_left_out(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    blob = Blob(path, "0" * 40, 1, is_link=False)
    monkeypatch.setattr("lesson_pipeline.source.revision.blobs", lambda *_: [blob])
    assert laid_out(root, tmp_path / "out") == {}
    assert not list(tmp_path.rglob("evil.yaml"))


def test_the_size_of_a_commit_has_a_bound(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lesson_pipeline.source.revision.MAX_FILES", 7)
    with pytest.raises(PipelineError, match="8 files below"):
        laid_out(root, tmp_path / "out")


def test_many_files_are_asked_for_a_few_at_a_time(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(our_git, "_AT_ONCE", 150)
    assert laid_out(root, tmp_path / "out")["reviews/b/round-1.yaml"] == b"lesson: b\n"


def test_a_revision_without_the_folder_has_no_files(root: Path, tmp_path: Path) -> None:
    (root.parent / "later").mkdir()
    assert laid_out(root.parent / "later", tmp_path / "out") == {}


def test_in_a_hook_of_git_the_folder_counts_not_the_variables(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    (root / "lessons/b.md").write_text("# More\n")
    (root / "lessons/new.md").write_text("# New\n")
    assert files_changed_since(root, "main") == {"lessons/b.md", "lessons/new.md"}


def test_a_moved_file_is_gone_from_one_place_and_new_at_another(root: Path) -> None:
    git(root, "mv", "lessons/b.md", "lessons/c.md")
    assert files_changed_since(root, "main") == {"lessons/b.md", "lessons/c.md"}


def test_settings_of_a_repository_run_no_program(root: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    git(root, "config", "core.fsmonitor", f"touch {mark}; false")
    git(root, "config", "diff.external", f"touch {mark}; false")
    mark.unlink(missing_ok=True)
    (root / "lessons/b.md").write_text("# More\n")
    assert files_changed_since(root, "main") == {"lessons/b.md"}
    assert fork_point(root, "main") == commit_of(root, "main")
    assert not mark.exists()


def test_git_that_does_not_answer_is_not_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(our_git, "TIMEOUT", 0.000001)
    with pytest.raises(PipelineError, match="git did not answer"):
        commit_of(root, "main")
