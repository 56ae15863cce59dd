"""The pages about reviews: the verdict on the index, the history of a lesson, the numbers of the course."""

from itertools import pairwise

import pytest

from tests.render.conftest import ROUNDS, Site
from tests.render.reading import Element, broken_links, headings, ids, read_page
from tests.render.test_output import EVERYTHING, files, times

CLOSED = """
lesson: loops
round: 2
date: 2026-05-04
findings: [{id: dot, severity: polish, title: A dot}]
verification:
  - {finding: 1/no-zero, status: verified, evidence: Seen.}
  - {finding: 1/long-round, status: declined, evidence: Agreed.}
"""


def history(site: Site) -> Element:
    site.render()
    return read_page(site.out / "reviews" / "loops.html")


def overview(site: Site) -> Element:
    site.render()
    return read_page(site.out / "reviews.html")


def badge(site: Site) -> Element:
    """The mark of the reviews of the lesson on loops, on the index."""
    site.render()
    row = next(row for row in site.index().one("ol", "lessons").all("li") if "1.1.2 Loops" in row.text)
    return row.one("ul", "badges").one("a")


def cards(page: Element) -> dict[str, Element]:
    return {card.attributes["id"]: card for card in page.all(css="finding")}


def closed(site: Site, verdict: str, of: str = "") -> None:
    """The second round with a verdict."""
    site.write("reviews/loops/round-2.yaml", f"{CLOSED}{of}verdict: {verdict}\n")


# -- the index


def test_a_course_without_rounds_says_nothing_of_reviews(site: Site) -> None:
    site.render()
    assert files(site.out) == EVERYTHING
    assert "Reviews" not in site.index().one("nav", "site-nav").text


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("pass", "Passed"), ("needs-revision", "Needs revision"), ("major-revision", "Major revision")],
)
def test_the_index_shows_the_verdict(reviewed: Site, verdict: str, words: str) -> None:
    closed(reviewed, verdict)
    mark = badge(reviewed)
    assert mark.text == words
    assert mark.attributes["href"] == "reviews/loops.html"
    assert words in reviewed.index().one("details", "more").text, "and says what it means"


def test_a_round_that_goes_on_shows(reviewed: Site) -> None:
    assert badge(reviewed).text == "In review"


def test_a_pass_that_went_stale_shows(reviewed: Site) -> None:
    closed(reviewed, "pass", "of: {sections: {recap: 'v1:0000000000000000'}}\n")
    assert badge(reviewed).text == "Passed, changed since"


def test_the_lesson_leads_to_its_reviews_and_back(reviewed: Site) -> None:
    page = history(reviewed)
    mark = reviewed.page("loops").one("ul", "badges").one("a")
    assert mark.attributes["href"] == "../reviews/loops.html"
    assert page.one(css="lead").one("a").attributes["href"] == "../lessons/loops.html"
    assert not reviewed.page("sums").one("ul", "badges").all("a"), "it was never reviewed"


# -- the history of a lesson


def test_the_rounds_are_told_the_last_first(reviewed: Site) -> None:
    rounds = history(reviewed).all("section", "round")
    assert [one.one("h2").text for one in rounds] == ["Round 2", "Round 1"]
    assert [one.one(css="badge").text for one in rounds] == ["In review", "Major revision"]
    assert [one.one(css="counts").text for one in rounds] == [
        "2026-05-04 · second reader · called iteration 1 of 3",
        "2026-05-02 · reviewer",
    ]
    assert rounds[1].one(css="derivation").text == (
        "With 1 critical, 1 improvement and 1 polish findings open at its close, the course’s policy leaves the reviewer "
        "“needs revision” or “major revision”. The check has to be answerable."
    )
    assert "With 2 improvement findings open so far" in rounds[0].one(css="derivation").text


def test_a_verdict_that_the_policy_does_not_give_is_named(reviewed: Site) -> None:
    reviewed.change("reviews/loops/round-1.yaml", "verdict: major-revision", "verdict: pass")
    said = history(reviewed).all("section", "round")[1].one(css="derivation").text
    assert "gives “needs revision” or “major revision”; the reviewer wrote a pass." in said


def test_what_is_open_comes_first(reviewed: Site) -> None:
    page = history(reviewed)
    opened = page.one("section", "open-findings")
    assert [item.text for item in opened.all("li")] == [
        "Improvement The round is told in one breath",
        "Improvement The exit is hard to see",
    ]
    assert [link.attributes["href"] for link in opened.all("a")] == ["#r1-long-round", "#r2-exit"]
    assert opened.one(css="counts").text == "1 fix waits to be verified"
    assert list(cards(page)) == ["r2-exit", "r1-long-round", "r1-typo", "r1-no-zero"]


def test_a_finding_is_told_with_its_trail(reviewed: Site) -> None:
    card = cards(history(reviewed))["r1-no-zero"]
    assert card.one("h3").one("code").text == "0"
    assert card.one(css="finding-state").text == "Critical Verified"
    assert card.one(css="caught").text == "caught by the rule SEQ001"
    assert [(row.one("dt").text, row.one("dd").text) for row in card.one("dl").all("div")] == [
        ("Issue", "The answer is not in the text."),
        ("Effect on the student", "The question cannot be answered."),
        ("Suggested fix", "Say it."),
    ]
    assert [step.text for step in card.one("ol", "trail").all("li")] == [
        "Fixed round 1, 2026-05-03 A sentence says it.",
        "Verified round 2, 2026-05-04 It is in the recap.",
    ]
    again = cards(history(reviewed))["r1-long-round"]
    assert [step.text for step in again.one("ol", "trail").all("li")] == [
        "Declined round 1, 2026-05-03 It is short enough.",
        "Reopened round 2, 2026-05-04 A new reader stumbled.",
    ]
    assert "Seen before In the first lesson too." in again.one("dl").text


def test_a_finding_leads_to_its_place(reviewed: Site) -> None:
    found = cards(history(reviewed))
    places = {anchor: card.one(css="finding-place") for anchor, card in found.items()}
    assert places["r1-no-zero"].one("a").attributes["href"] == "../lessons/loops.html#check-1.q2"
    assert places["r1-no-zero"].text == "In How many rounds, question 2"
    assert places["r1-long-round"].one("a").attributes["href"] == "../lessons/loops.html#rounds"
    assert places["r1-long-round"].one("blockquote").text == "One round at a time."
    assert not places["r2-exit"].all("a") and "somewhere near the end" in places["r2-exit"].text


def test_words_that_are_gone_are_said_to_be(reviewed: Site) -> None:
    reviewed.change("reviews/loops/round-1.yaml", "Remember the turnstyle", "A bell rings at every tenth guest")
    places = {anchor: card.one(css="finding-place") for anchor, card in cards(history(reviewed)).items()}
    assert places["r1-typo"].text.startswith("In Counting again (the words quoted are no longer there)")
    assert not places["r1-long-round"].has("gone")


def test_checklist_and_notes_are_folded(reviewed: Site) -> None:
    first = history(reviewed).all("section", "round")[1]
    checklist, notes = first.all("details")
    assert checklist.one("summary").text == "Checklist of round 1: 1 of 3 hold, 1 not judged"
    assert [item.text for item in checklist.all("li")] == [
        "Holds Nothing is used before it is taught nothing found by SEQ001",
        "Fails No exercise asks for several new things The second question does.",
        "Not judged Every gap is resolved",
    ]
    assert notes.one("dl").text == (
        "Works well The turnstile comes back. Patterns A word before its meaning. Overall Good bones."
    )


def test_what_changed_since_the_pass_is_named(reviewed: Site) -> None:
    of = (
        "of: {sections: {recap: 'v1:0000000000000000', check-9: 'v1:0000000000000000'}, state: 'v1:0000000000000000'}\n"
    )
    closed(reviewed, "pass", of)
    said = history(reviewed).one("p", "verdict")
    assert said.text.startswith("Passed, changed since Since round 2 passed, Counting again")
    assert said.text.endswith("changed, and so did what the student knows before the lesson.")
    assert "../lessons/loops.html#recap" in [link.attributes["href"] for link in said.all("a")]
    closed(reviewed, "pass")
    assert history(reviewed).one("p", "verdict").text == "Passed Round 2 passed, and nothing has changed since."


def test_an_accepted_change_is_told(reviewed: Site) -> None:
    accepted = "accepted: [{sections: [recap], reason: A *comma*., date: 2026-05-05}]\n"
    reviewed.write("reviews/loops/round-2.yaml", ROUNDS["reviews/loops/round-2.yaml"] + accepted)
    said = history(reviewed).one("p", "accepted")
    assert said.text == "Accepted, 2026-05-05: A comma. (Counting again)"


def test_a_faulty_round_is_shown_as_far_as_it_can_be_read(reviewed: Site) -> None:
    reviewed.change("reviews/loops/round-1.yaml", "severity: polish", "severity: shocking")
    reviewed.change(
        "reviews/loops/round-1.yaml", "finding: long-round, status: declined", "finding: long-round, status: 7"
    )
    page = history(reviewed)
    assert page.one("p", "notice").text == "Not everything in these rounds could be read. A check says what."
    assert cards(page)["r1-typo"].one(css="severity").text == "No severity"


# -- the course


def test_every_lesson_has_its_standing(reviewed: Site) -> None:
    table = overview(reviewed).one("table", "standing")
    assert [row.text for row in table.one("tbody").all("tr")] == [
        "1.1.2 Loops In review round 2 2 improvement, 1 to verify",
        "1.1.3 Sums not reviewed –",
    ]
    assert [link.attributes["href"] for link in table.all("a")] == ["reviews/loops.html", "lessons/sums.html"]
    assert "Reviews" in reviewed.index().one("nav", "site-nav").text


def test_the_numbers_stand_beside_their_pictures(reviewed: Site) -> None:
    charts = {chart.one("figcaption").text: chart for chart in overview(reviewed).all("figure", "chart")}
    told = {
        name: [f"{bar.one(css='bar-label').text}: {bar.one(css='bar-numbers').text}" for bar in chart.one("ul", "bars").all("li")]
        for name, chart in charts.items()
    }  # fmt: skip
    assert told == {
        "Findings by severity": ["Critical: 1", "Improvement: 2", "Polish: 1"],
        "By class": ["Judgement: 2 improvement, 1 polish", "Rules SEQ: 1 critical"],
        "By kind of section": [
            "No section: 1 improvement",
            "Check: 1 critical",
            "Explanation: 1 improvement",
            "Recap: 1 polish",
        ],
        "What became of them": ["Open: 1", "Reopened: 1", "Fixed, to be verified: 1", "Verified: 1"],
        "Caught by a rule": ["A rule would find it: 1 of 4"],
    }
    longest, other = charts["By class"].all(css="bar")
    assert [bar.one("span", "").attributes["style"] for bar in (longest, other)] == ["width: 100.0%", "width: 33.3%"]
    assert [piece.attributes["style"] for piece in longest.all("i")] == ["flex-grow: 2", "flex-grow: 1"]
    assert all(bar.attributes["aria-hidden"] == "true" for chart in charts.values() for bar in chart.all(css="bar"))


def test_rounds_to_a_pass_and_patterns(reviewed: Site) -> None:
    closed(reviewed, "pass")
    page = overview(reviewed)
    last = page.all("figure", "chart")[-1]
    assert last.one("figcaption").text == "Rounds to the first pass"
    assert last.one("ul", "bars").text == "Round 2 1 lesson"
    assert page.one("ul", "noted").text == "1 × A word before its meaning."


# -- the files


def test_the_pages_are_whole(reviewed: Site) -> None:
    pages = [history(reviewed), overview(reviewed)]
    assert broken_links(reviewed.out) == []
    for page in pages:
        assert len(ids(page)) == len(set(ids(page)))
        levels = headings(page)
        assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


def test_only_what_changed_is_written_and_old_pages_go(reviewed: Site) -> None:
    reviewed.render()
    assert files(reviewed.out) == EVERYTHING | {"reviews.html", "reviews/loops.html"}
    before = times(reviewed.out)
    reviewed.change("reviews/loops/round-1.yaml", "overall: Good bones.", "overall: Good bones indeed.")
    assert reviewed.render().written == 1
    assert {path for path, time in times(reviewed.out).items() if time != before[path]} == {"reviews/loops.html"}
    for path in ROUNDS:
        (reviewed.root / path).unlink()
    assert reviewed.render().removed == 2
    assert files(reviewed.out) == EVERYTHING
