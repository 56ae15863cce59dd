"""Formulas: what is converted, and what no formula may do to the process."""

import subprocess
import sys

import pytest

from lesson_pipeline.render.formulas import formula
from lesson_pipeline.render.sanitize import sanitized

FORMULAS = [
    r"\ell_{ij} = -\log \sigma\bigl(y_{ij}\,(t\, s_{ij} + b)\bigr)",
    r"\cos(a, b) = \frac{a \cdot b}{\lVert a \rVert \, \lVert b \rVert}.",
    r"L = -\frac{1}{2N} \sum_{i=1}^{N} \left( \log \frac{e^{t s_{ii}}}{\sum_{j} e^{t s_{ij}}} \right).",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
    r"f(x)=\begin{cases} 1 & \text{if } x>0 \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}",
    r"\mathbb{E}_{x\sim p}\left[\log D(x)\right] + \mathcal{L}_{\text{CE}} \in \mathbb{R}^{n\times d}",
    r"\operatorname{softmax}(z)_i, \hat{y}, \overline{ab}, \underbrace{a+b}_{c}, \sqrt[3]{x}, \binom{n}{k}",
    r"\begin{array}{c|c} a & b \\ \hline c & d \end{array} \color{red}{x}",
]


@pytest.mark.parametrize("latex", FORMULAS)
@pytest.mark.parametrize("display", [True, False])
def test_formulas_are_converted_and_survive_the_sanitizer(latex: str, display: bool) -> None:
    made = formula(latex, display=display)
    assert not made.fault
    kept = sanitized(made.html)
    for tag in ("mfrac", "msub", "mtable", "mtd", "munderover", "msqrt", "mroot", "mover", "munder", "mo", "mi", "mn"):
        assert kept.count(f"<{tag}") == made.html.count(f"<{tag}")
    assert kept.count("style=") == made.html.count("style=")


@pytest.mark.parametrize(
    "latex", [r"\frac{1", "x^", "}", r"\left( x", r"\begin{foo}x\end{foo}", r"\nosuch{x}", r"\href{javascript:x}{y}"]
)
def test_what_cannot_be_converted_is_shown_as_it_was_typed(latex: str) -> None:
    made = formula(latex, display=False)
    assert made.fault and "\x1b" not in made.fault
    assert made.html == f'<code class="formula-source">{latex}</code>'


def test_text_in_a_formula_is_text() -> None:
    assert "<img" not in formula(r"\text{<img src=x>}", display=False).html


NESTED = [
    "'{' * 100_000 + 'x' + '}' * 100_000",
    r"'\\frac{1}{' * 50 + 'x' + '}' * 50",
    r"'\\frac1' * 300 + 'x'",
    r"'\\hat' * 300 + ' x'",
    r"'\\sqrt' * 100_000 + ' x'",
    r"'\\left(' * 150 + '\\right)' * 150",
    r"'\\newcommand{\\a}{' + '\\hat' * 90 + '}' + '\\a' * 200 + ' x'",
    r"'\\begin{cases}' * 150 + 'x' + '\\end{cases}' * 150",
]


@pytest.mark.parametrize("latex", NESTED)
def test_no_nesting_ends_the_process(latex: str) -> None:
    """On a thread with a small stack, as some systems give to all but the first."""
    script = (
        "import threading; from lesson_pipeline.render.formulas import formula; threading.stack_size(512 * 1024); "
        f"t = threading.Thread(target=lambda: print(bool(formula({latex}, display=False).html))); t.start(); t.join()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "True\n", done.stderr[-300:]
