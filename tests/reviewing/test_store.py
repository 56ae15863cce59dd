"""Rounds on the disk: several hands at once, processes that are killed, files that cannot be trusted."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.reviewing import store
from lesson_pipeline.reviewing.store import Draft, change, read_reviews
from lesson_pipeline.source import edits
from tests.conftest import ROOT
from tests.reviewing.hands import add_one
from tests.reviewing.loops import HEAD, loops, round_text

NOTED = f"{HEAD}# said on the phone\nfindings: []\n"
HANDS = [sys.executable, "-m", "tests.reviewing.hands"]

posix = pytest.mark.skipif(os.name != "posix", reason="kills processes as POSIX does")


def hand(*words: str | Path) -> "subprocess.Popen[str]":
    command = [*HANDS, *(str(word) for word in words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_that_add_50_findings_each_lose_none(tmp_path: Path) -> None:
    loops(tmp_path, NOTED)
    hands = [hand("many", tmp_path, name, "50") for name in ("First", "Second")]
    told = [one.communicate(timeout=600) for one in hands]
    assert [one.returncode for one in hands] == [0, 0], told
    titles = {trail.finding.title for trail in read_reviews(tmp_path, "loops").history.trails.values()}
    assert titles == {f"{name} sees point {number}" for name in ("First", "Second") for number in range(50)}
    assert round_text(tmp_path).startswith(NOTED.removesuffix(" []\n"))


@posix
def test_a_kill_before_any_file_operation_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    loops(tmp_path, NOTED)
    one = hand("everywhere", tmp_path)
    out, err = one.communicate(timeout=600)
    assert one.returncode == 0, err
    moments, kept, made = map(int, out.split())
    assert moments == kept + made
    assert moments > 8
    assert kept
    assert made  # some of the kills came after the file was in its place


@posix
def test_a_kill_at_any_time_leaves_a_whole_file_and_no_lock(tmp_path: Path) -> None:
    loops(tmp_path, NOTED)
    known = 0
    for _ in range(6):
        one = hand("forever", tmp_path)
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
        time.sleep(random.uniform(0.01, 0.3))
        one.send_signal(signal.SIGKILL)
        one.communicate(timeout=60)
        found = len(read_reviews(tmp_path, "loops").history.trails)  # raises for half a file
        assert found >= known
        started = time.monotonic()
        add_one(tmp_path, "The next command")
        assert time.monotonic() - started < 20
        known = found + 1
    assert len(read_reviews(tmp_path, "loops").history.trails) == known


def test_what_a_killed_run_left_beside_the_file_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loops(tmp_path, NOTED)
    folder = tmp_path / "reviews/loops"
    left = [folder / ".round-1.yaml.0123abcd.new", folder / ".round-1.yaml.0123abcd.old"]
    for file in left:
        file.write_text("half")
    (folder / ".notes.new").write_text("mine")
    add_one(tmp_path)
    assert all(file.exists() for file in left)  # they could be those of a command that is running
    monkeypatch.setattr(edits, "_ABANDONED", -1.0)
    add_one(tmp_path)
    assert sorted(file.name for file in folder.iterdir()) == [".notes.new", "round-1.yaml"]


def test_a_lock_that_is_held_is_waited_for_and_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loops(tmp_path, NOTED)
    monkeypatch.setattr(store, "_PATIENCE", 0.2)
    with store.alone(tmp_path, "loops"), pytest.raises(PipelineError, match="another command has been changing"):
        # the same process, another lock object: as if from another command
        add_one(tmp_path)
    add_one(tmp_path)


def test_locks_keep_out_of_version_control(tmp_path: Path) -> None:
    loops(tmp_path, NOTED)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    add_one(tmp_path)
    listed = subprocess.run(
        ["git", "-C", tmp_path, "status", "--short", "-uall"], check=True, capture_output=True, text=True
    )
    assert "reviews/loops/round-1.yaml" in listed.stdout
    assert ".lesson-pipeline" not in listed.stdout


def test_a_dry_run_touches_nothing(tmp_path: Path) -> None:
    loops(tmp_path, NOTED)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    draft = change(
        tmp_path, "loops", lambda reviews: Draft(1, {reviews.path(1): f"{NOTED}verdict: pass\n"}), dry_run=True
    )
    assert "".join(draft.diffs()).endswith(" findings: []\n+verdict: pass\n")
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lesson: loops\nround: 1\nfindings:\n  - {id: a, sev", r"round-1.yaml:4"),
        ("lesson: loops\nround: 1\nfindings: nothing\n", r"round-1.yaml:3:11: .*nothing was changed"),
        ("", r"round-1.yaml:1:1: the file is empty"),
        (
            "lesson: loops\nround: 1\n<<<<<<< HEAD\nfindings: []\n=======\nfindings: []\n>>>>>>> b\n",
            "the conflict of a merge",
        ),
        ("lesson: loops\nround: 1\ntitle: \x07\n", "U\\+0007"),
        ("# " + "x" * 1_100_000 + "\n", "round-1.yaml"),
    ],
    ids=["torn", "misshapen", "empty", "conflict", "control character", "huge"],
)
def test_a_round_that_cannot_be_trusted_is_left_alone(tmp_path: Path, text: str, message: str) -> None:
    loops(tmp_path, NOTED)
    file = tmp_path / "reviews/loops/round-1.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=message):
        add_one(tmp_path)
    assert file.read_text(encoding="utf-8") == text


def test_two_files_of_one_number_are_refused(tmp_path: Path) -> None:
    loops(tmp_path, NOTED)
    (tmp_path / "reviews/loops/first.yaml").write_text(NOTED)
    with pytest.raises(PipelineError, match="no round that can be told from the others"):
        add_one(tmp_path)


def test_a_text_that_would_not_be_sound_is_not_written(tmp_path: Path) -> None:
    loops(tmp_path, NOTED)
    for text in (f"{NOTED}verdict: perhaps\n", f"{NOTED}# {'x' * 1_100_000}\n"):
        with pytest.raises(PipelineError, match=r"would not be sound|would be larger"):
            change(tmp_path, "loops", lambda reviews, text=text: Draft(1, {reviews.path(1): text}))
    assert round_text(tmp_path) == NOTED


def test_a_folder_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "course", tmp_path / "elsewhere"
    loops(root)
    elsewhere.mkdir()
    (root / "reviews").mkdir()
    (root / "reviews/loops").symlink_to(elsewhere)
    with pytest.raises(PipelineError, match="leads out of the curriculum"):
        add_one(root)
    assert list(elsewhere.iterdir()) == []
