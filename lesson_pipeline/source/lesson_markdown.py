"""The Markdown of lessons and plans: one grammar, for those who check a text and for those who show it."""

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from lesson_pipeline.source.lesson_comments import comments_plugin, without_last_comments
from lesson_pipeline.source.lesson_fences import fences_plugin
from lesson_pipeline.source.lesson_html import html_plugin
from lesson_pipeline.source.lesson_roles import roles_plugin

_WRITTEN_ID = re.compile(r"\s*\{#([^\W_][\w.-]*)\}\s*$")


def lesson_parser(*, html: bool) -> MarkdownIt:
    """A parser of its own, to which render rules may be added.

    Lessons may hold HTML; in plans it stays text. Blocks nest at most forty deep.
    """
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable(["table", "strikethrough"])
    md.use(front_matter_plugin).use(deflist_plugin).use(footnote_plugin).use(tasklists_plugin)
    md.use(math_plugin).use(fences_plugin).use(comments_plugin).use(roles_plugin)
    return md.use(html_plugin) if html else md


def math_plugin(md: MarkdownIt) -> None:
    """Reads formulas: `$…$` and `$$…$$`. A price is none."""
    dollarmath_plugin(md, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)


def split_id(heading: str) -> tuple[str, str]:
    """The text of a heading, and the id that its author gave it as `{#id}`; empty where there is none.

    Comments may stand behind the id.
    """
    said = without_last_comments(heading)
    written = _WRITTEN_ID.search(said)
    return (said[: written.start()], written[1]) if written else (heading, "")
