"""Every rule's bad example is reported where it says, and its good one is not."""

from pathlib import Path

import pytest

from lesson_pipeline.testing import prove


@pytest.mark.parametrize("code", ["XHR001", "XHR002"])
def test_the_examples_are_true(code: str, tmp_path: Path) -> None:
    prove(code, tmp_path)
