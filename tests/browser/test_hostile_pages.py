"""Whatever an author types, in whatever field of whatever file: in a real browser, nothing of it runs."""

import json
from pathlib import Path

import pytest

from tests.browser.visit import Visit
from tests.render.conftest import FILES, ROUNDS, Site
from tests.render.test_escaping import ATTACKS, data_of, poisoned

MORE_ATTACKS = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\u2028alert(1)\u2029",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s /></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.alert(1)</script>'></iframe></foreignObject></svg>",
    "<math><a xlink:href='javascript:alert(1)'>x</a></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "$\\unicode{60}script\\unicode{62}$ $\\style{x:expression(alert(1))}{x}$",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<base href='https://example.org/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<img src='https://example.org/x.png'><link rel=stylesheet href='https://example.org/x.css'>",
    "[x](JaVaScRiPt:alert(1)) [x](&#106;avascript:alert(1)) [x](java&Tab;script:alert(1)) <javascript:alert(1)>",
    "[x](vbscript:alert(1)) [x](data:text/html,<script>alert(1)</script>) [x](\x01javascript:alert(1))",
    "<p style='background:url(https://example.org/x)' onpointerrawupdate=alert(1)>x</p>",
    "<input autofocus onfocus=alert(1)><select autofocus onfocus=alert(1)></select>",
]
EVIL_PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)" viewBox="0 0 9 9">
<script>alert(1)</script><a xlink:href="javascript:alert(1)"><rect width="9" height="9" onclick="alert(1)"/></a>
<image href="https://example.org/x.png"/><style>@import url(https://example.org/x.css);</style>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>
</svg>
"""
LISTEN = "window.hits = []; for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => hits.push(name);"
PROVOKE = """() => {
    addEventListener('click', event => event.preventDefault(), true);
    addEventListener('submit', event => event.preventDefault(), true);
    for (const one of document.querySelectorAll('*')) {
        if (one.localName === 'details') one.open = true;
        for (const kind of ['mouseover', 'pointerover', 'pointerrawupdate', 'focus', 'click', 'toggle', 'error', 'load'])
            one.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
    }
    return new Promise(done => setTimeout(done, 20));
}"""
DANGEROUS = """() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes].map(attribute => [one, attribute]))
    .filter(([one, {name, value}]) => /^on/i.test(name) || /^(javascript|vbscript|data):/i.test(value.replace(/[\\x00-\\x20]/g, ''))
        && one.localName !== 'link' && name !== 'title' && name !== 'content' && name !== 'aria-label')
    .map(([one, {name, value}]) => `${one.localName}[${name}=${value}]`)"""


@pytest.mark.parametrize("attack", [*ATTACKS, *MORE_ATTACKS])
def test_nothing_that_was_typed_runs(site: Site, visit: Visit, attack: str) -> None:
    for path, text in {**FILES, **ROUNDS}.items():
        site.write(path, json.dumps(poisoned(data_of(text), attack)))
    site.write("lessons/counting.md", _lesson(attack))
    site.write("lessons/sums.md", _lesson(attack))
    site.write("lessons/figures/evil.svg", EVIL_PICTURE)
    site.render()
    window = visit.window()
    window.add_init_script(LISTEN)
    pages = sorted(_one_of_each(site.out))
    assert len(pages) == 11
    for page in pages:
        window.goto(page.as_uri(), wait_until="load")
        window.evaluate(PROVOKE)
        assert window.evaluate("hits") == [], page.name
        assert window.evaluate(DANGEROUS) == [], page.name
        assert window.url == page.as_uri()


def _lesson(attack: str) -> str:
    """The attack in every place of a lesson."""
    head = json.dumps(
        {"title": attack, "description": attack, "deviations": [{"element": "picture", "reason": attack}]}
    )
    return (
        f"---\n{head}\n---\n\n# {attack}\n\n{attack}\n\n## {attack}\n\n| {attack} |\n|---|\n| {attack} |\n\n"
        f":::{{tip}} {attack}\n{attack}\n:::\n\n::::{{check}} check-1\n:::{{question}} q1\n{attack}\n:::\n::::\n\n"
        f"> {attack}\n\n- {attack}\n\n```{attack}\n{attack}\n```\n\n![{attack}](x.png)\n\n{{num}}`{attack} = 1`\n\n"
        f":::{{figure}} figures/evil.svg\n:alt: {attack}\n\n{attack}\n:::\n\n::::{{diagram}} {attack}\n:alt: {attack}\n\n"
        f"```mermaid\nflowchart LR\na[{attack}] --> b\n```\n::::\n"
    )


def _one_of_each(out: Path) -> list[Path]:
    """A page of each type; the other concepts say nothing that these do not."""
    names = (
        "index.html",
        "glossary.html",
        "traceability.html",
        "concepts/while-loop.html",
        "traceability/sums.html",
        "review/sums.html",
        "reviews.html",
        "reviews/loops.html",
    )
    return [*(out / name for name in names), *(out / "lessons").glob("*.html")]
