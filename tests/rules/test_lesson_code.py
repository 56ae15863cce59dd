"""LES016: Python in a lesson that is no Python."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from tests.rules.pages import explains, outline, page
from tests.small import found, lesson

LOOP = lesson("a", outline(explains("explain", "loop introduced")))


def shown(code: str, language: str = "python") -> str:
    return page(f"## Again {{#explain}}\n\n```{language}\n{code}\n```\n")


@pytest.mark.parametrize(
    ("code", "line", "says"),
    [
        ("for x in y\n    print(x)", 1, "expected ':'"),
        ("x = 1\ny = (2\nz = 3", 2, "was never closed"),
        ("def f():\nreturn 1", 2, "expected an indented block"),
        ("x = 1\n\n  y = 2", 3, "unexpected indent"),
        (">>> x = 1\n>>> y = = 2\n3", 2, "invalid syntax"),
        ("%matplotlib inline\nx = = 1", 2, "invalid syntax"),
        ("x = [1, 2, …]\ny = = 1", 2, "invalid syntax"),
        ("print 'x'", 1, "Missing parentheses"),
        ("x = '", 1, "unterminated string"),
        ("def f():", 1, "expected an indented block"),
        ("(" * 300 + ")" * 300, 1, "nested"),
        ("x = " + "-" * 20000 + "1", 1, "nested"),
    ],
)
def test_the_line_at_which_the_parser_stops(tmp_path: Path, code: str, line: int, says: str) -> None:
    lines = code.splitlines()
    lines[line - 1] += "  # <- LES016"
    [fault] = found(tmp_path, "LES016", LOOP, shown("\n".join(lines)))
    assert fault.severity is Severity.WARNING
    assert says in fault.message


@pytest.mark.parametrize(
    "code",
    [
        "",
        "# only a comment",
        "for x in y:\n    print(x)",
        "    x = 1\n    y = 2",
        ">>> for x in y:\n...     print(x)\n...\n3 apples\n>>> x\n1 apple",
        "Python 3.11 on Linux\n>>> x\n1 apple",
        "    >>> x\n    1 apple",
        "%matplotlib inline\n!pip install numpy\nfiles = !ls *.py\nn, m = %sql select 1\nlen?\n?len",
        "for x in y:\n    %time f(x)\n    !echo {x}",
        "%%time\nx = 1",
        "%%bash\nls | grep x > y",
        "def f(x):\n    ...",
        "x = [1, 2, ..., 10]\nmodel = Model(...)",
        "x = [1, 2, …, 10]",
        "def f(x):\n    …\n\nclass A:\n    x = 1\n        ...\n    y = 2",
        "x = (a\n     % b)",
        "s = '''\n% no magic\n!no magic\n'''",
        "p = '\\d'",
        "await f(x)\nreturn 1",
    ],
)
def test_what_is_python_or_understood_beside_it(tmp_path: Path, code: str) -> None:
    found(tmp_path, "LES016", LOOP, shown(code))


@pytest.mark.parametrize("language", ["python", "py", "python3", "Python", "python title=x", "{python}"])
def test_the_languages_that_are_python(tmp_path: Path, language: str) -> None:
    found(tmp_path, "LES016", LOOP, shown("x = = 1  # <- LES016", language))


@pytest.mark.parametrize("language", ["", "text", "pycon", "yaml", "pythonic"])
def test_the_languages_that_are_not(tmp_path: Path, language: str) -> None:
    found(tmp_path, "LES016", LOOP, shown("x = = 1", language))


def test_code_in_lists_blocks_and_quotes_has_its_own_line(tmp_path: Path) -> None:
    text = """
    ## Again {#explain}

    - First

      ~~~python
      x = 1
      y = = 2  # <- LES016
      ~~~

    :::{tip}
    > ```py
    > z = = 3  # <- LES016
    > ```
    :::
    """
    found(tmp_path, "LES016", LOOP, page(text))


def test_nothing_is_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    found(tmp_path, "LES016", LOOP, shown(f"open({str(trace)!r}, 'w')\n!touch {trace}\n>>> open({str(trace)!r}, 'w')"))
    assert not trace.exists()
