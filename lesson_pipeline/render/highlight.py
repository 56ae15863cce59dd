"""Code to HTML with a class per kind of token; the style sheet has the colours, light and dark."""

from functools import lru_cache

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String, _TokenType
from pygments.util import ClassNotFound

# A few kinds that a reader can tell apart, instead of the eighty that Pygments knows. First match counts.
KINDS: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "comment"),
    (Keyword.Constant, "number"),
    (Keyword, "keyword"),
    (Operator.Word, "keyword"),
    (String, "string"),
    (Number, "number"),
    (Name.Function, "name"),
    (Name.Class, "name"),
    (Name.Decorator, "name"),
    (Name.Tag, "keyword"),
    (Name.Attribute, "name"),
    (Name.Builtin, "builtin"),
    (Name.Exception, "builtin"),
    (Generic.Deleted, "deleted"),
    (Generic.Inserted, "inserted"),
    (Generic.Heading, "keyword"),
    (Generic.Subheading, "keyword"),
    (Generic.Prompt, "comment"),
    (Generic.Output, "comment"),
)


def highlight(code: str, language: str) -> Markup:
    """The code, marked up as its language wants it; as it stands where the language is unknown."""
    lexer = _lexer(language) if language else None
    if lexer is None:
        return escape(code)
    marked: list[str] = []
    for kind, text in _runs(lexer, code):
        marked.append(f'<span class="{kind}">{escape(text)}</span>' if kind else str(escape(text)))
    return Markup("".join(marked))  # noqa: S704 (every text above is escaped)


def _runs(lexer: Lexer, code: str) -> list[tuple[str, str]]:
    """Kinds and texts, neighbours of one kind joined."""
    runs: list[tuple[str, str]] = []
    for token, text in lexer.get_tokens(code):
        kind = _kind(token) if not text.isspace() else runs[-1][0] if runs else ""
        if runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1] + text)
        else:
            runs.append((kind, text))
    return runs


@lru_cache(maxsize=512)
def _kind(token: _TokenType) -> str:
    return next((kind for family, kind in KINDS if token[: len(family)] == family), "")


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
