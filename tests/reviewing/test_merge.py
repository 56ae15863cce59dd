"""Rounds that two people wrote on two branches, merged by git and `review merge`: nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.reviewing.conflicts import sides
from lesson_pipeline.reviewing.merge_file import resolve
from lesson_pipeline.reviewing.moves import Said, say
from lesson_pipeline.reviewing.store import change, read_reviews
from lesson_pipeline.reviews.lifecycle import Status
from tests.cli.running import run
from tests.conftest import ROOT
from tests.reviewing.hands import add_one
from tests.reviewing.loops import HEAD, loops, round_text

START = f"""{HEAD}reviewer: first reader
of: {{sections: {{hook: "v1:aa", check-1: "v1:bb"}}, state: "v1:cc"}}

findings:
  - id: slow-start
    severity: improvement
    title: Slow start
    issue: Two pages.

  # seen in every lesson
  - id: typo
    severity: polish
    title: Typo
"""
SETTLED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
PERSON = [*("-c", "user.name=somebody"), *("-c", "user.email=somebody@example.org")]


class Repository:
    """A small curriculum in git, and two people at work in it."""

    def __init__(self, root: Path, text: str = START) -> None:
        self.root = loops(root, text)
        self.file = root / "reviews/loops/round-1.yaml"
        self.git("init", "-q", "-b", "main")
        self.commit("start")

    def git(self, *words: str, status: int = 0) -> str:
        done = subprocess.run(
            ["git", *PERSON, *words], cwd=self.root, env={**os.environ, **SETTLED}, capture_output=True, text=True
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def branch(self, name: str, *texts: str) -> None:
        """A branch off main on which the round is edited: each pair of texts is a word and what takes its place."""
        self.git("checkout", "-q", "-b", name, "main")
        text = self.file.read_text(encoding="utf-8")
        for old, new in zip(texts[::2], texts[1::2], strict=True):
            assert old in text
            text = text.replace(old, new, 1)
        self.file.write_text(text, encoding="utf-8")
        self.commit(name)

    def merge(self, *options: str) -> str:
        """Merge theirs into ours, which leaves a conflict, and resolve it; what the command says."""
        self.git("checkout", "-q", "ours")
        self.git(*options, "merge", "-q", "theirs", status=1)
        result = run("--root", self.root, "review", "merge", self.file)
        assert result.exit_code == 0, result.output
        self.commit("merged")
        return result.output

    def said(self) -> dict[str, str]:
        """The findings and their statuses."""
        trails = read_reviews(self.root, "loops").history.trails.values()
        return {trail.finding.id: trail.status for trail in trails}


def added(id: str, title: str, *more: str) -> str:
    return "\n".join(("", f"  - id: {id}", "    severity: polish", f"    title: {title}", *more, ""))


END = "    title: Typo\n"
STYLES = pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])


@STYLES
def test_findings_of_two_reviewers(tmp_path: Path, style: str) -> None:
    work = Repository(tmp_path)
    work.branch("ours", END, END + added("hook-long", "Long hook", "    # ask the author", "    issue: It is long."))
    work.branch(
        "theirs",
        END,
        END + added("no-picture", "No picture", "    issue: It is bare.  # and grey") + added("dull", "Dull"),
    )
    told = work.merge("-c", f"merge.conflictStyle={style}")
    assert "2 findings of theirs taken over: no-picture, dull" in told
    assert list(work.said()) == ["slow-start", "typo", "hook-long", "no-picture", "dull"]
    text = round_text(tmp_path)
    assert text.startswith(START)
    for line in ("    # ask the author\n", "    issue: It is bare.  # and grey\n"):
        assert line in text


def test_commands_on_two_branches_merge_too(tmp_path: Path) -> None:
    work = Repository(tmp_path)
    for name, finding, status in (("ours", "slow-start", Status.FIXED), ("theirs", "typo", Status.DECLINED)):
        work.git("checkout", "-q", "-b", name, "main")
        for number in range(5):
            add_one(tmp_path, f"{name} point {number}")
        run("--root", tmp_path, "review", "close", "loops")
        settled = Said(finding, status, "So.", "2026-02-22")
        change(tmp_path, "loops", lambda reviews, settled=settled: say(reviews, settled))
        work.commit(name)
    work.merge()
    said = work.said()
    assert len(said) == 12
    assert (said["slow-start"], said["typo"]) == ("fixed", "declined")
    assert run("--root", tmp_path, "check", "--select", "SCH,REV001").exit_code == 0


@STYLES
def test_one_id_for_two_findings(tmp_path: Path, style: str) -> None:
    work = Repository(tmp_path)
    fix = "fixes:\n  - {{finding: picture, status: {}, {}: {}}}\n"
    work.branch("ours", END, END + added("picture", "The picture is grey") + fix.format("fixed", "change", "Coloured."))
    work.branch(
        "theirs", END, END + added("picture", "The picture is late") + fix.format("declined", "reason", "It is not.")
    )
    told = work.merge("-c", f"merge.conflictStyle={style}")
    assert "both sides have a finding `picture` and say different things: theirs is `picture-2` now" in told
    assert work.said() == {"slow-start": "open", "typo": "open", "picture": "fixed", "picture-2": "declined"}


def test_what_one_side_alone_changed_is_changed_where_the_version_before_is_shown(tmp_path: Path) -> None:
    work = Repository(tmp_path)
    work.branch("ours", "title: Typo", "title: Two typos", "date: 2026-02-21", "date: 2026-02-25")
    work.branch(
        "theirs",
        "title: Typo\n",
        "title: Typo\n    issue: teh\n" + added("dull", "Dull"),
        "  # seen in every lesson\n",
        "",
    )
    told = work.merge("-c", "merge.conflictStyle=diff3")
    assert "`typo` and say different things" in told
    assert list(work.said()) == ["slow-start", "typo", "typo-2", "dull"]
    again = Repository(tmp_path / "again")
    again.branch("ours", "title: Typo", "title: Two typos")
    again.branch("theirs", END, END + added("dull", "Dull"))
    again.merge("-c", "merge.conflictStyle=diff3")
    assert list(again.said()) == ["slow-start", "typo", "dull"]
    assert "title: Two typos" in round_text(again.root)


def test_a_round_begun_on_both_branches(tmp_path: Path) -> None:
    work = Repository(tmp_path, f"{START}verdict: needs-revision\n")
    for name, day in (("ours", "2026-03-01"), ("theirs", "2026-03-02")):
        work.git("checkout", "-q", "-b", name, "main")
        start = run("--root", tmp_path, "review", "start", "loops", "--reviewer", name, "--date", day)
        assert start.exit_code == 0, start.output
        add_one(tmp_path, f"A point of {name}")
        work.commit(name)
    work.file = tmp_path / "reviews/loops/round-2.yaml"
    work.merge()
    merged = read_reviews(tmp_path, "loops").history.rounds[2]
    assert (merged.date, merged.reviewer) == ("2026-03-02", "ours, theirs")
    assert [finding.title for finding in merged.findings] == ["A point of ours", "A point of theirs"]
    assert merged.of.sections


def test_what_the_sides_say_differently_of_one_matter(tmp_path: Path) -> None:
    work = Repository(tmp_path)
    end = END + "verdict: {}\nrationale: {}\n"
    work.branch(
        "ours",
        END,
        "    title: Typo\nfixes: [{finding: typo, status: fixed, change: Gone.}]\n"
        + end.format("pass", "All good.").removeprefix(END),
    )
    work.branch(
        "theirs", END,
        "    title: Typo\nfixes: [{finding: typo, status: declined, reason: A name.}]\n"
        + end.format("needs-revision", "One is open.").removeprefix(END),
    )  # fmt: skip
    told = work.merge()
    assert "the verdicts differ (pass, needs-revision): the stricter stands" in told
    assert "of `typo` it says fixed, then declined: the last counts" in told
    merged = read_reviews(tmp_path, "loops").history.rounds[1]
    assert (merged.verdict, merged.rationale) == ("needs-revision", "All good.\n\nOne is open.")


def test_of_two_digests_the_one_that_is_the_lesson_now(tmp_path: Path) -> None:
    root = loops(tmp_path, START)
    file, theirs = root / "reviews/loops/round-1.yaml", tmp_path / "theirs.yaml"
    theirs.write_text(START.replace("v1:aa", "v1:new").replace("v1:bb", "v1:old"), encoding="utf-8")
    resolve(file, root, lambda _: Reviewed({"hook": "v1:new", "check-1": "v1:bb"}), theirs=theirs)
    assert read_reviews(root, "loops").history.rounds[1].of == Reviewed({"hook": "v1:new", "check-1": "v1:bb"}, "v1:cc")


def test_git_merges_rounds_by_itself(tmp_path: Path) -> None:
    work = Repository(tmp_path)
    program = f'PYTHONPATH="{ROOT}" "{sys.executable}" -m lesson_pipeline'
    work.git("config", "merge.review.driver", f"{program} review merge %A --theirs %B --base %O")
    (tmp_path / ".gitattributes").write_text("reviews/**/round-*.yaml merge=review\n")
    work.commit("driver")
    work.branch("ours", END, END + added("hook-long", "Long hook"))
    work.branch("theirs", END, END + added("no-picture", "No picture"))
    work.git("checkout", "-q", "ours")
    work.git("merge", "-q", "theirs")
    assert list(work.said()) == ["slow-start", "typo", "hook-long", "no-picture"]
    assert work.git("status", "--short") == ""


# -- what cannot be merged


def test_a_file_without_a_conflict_stays_as_it_is(tmp_path: Path) -> None:
    root = loops(tmp_path, START)
    result = run("--root", root, "review", "merge", root / "reviews/loops/round-1.yaml")
    assert (result.exit_code, round_text(root)) == (0, START)
    assert "no conflict in it" in result.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEAD}<<<<<<< a\nfindings: [\n=======\nfindings: []\n>>>>>>> b\n", "our side of round-1.yaml"),
        (f"{HEAD}<<<<<<< a\nfindings: []\n=======\nfindings: 7\n>>>>>>> b\n", "their side of round-1.yaml"),
        (f"{HEAD}<<<<<<< a\nfindings: []\n", "the marks of the conflict are not in order"),
        (f"{HEAD}=======\nfindings: []\n<<<<<<< a\n", "round-1.yaml:5: the marks"),
        (
            "lesson: loops\n<<<<<<< a\nround: 1\n=======\nround: 2\n>>>>>>> b\n",
            "one side is about round 1, the other about 2",
        ),
    ],
    ids=["our side torn", "their side misshapen", "no end", "out of order", "two rounds"],
)
def test_a_side_that_cannot_be_read_is_left_for_a_person(tmp_path: Path, text: str, message: str) -> None:
    root = loops(tmp_path, START)
    file = root / "reviews/loops/round-1.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=message):
        resolve(file, root, lambda _: Reviewed())
    assert file.read_text(encoding="utf-8") == text


def test_a_conflict_is_told_apart() -> None:
    both = sides("a\n<<<<<<< x\nb\n||||||| y\nc\n=======\nd\n>>>>>>> z\ne\n", "f")
    assert (both.ours, both.base, both.theirs) == ("a\nb\ne\n", "a\nc\ne\n", "a\nd\ne\n")
    both = sides("a\r\n<<<<<<< x\r\nb\r\n=======\r\nd\r\n>>>>>>> z\r\n", "f")
    assert (both.ours, both.base, both.theirs) == ("a\r\nb\r\n", None, "a\r\nd\r\n")
