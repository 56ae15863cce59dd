"""Packages that bring rules, for tests: as an installer leaves them in a folder of `sys.path`."""

import sys
from collections.abc import Callable, Iterator
from textwrap import dedent

import pytest

from lesson_pipeline.rules.registry import OwnRules, use_own

Install = Callable[..., None]

IMPORTS = """\
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.places import At
from lesson_pipeline.rules.registry import Fault, rule
"""


def rule_text(code: str, body: str, name: str = "", *, options: str = "") -> str:
    """A decorated function of one argument, `it`, as it stands in a module."""
    head = f'@rule("{code}", "{name or code.lower()}", Severity.WARNING{options})\ndef {code.lower()}(it):\n'
    return head + "".join(f"    {line}\n" for line in dedent(body).strip().splitlines())


@pytest.fixture
def install(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package `name` with one module of that name; when the test ends it is gone, and so are its rules."""
    before = set(sys.modules)

    def put(name: str, text: str, target: str | None = None) -> None:
        folder = tmp_path_factory.mktemp("site")
        (folder / f"{name}.py").write_text(f"{IMPORTS}{text}", encoding="utf-8")
        info = folder / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        points = f"[lesson_pipeline.rules]\nhouse = {target or name}\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        monkeypatch.syspath_prepend(str(folder))

    yield put
    for module in set(sys.modules) - before:
        if not module.startswith("lesson_pipeline"):
            del sys.modules[module]
    use_own(OwnRules())
