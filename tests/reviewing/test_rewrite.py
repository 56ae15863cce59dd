"""Texts made of the whole curriculum are written only over what they were made from, and never beside a review command."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path

import pytest

from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.reviewing.rewrite import rewrite
from lesson_pipeline.reviewing.store import alone
from lesson_pipeline.source.discover import discover
from tests.cli.running import write
from tests.small import lesson, review

ROUND = "reviews/loops/round-1.yaml"
PLAN = "planning/basics/loops.yaml"


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    write(tmp_path, lesson("loops"), review("loops", 1, "findings: []\n"))
    return load(discover(tmp_path))


def test_a_review_command_is_waited_for(loaded: Loaded, tmp_path: Path) -> None:
    before = (tmp_path / ROUND).read_text()
    with ThreadPoolExecutor(1) as other:
        with alone(tmp_path, "loops"):
            written = other.submit(rewrite, loaded, {ROUND: before + "# seen\n"})
            with pytest.raises(TookTooLong):
                written.result(timeout=0.3)
            assert (tmp_path / ROUND).read_text() == before
        written.result(timeout=30)
    assert (tmp_path / ROUND).read_text() == before + "# seen\n"


@pytest.mark.parametrize("changed", [ROUND, PLAN])
def test_what_was_changed_in_the_meantime_is_not_written_over(loaded: Loaded, tmp_path: Path, changed: str) -> None:
    texts = {path: loaded.documents[path].text + "# made\n" for path in (ROUND, PLAN)}
    (tmp_path / changed).write_text(loaded.documents[changed].text + "# typed\n")
    before = [(tmp_path / path).read_text() for path in (ROUND, PLAN)]
    with pytest.raises(PipelineError, match="changed by somebody else"):
        rewrite(loaded, texts)
    assert [(tmp_path / path).read_text() for path in (ROUND, PLAN)] == before
