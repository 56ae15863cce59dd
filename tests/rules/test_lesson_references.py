"""LES011, LES012 and LES018: what a lesson points to."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.fix import fix
from lesson_pipeline.engine.load import load
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from tests.rules.pages import checks, explains, outline, page
from tests.small import concepts, course, file, found, lesson, record

LOOP = lesson("a", outline(explains("explain", "loop introduced"), checks("check-1", "loop introduced")))
BROKEN, UNSAID, MISSING = ("  <!-- <- LES011 -->", "  <!-- <- LES012 -->", "  <!-- <- LES018 -->")


def linked(text: str) -> str:
    return page(f"## Again {{#explain}}\n\n{text}\n")


def marked(root: Path, fault: Diagnostic) -> str:
    """The words that a fault points at."""
    line = (root / fault.path).read_text(encoding="utf-8").splitlines()[fault.span.line - 1]
    return line[fault.span.column - 1 : fault.span.end_column - 1]


# -- LES011


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("concept:lop", "no concept has the id `lop`"),
        ("lesson:bb", "no lesson has the slug `bb`"),
        ("lesson:old", "the course does not teach `old`, so it has no page"),
        ("lesson:b#nowhere", "the page of `b` has no place `nowhere`"),
        ("lesson:r#explain", "the page of `r` has no place `explain`"),
        ("#nowhere", "this page has no place `nowhere`"),
        ("lessons:b", "there are no links of the kind `lessons:`"),
        ("ftp://example.org/a", "there are no links of the kind `ftp:`"),
        ("//example.org/a", "the address is not whole"),
        ("", "there is no address"),
        ("nobody.md", None),
        ("b.md", "the link names the file of a lesson, `b.md`: on the page it leads nowhere"),
        ("../lessons/a.md#explain", "the link names the file of a lesson"),
    ],
)
def test_links_that_lead_nowhere(tmp_path: Path, target: str, says: str | None) -> None:
    later = lesson("b", outline(explains("explain", "loop introduced")))
    old = lesson("old", status="retired")
    mark = MISSING if says is None else BROKEN
    text = linked(f"A [link]({target}) and more.{mark}")
    given = course("a, b, r"), concepts("loop: {name: Loop}")
    [fault] = found(tmp_path, "LES011 LES018", *given, LOOP, later, record("r"), old, text)
    assert (says or "there is no file") in fault.message
    if target:
        assert marked(tmp_path, fault) == target


@pytest.mark.parametrize(
    "target",
    [
        "concept:loop",
        "lesson:b",
        "lesson:b#explain",
        "lesson:a#explain",
        "#explain",
        "#check-1",
        "#check-1.q1",
        "#größe",
        "#no-id-here",
        "#no-id-here-2",
        "#",
        "https://example.org/#nowhere",
        "mailto:someone@example.org",
        "notes.txt",
        "notes.txt#somewhere",
    ],
)
def test_links_that_lead_somewhere(tmp_path: Path, target: str) -> None:
    later = lesson("b", outline(explains("explain", "loop introduced")))
    rest = "\n### Größe\n\n### No *id* here\n\n### No id here\n\n::::{check} check-1\n:::{question} q1\n:::\n::::\n"
    notes = file("lessons/notes.txt", "notes")
    found(tmp_path, "LES011 LES018", LOOP, later, notes, linked(f"A [link]({target})." + rest))


def test_places_of_a_written_lesson_are_those_of_its_text(tmp_path: Path) -> None:
    later = lesson("b", outline(explains("explain"), explains("more")))
    text = linked(f"[one](lesson:b#explain)\nand [two](lesson:b#more){BROKEN}")
    found(tmp_path, "LES011", LOOP, later, text, page("## Again {#explain}\n", slug="b"))


def test_links_in_tables_titles_and_blocks_are_followed(tmp_path: Path) -> None:
    text = linked(
        f"| a |\n| - |\n| [x](concept:lop) |\n\n### On [y](concept:lop){BROKEN}\n\n:::{{tip}}\n- [z](concept:lop){BROKEN}\n:::\n"
    ).replace("| [x](concept:lop) |", "| [x](concept:lop) <!-- <- LES011 --> |")
    found(tmp_path, "LES011", concepts("loop: {name: Loop}"), LOOP, text)


def test_of_equal_targets_each_is_found_and_no_words_are_taken_for_one(tmp_path: Path) -> None:
    text = linked(f"concept:lop [concept:lop](concept:lop) and{BROKEN}\n[it](concept:lop){BROKEN}")
    faults = found(tmp_path, "LES011", concepts("loop: {name: Loop}"), LOOP, text)
    assert [(fault.span.line, fault.span.column) for fault in faults] == [(3, 27), (4, 6)]


def test_a_target_defined_apart_is_reported_there(tmp_path: Path) -> None:
    text = linked("A [link][there] and more.\n\n[there]: concept:lop")
    page_text = text.replace("[there]: concept:lop", "[there]: concept:lop 'A loop <!-- <- LES011 -->'")
    [fault] = found(tmp_path, "LES011", concepts("loop: {name: Loop}"), LOOP, page_text)
    assert marked(tmp_path, fault) == "concept:lop"


def test_code_and_comments_hold_no_links(tmp_path: Path) -> None:
    found(tmp_path, "LES011", LOOP, linked("`[x](concept:lop)` <!-- [x](concept:lop) -->\n\n    [x](concept:lop)\n"))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("concept:while-lopp", "concept:while-loop"),
        ("lesson:avrages#explain", "lesson:averages#explain"),
        ("lesson:averages#expain", "lesson:averages#explain"),
        ("#expain", "#explain"),
        ("lessons:averages", "lesson:averages"),
        ("averages.md", "lesson:averages"),
        ("averages.md#explain", "lesson:averages#explain"),
    ],
)
def test_the_only_name_that_can_be_meant_is_written(tmp_path: Path, wrong: str, right: str) -> None:
    plans = LOOP, lesson("averages", outline(explains("explain", "while-loop introduced")))
    names = concepts("loop: {name: Loop}\nwhile-loop: {name: While loop}\n")
    [fault] = found(tmp_path, "LES011", names, *plans, linked(f"A [link]({wrong}), and more.{BROKEN}"))
    assert f"`{right}`" in fault.help
    rules = {code: rule for code, rule in all_rules().items() if code == "LES011"}
    outcome = fix(load(discover(tmp_path)), lambda loaded: check(loaded, rules))
    assert outcome.report.diagnostics == ()
    assert f"A [link]({right}), and more." in outcome.texts["lessons/a.md"]


def test_what_could_mean_two_is_not_written(tmp_path: Path) -> None:
    names = concepts("loop-1: {name: One}\nloop-2: {name: Two}\nloop: {name: Loop}\n")
    [fault] = found(tmp_path, "LES011", names, LOOP, linked(f"[link](concept:loop-3){BROKEN}"))
    assert fault.help.startswith("did you mean `concept:loop-")
    assert fault.fix is None


# -- LES012


@pytest.mark.parametrize(
    ("alt", "fits"),
    [
        ("Two arrows in a ring", True),
        ("ring diagram", True),
        ("", False),
        (" ", False),
        ("ring.svg", False),
        ("Ring", False),
        ("figures/ring.svg", False),
    ],
)
@pytest.mark.parametrize("form", ["picture", "figure"])
def test_pictures_say_what_they_show(tmp_path: Path, form: str, alt: str, fits: bool) -> None:
    mark = "" if fits else UNSAID
    if form == "picture":
        text = f"![{alt}](figures/ring.svg){mark}"
    else:
        text = f":::{{figure}} figures/ring.svg\n:alt: {alt}{mark}\nA ring.\n:::"
    faults = found(tmp_path, "LES012", LOOP, linked(text), file("lessons/figures/ring.svg", "<svg/>"))
    assert all("`ring.svg`" in fault.message for fault in faults)


def test_a_block_without_the_option_is_reported_at_its_first_line(tmp_path: Path) -> None:
    text = f":::{{figure}} figures/ring.svg{UNSAID}\nA ring.\n:::\n\n:::{{diagram}}{UNSAID}\na -> b\n:::\n"
    figure, diagram = found(tmp_path, "LES012", LOOP, linked(text))
    assert "the figure `ring.svg` has no text" in figure.message
    assert "the diagram has no text" in diagram.message
    assert "`:alt:`" in figure.help


def test_a_figure_around_a_picture_leaves_the_words_to_it(tmp_path: Path) -> None:
    text = f":::{{figure}}\n![A ring](figures/ring.svg)\n:::\n\n:::{{figure}}\n![](figures/ring.svg){UNSAID}\n:::\n"
    found(tmp_path, "LES012", LOOP, linked(text))


# -- LES018


@pytest.mark.parametrize(
    "text",
    [
        "![A ring](figures/ring.svg)",
        "[a notebook](../notebooks/a.ipynb)",
        ":::{figure} figures/ring.svg\n:alt: A ring\n:::",
    ],
    ids=["picture", "link", "figure"],
)
def test_files_that_are_there_and_not(tmp_path: Path, text: str) -> None:
    first, rest = text.split("\n", 1) if "\n" in text else (text, "")
    gone = linked(f"{first}{MISSING}\n{rest}")
    [fault] = found(tmp_path / "gone", "LES018", LOOP, gone)
    assert marked(tmp_path / "gone", fault) in ("figures/ring.svg", "../notebooks/a.ipynb")
    assert "lessons/" in fault.help
    files = file("lessons/figures/ring.svg", "<svg/>"), file("notebooks/a.ipynb", "{}")
    found(tmp_path / "there", "LES018", LOOP, linked(text), *files)


def test_the_nearest_file_of_the_folder_is_suggested(tmp_path: Path) -> None:
    ring = file("lessons/figures/ring-1.svg", "<svg/>")
    [fault] = found(tmp_path, "LES018", LOOP, ring, linked(f"![A ring](figures/ring1.svg){MISSING}"))
    assert fault.help.startswith("did you mean `figures/ring-1.svg`?")


def test_signs_that_addresses_cannot_hold_are_read_as_meant(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "ein ring ä.svg").write_text("<svg/>")
    text = f"![A](<ein ring ä.svg>) ![A](ein%20ring%20ä.svg) ![A](<ein ring ö.svg>){MISSING}"
    [fault] = found(tmp_path, "LES018", LOOP, linked(text))
    assert marked(tmp_path, fault) == "ein ring ö.svg"


@pytest.mark.parametrize(
    "target", ["../../etc/passwd", "/etc/passwd", "..%2F..%2Fsecret.svg", "link.svg", "way/secret.svg"]
)
def test_paths_that_lead_out_of_the_root_are_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "secret.svg").write_text("<svg/>")
    lessons = tmp_path / "root" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "link.svg").symlink_to(tmp_path / "secret.svg")
    (lessons / "way").symlink_to(tmp_path)
    [fault] = found(tmp_path / "root", "LES018", LOOP, linked(f"![A ring]({target}){MISSING}"))
    assert "leads out of the curriculum" in fault.message


def test_links_in_the_file_system_that_stay_inside_are_followed(tmp_path: Path) -> None:
    ring = file("lessons/figures/ring.svg", "<svg/>")
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "link.svg").symlink_to(Path("figures") / "ring.svg")
    found(tmp_path, "LES018", LOOP, ring, linked("![A ring](link.svg)"))


@pytest.mark.parametrize("target", ["a%00b.svg", "x" * 5000 + ".svg", "circle/ring.svg", "figures", "%2e%2e/lessons"])
def test_names_that_no_file_can_bear_are_missing_files(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "lessons"
    (folder / "figures").mkdir(parents=True)
    (folder / "circle").symlink_to("circle")
    found(tmp_path, "LES018", LOOP, linked(f"![A ring]({target}){MISSING}"))


def test_a_picture_on_the_web_is_no_file_of_the_curriculum(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "LES018", LOOP, linked(f"![A ring](https://example.org/ring.svg){MISSING}"))
    assert "lies on the web" in fault.message


def test_a_lesson_in_a_folder_of_its_own_names_files_from_there(tmp_path: Path) -> None:
    text = "## Again {#explain}\n\n![A ring](ring.svg) ![A ring](../ring.svg)  <!-- <- LES018 -->\n"
    [fault] = found(
        tmp_path, "LES018", LOOP, file("lessons/loops/a.md", text), file("lessons/loops/ring.svg", "<svg/>")
    )
    assert "lessons/loops/" in fault.help
