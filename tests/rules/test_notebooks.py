"""NBK: notebooks are there, parse, define before they use, and have the exercises that were planned. Nothing is run."""

import json
from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.testing import check_folder
from tests.rules.notebooks import code, words, write_notebook
from tests.small import lesson, small
from tests.timing import seconds

PLAN = lesson("loops", "notebooks: [{path: notebooks/1-1-loops.ipynb}]")
RULES = ["NBK001", "NBK002", "NBK003", "NBK004", "NBK005", "SCH003"]


def told(root: Path, *cells: dict[str, Any], plan: str = PLAN, language: str = "python") -> list[Diagnostic]:
    """What the rules find in a notebook of some cells."""
    small(plan).write(root)
    write_notebook(root / "notebooks/1-1-loops.ipynb", *cells, language=language)
    return list(check_folder(root, RULES).diagnostics)


def line_of(root: Path, text: str) -> int:
    lines = (root / "notebooks/1-1-loops.ipynb").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


# -- NBK001


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("notebooks/none.ipynb", "is not there"),
        ("../outside.ipynb", "leads out of the curriculum's folder"),
        ("notebooks/../../outside.ipynb", "leads out of the curriculum's folder"),
        ("notebooks/link.ipynb", "leads out of the curriculum's folder"),
        ("notebooks/folder.ipynb", "is not there"),
        ("notebooks/circle.ipynb", "cannot be read"),
        ("notebooks/" + "x" * 300 + ".ipynb", "cannot be read"),
    ],
)
def test_a_notebook_that_cannot_be_had(tmp_path: Path, path: str, says: str) -> None:
    root = tmp_path / "root"
    small(lesson("loops", f"notebooks: [{{path: {path}}}]")).write(root)
    write_notebook(tmp_path / "outside.ipynb", code("x = 1"))
    (root / "notebooks/folder.ipynb").mkdir(parents=True)
    (root / "notebooks/link.ipynb").symlink_to(tmp_path / "outside.ipynb")
    (root / "notebooks/circle.ipynb").symlink_to("circle.ipynb")
    [fault] = check_folder(root, RULES).diagnostics
    assert (fault.code, fault.path, fault.pointer) == ("NBK001", "planning/basics/loops.yaml", "/notebooks/0/path")
    assert f"`{path}` {says}" in fault.message
    assert fault.help


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"cells": [\n', "is not valid JSON: Expecting value at line 2, column 1"),
        ("", "is not valid JSON"),
        ("[]", "is no notebook"),
        ('"text"', "is no notebook"),
        ("{}", "is no notebook"),
        ('{"nbformat": 4, "cells": 3}', "is no notebook"),
        ('{"nbformat": 99, "cells": []}', "is no notebook"),
        ('{"nbformat": "x", "cells": []}', "is no notebook"),
        ("[" * 100_000, "is no notebook"),
        ("9" * 10_000, "is no notebook"),
        (json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1\n" * 20_000}]}), "is too large"),
    ],
)
def test_a_broken_notebook_says_how(tmp_path: Path, text: str, says: str) -> None:
    small(PLAN).write(tmp_path)
    file = tmp_path / "notebooks/1-1-loops.ipynb"
    file.parent.mkdir()
    file.write_text(text)
    [fault] = check_folder(tmp_path, RULES).diagnostics
    assert fault.code == "NBK001"
    assert says in fault.message


def test_a_notebook_in_another_encoding(tmp_path: Path) -> None:
    small(PLAN).write(tmp_path)
    file = tmp_path / "notebooks/1-1-loops.ipynb"
    file.parent.mkdir()
    file.write_bytes('{"nbformat": 4, "cells": ["é"]}'.encode("latin-1"))
    [fault] = check_folder(tmp_path, RULES).diagnostics
    assert "is not saved as UTF-8" in fault.message


def test_odd_cells_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    small(PLAN).write(tmp_path)
    file = tmp_path / "notebooks/1-1-loops.ipynb"
    file.parent.mkdir()
    cells = [3, None, {}, {"cell_type": "code"}, {"cell_type": "code", "source": 4, "metadata": []}, code("y = x")]
    file.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": [], "cells": cells}))
    [fault] = check_folder(tmp_path, RULES).diagnostics
    assert (fault.code, fault.message[:6]) == ("NBK003", "cell 4")


def test_an_old_notebook_is_read_too(tmp_path: Path) -> None:
    small(PLAN).write(tmp_path)
    file = tmp_path / "notebooks/1-1-loops.ipynb"
    file.parent.mkdir()
    cell = {"cell_type": "code", "language": "python", "input": ["y = x"], "outputs": [], "collapsed": False}
    file.write_text(
        json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": [cell]}]})
    )
    [fault] = check_folder(tmp_path, RULES).diagnostics
    assert (fault.code, fault.path) == ("NBK003", "notebooks/1-1-loops.ipynb")


# -- NBK002


def test_a_cell_that_does_not_parse_is_told_at_its_line(tmp_path: Path) -> None:
    [fault] = told(
        tmp_path,
        words("# Loops"),
        code("count = 3", outputs=[{"output_type": "stream", "name": "stdout", "text": ["while count > 0\n"]}]),
        code("import math\nwhile count > 0\n    count -= 1\n"),
        code("print(count, math.pi)"),
    )
    assert (fault.code, fault.path, fault.lesson) == ("NBK002", "notebooks/1-1-loops.ipynb", "loops")
    assert fault.message == "cell 3, line 2, is no Python: expected ':'"
    assert fault.span.line == line_of(tmp_path, "import math") + 1
    assert fault.span.column == 5


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nimport math\nmath.pi",
        "!pip install torch",
        "!pip install \\\n    torch \\\n    numpy\nx = 1",
        "!echo it's \"so",
        "files = !ls\nprint(files)",
        "here = %pwd\nhere",
        "a, b = !ls\nprint(a, b)",
        "%time total = sum(range(10))\nprint(total)",
        "%%time\ntotal = 1\nprint(total)",
        "%%capture out\nprint(1)",
        "%%bash\nfor f in *; do echo $f; done",
        "%%html\n<b>no Python</b>",
        "import math\nmath.pi?",
        "?print",
        "print??",
        "if True:\n    %matplotlib inline\n    !ls\n",
        'text = """\n%s and\n!not a command\n"""\nvalue = (7\n    % 2)\nprint(text, value)',
        "%matplotlib inline\nvalue = (7\n    % 2)\nprint(value)",
        "    indented = 1\n    print(indented)",
        "import asyncio\nawait asyncio.sleep(0)",
        "display(get_ipython(), In, Out, _)",
        "%load_ext autoreload\n%autoreload 2",
        "x = 5 % 3\nx",
        "'\\d'",
        "",
        "# only a comment",
    ],
)
def test_what_ipython_understands_is_understood(tmp_path: Path, source: str) -> None:
    assert told(tmp_path, code(source)) == []


def test_cells_of_another_language_are_left_alone(tmp_path: Path) -> None:
    assert told(tmp_path, code("x <- c(1, 2)"), language="R") == []


# -- NBK003


def test_a_name_used_before_a_later_cell_defines_it(tmp_path: Path) -> None:
    [fault] = told(
        tmp_path,
        code("print(total)\ntotal = 1"),
        code("mean = total / count"),
        code("print(count)"),
        words("Now it is counted."),
        code("count = 4"),
    )[1:]
    assert fault.code == "NBK003"
    assert fault.message == "cell 2 uses `count` before cell 5 defines it"
    assert fault.span.line == line_of(tmp_path, "mean = total")
    [also] = fault.related
    assert (also.message, also.span.line) == ("used in cell 3 too", line_of(tmp_path, "print(count)"))


def test_a_name_that_nothing_defines(tmp_path: Path) -> None:
    [fault] = told(tmp_path, code("def mean(values):\n    return np.mean(values)\n"), code("mean([1, 2])"))
    assert fault.message == "cell 1, line 2, uses `np`, which nothing in the notebook defines or imports"


@pytest.mark.parametrize(
    "cells",
    [
        ("x = 1", "y = x"),
        ("def f():\n    return later()", "def later():\n    return 1", "f()"),
        ("import torch.nn as nn", "class Net(nn.Module):\n    pass", "Net()"),
        ("from math import *", "cos(pi)"),
        ("%run setup.py", "prepared"),
        ("try:\n    import torch\nexcept ImportError:\n    torch = None", "torch"),
        ("for i in range(3):\n    pass", "print(i)"),
        ("with open('x') as file:\n    text = file.read()", "text"),
        ("%%bash\necho $x", "y = 1"),
        ("broken = (1", "print(broken)"),
    ],
)
def test_what_is_defined_above_is_known(tmp_path: Path, cells: tuple[str, ...]) -> None:
    assert [fault for fault in told(tmp_path, *map(code, cells)) if fault.code == "NBK003"] == []


# -- NBK004 and NBK005


def exercise(scaffold: str, title: str = "Count down") -> str:
    return lesson(
        "loops",
        f"""
        notebooks:
          - path: notebooks/1-1-loops.ipynb
            exercises:
              - {{id: warm-up, title: Warm up}}
              - {{id: count-down, title: {title}, scaffold: {scaffold}}}
        """,
    )


WARM_UP = words("## Exercise 1: warm up")
GUIDED = code("count = 3\nwhile count > 0:\n    print(count)\n    count -= 1\n")
SUPPORTED = code("count = 3\nwhile ...:\n    # TODO: print it and count down\n    ...\n")
STUB = code('def count_down(start):\n    """Print start, start - 1, …, 1."""\n    raise NotImplementedError\n')
SAID = words("The condition is looked at before every round.")


@pytest.mark.parametrize(
    ("scaffold", "cells", "says"),
    [
        ("guided", [SAID, GUIDED], ""),
        ("guided", [SAID, SUPPORTED], "its code leaves something to fill in"),
        ("guided", [SAID], "its cells give no code"),
        ("guided", [GUIDED], "nothing explains its code"),
        ("guided", [SAID, code("try:\n    x = 1\nexcept ValueError:\n    pass\n%matplotlib inline")], ""),
        ("supported", [SAID, SUPPORTED], ""),
        ("supported", [SAID, STUB], ""),
        ("supported", [SAID, code("x = ____")], ""),
        ("supported", [SAID, GUIDED], "nothing in its code is left to fill in"),
        ("supported", [SAID], "its cells give no code to start from"),
        ("supported", [SAID, code("x = 1\ny = (")], ""),
        ("independent", [SAID], ""),
        ("independent", [SAID, code("import math\n\n# Your code here")], ""),
        ("independent", [SAID, STUB], ""),
        ("independent", [SAID, GUIDED, GUIDED], "its cells give code"),
        ("independent", [SAID, words("### Solution"), GUIDED, GUIDED], ""),
        ("independent", [SAID, words("<details><summary>Look</summary>"), GUIDED, GUIDED], ""),
        ("independent", [SAID, words("## Afterwards"), GUIDED, GUIDED], ""),
    ],
)
def test_an_exercise_gives_as_much_as_was_planned(
    tmp_path: Path, scaffold: str, cells: list[dict[str, Any]], says: str
) -> None:
    found = told(tmp_path, WARM_UP, words("## Exercise 2: count down"), *cells, plan=exercise(scaffold))
    faults = [fault for fault in found if fault.code == "NBK004"]
    assert len(faults) == bool(says)
    for fault in faults:
        assert f"exercise `count-down` is planned as {scaffold}, but {says} (cell 2 on)" == fault.message
        assert fault.pointer == "/notebooks/0/exercises/1/scaffold"
        assert fault.related[0].span.line == line_of(tmp_path, "Exercise 2")


@pytest.mark.parametrize(
    "cell",
    [
        words("## Count *down*"),
        words("Some words\n\n### Part B: Count down!\n"),
        words("## Exercise 2"),
        words("## The exercise `count-down`"),
        code("x = 1", id="count-down"),
        code("x = 1", metadata={"tags": ["exercise:count-down"]}),
        code("x = 1", metadata={"exercise": "count-down"}),
    ],
)
def test_an_exercise_is_found_by_mark_title_or_number(tmp_path: Path, cell: dict[str, Any]) -> None:
    assert told(tmp_path, WARM_UP, cell, plan=exercise("guided").replace(", scaffold: guided", "")) == []


@pytest.mark.parametrize(
    "cell", [words("## Exercise 20"), words("Count down"), code("# Count down"), words("## Solution: count down")]
)
def test_a_planned_exercise_that_is_missing(tmp_path: Path, cell: dict[str, Any]) -> None:
    [fault] = told(tmp_path, WARM_UP, cell, plan=exercise("guided"))
    assert (fault.code, fault.pointer) == ("NBK005", "/notebooks/0/exercises/1/id")
    assert fault.message == "`notebooks/1-1-loops.ipynb` has no exercise `count-down` (“Count down”)"


# -- bounds


@pytest.mark.parametrize(
    "source",
    ["(" * 50_000, "x = " + "-" * 50_000 + "1", "\n".join(["%magic"] * 9_000 + ["x = ("]), "x = [" + "[" * 90 + "\n", "\0", "x = 1\n" * 9_000],
)  # fmt: skip
def test_a_hostile_cell_ends_soon(tmp_path: Path, source: str) -> None:
    assert seconds(lambda: told(tmp_path, code(source), code("y = 1"))) < 5
