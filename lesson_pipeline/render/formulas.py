"""LaTeX to MathML, so that formulas need neither script nor network."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape
from math_core import LatexError, LatexToMathML

from lesson_pipeline.render.context import page_of

# The converter recurses on the machine's stack, and overflowing that ends the process. These bounds hold on a
# thread with half a megabyte of it (the tests prove it); no formula that a person reads comes near them. Commands
# that a formula defines for itself could multiply past any bound, so there are none.
_CONVERTER = LatexToMathML(fancy_error=False, max_expansions=0)
_MAX_DEPTH = 50
_MAX_COMMANDS = 300


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as HTML, and what was wrong with it, if anything was."""

    html: str
    fault: str = ""


@lru_cache(maxsize=4096)
def formula(latex: str, *, display: bool) -> Formula:
    """The formula as MathML; as its own source, in code, where it cannot be converted."""
    if not _is_shallow(latex):
        return Formula(_source(latex), "it is nested too deeply")
    try:
        return Formula(_CONVERTER.convert_with_local_state(latex, displaystyle=display))
    except LatexError as fault:
        return Formula(_source(latex), str(fault).partition(": ")[2] or str(fault))


def _is_shallow(latex: str) -> bool:
    depth = deepest = 0
    for character in latex:
        if character == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif character == "}":
            depth -= 1
    return deepest <= _MAX_DEPTH and latex.count("\\") <= _MAX_COMMANDS


def _source(latex: str) -> str:
    return f'<code class="formula-source">{escape(latex)}</code>'


def formulas_plugin(md: MarkdownIt) -> None:
    """Renders `$…$` and `$$…$$` as MathML."""
    for kind in ("math_inline", "math_inline_double", "math_block"):
        md.add_render_rule(kind, _render)


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    display = token.type != "math_inline"
    latex = token.content.strip()
    made = formula(latex, display=display)
    if made.fault and "page" in env:
        page_of(env).report(f"the formula {latex!r} is shown as its source: {made.fault}")
    if spoken := token.meta.get("spoken"):
        return made.html.replace("<math", f'<math aria-label="{escape(spoken)}"', 1)
    if not display:
        return made.html
    # A paragraph cannot hold a block, so a display formula within one is a span that looks like a block.
    tag, line_end = ("div", "\n") if token.type == "math_block" else ("span", "")
    return f'<{tag} class="formula">{made.html}</{tag}>{line_end}'
