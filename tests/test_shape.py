"""The shape of the code: imports go one way, modules and functions fit in one sitting, start-up stays light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "lesson_pipeline"

LAYERS = {
    # package or module: the layer it lies in; it may import only from lower layers, and from itself
    "places": 0, "errors": 0, "suggest": 0, "diagnostics": 1, "calc": 1, "words": 1,
    "source": 2, "schema": 3, "model": 4, "record": 5, "reviews": 6,
    "rules": 7, "render": 7, "engine": 8, "impact": 9, "report": 10, "refactor": 9, "scaffold": 9, "reviewing": 9, "config": 9, "testing": 10, "importers": 11, "exporters": 11, "cli": 12, "__main__": 13, "__init__": 0,
}  # fmt: skip

MAX_MODULE = 300
MAX_FUNCTION = 50
HEAVY = {
    "jsonschema",
    "jsonschema_rs",
    "jinja2",
    "markdown_it",
    "pygments",
    "nh3",
    "yaml",
    "rapidfuzz",
    "filelock",
    "tomllib",
    "pathspec",
    "simpleeval",
    "nbformat",
    "pyflakes",
}

MODULES = sorted(PACKAGE.rglob("*.py"))
OURS = [*MODULES, *sorted((ROOT / "tools").glob("*.py")), *sorted((ROOT / "benchmarks").glob("*.py"))]


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def imports(module: Path) -> Iterator[str]:
    """What a module imports of ours, lazily or not: the dotted names below the package."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "lesson_pipeline":
            yield node.module.partition(".")[2] or "__init__"
        elif isinstance(node, ast.Import):
            yield from (
                name.name.partition(".")[2] for name in node.names if name.name.split(".")[0] == "lesson_pipeline"
            )


def layer(dotted: str) -> str:
    return dotted.split(".")[0]


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_go_one_way(module: Path) -> None:
    own = module.relative_to(PACKAGE).with_suffix("").parts[0]
    for target in imports(module):
        other = layer(target)
        assert own == other or LAYERS[other] < LAYERS[own], (
            f"{own} (layer {LAYERS[own]}) imports {other} ({LAYERS[other]})"
        )


def test_rules_and_pages_do_not_know_each_other() -> None:
    for folder, other in (("rules", "render"), ("render", "rules")):
        for module in (PACKAGE / folder).rglob("*.py"):
            assert other not in {layer(target) for target in imports(module)}, name_of(module)


def test_no_import_cycles() -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        dotted = ".".join(module.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        graph[dotted] = set(imports(module))
    done: set[str] = set()

    def visit(node: str, above: tuple[str, ...]) -> None:
        assert node not in above, " → ".join((*above, node))
        if node not in done:
            for other in sorted(graph.get(node, ())):
                if other in graph and other != node:
                    visit(other, (*above, node))
            done.add(node)

    for start in sorted(graph):
        visit(start, ())


@pytest.mark.parametrize("module", OURS, ids=name_of)
def test_modules_and_functions_fit_in_one_sitting(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION, node.name


@pytest.mark.parametrize("module", OURS, ids=name_of)
def test_modules_and_what_they_offer_say_what_they_are(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says its subject"
    assert module.stem not in {"utils", "helpers", "common", "misc"}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize(
    "arguments", [["--help"], ["explain", "SEQ001"], ["rules"], ["review", "--help"], ["check", "--help"]], ids=" ".join
)
def test_start_up_is_light(arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "lesson_pipeline", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in run.stderr.splitlines()}
    heavy = HEAVY if arguments != ["check", "--help"] else HEAVY - {"yaml"}
    assert imported.isdisjoint(heavy), imported & heavy
