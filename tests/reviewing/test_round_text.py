"""Rounds edited as text: what a person wrote stays byte for byte, and what is new looks written by one."""

from textwrap import dedent

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.reviewing.round_text import appended, stamped, with_key, with_text, without
from lesson_pipeline.source.document import Document, parse_document
from tests.timing import seconds

FINDING = {"id": "new-one", "severity": "polish", "title": "New one", "location": [{"section": "hook"}]}
FIX = {"finding": "slow-start", "status": "fixed", "change": "Sooner.", "date": "2026-02-22"}
WRITTEN = """\
# what we agreed on the phone
round: 1            # the first
lesson: "loops"
findings:

  # seen twice
  - id: slow-start  # the opening
    severity: 'improvement'
    title: "It begins slowly"
    issue: |
      Two pages,
      and no loop.

# to be said again in round 2
verdict: needs-revision
"""


def read(text: str) -> Document:
    return parse_document(text, "reviews/loops/round-1.yaml")


def test_a_finding_goes_behind_the_others_and_nothing_else_moves() -> None:
    text = appended(read(WRITTEN), "findings", FINDING).text
    added = """
  - id: new-one
    severity: polish
    title: New one
    location: [{section: hook}]
"""
    assert text == WRITTEN.replace("      and no loop.\n", f"      and no loop.\n{added}")


def test_a_key_that_is_missing_goes_to_its_place_in_the_schema() -> None:
    text = appended(read(WRITTEN), "fixes", FIX).text
    added = "\nfixes:\n  - {finding: slow-start, status: fixed, change: Sooner., date: 2026-02-22}\n"
    assert text == WRITTEN.replace("      and no loop.\n", f"      and no loop.\n{added}")
    assert (
        with_key(read("round: 1\nlesson: loops\n"), "date", "2026-02-21").text
        == "round: 1\nlesson: loops\ndate: 2026-02-21\n"
    )


@pytest.mark.parametrize(
    "before",
    [
        "{lesson: loops, round: 1, findings: []}\n",
        "lesson: loops\nround: 1\nfindings: [{id: a, severity: polish, title: A}]  # one\n",
        "lesson: loops\nround: 1\nfindings: [\n  {id: a, severity: polish, title: A},\n]\n",
        "lesson: loops\r\nround: 1\r\nfindings:\r\n- id: a\r\n  severity: polish\r\n  title: A\r\n",
        "lesson: loops\nround: 1\nfindings: []",
    ],
)
def test_any_layout_can_be_added_to(before: str) -> None:
    document = appended(read(before), "findings", FINDING)
    assert document.faults == []
    assert document.data["findings"] == [*read(before).data["findings"], FINDING]
    assert document.text.count("\r\n") == (document.text.count("\n") if "\r" in before else 0)


def test_digests_are_renewed_one_by_one() -> None:
    before = dedent("""
        lesson: loops
        round: 1
        of:
          sections:
            hook: v1:aa   # read twice
            check-1: v1:bb
          state: v1:cc
        findings: []
    """).lstrip()
    document = stamped(read(before), {"hook": "v1:dd", "check-2": "v1:ee"})
    assert document.text == before.replace("v1:aa", "v1:dd").replace(
        "check-1: v1:bb\n", "check-1: v1:bb\n    check-2: v1:ee\n"
    )
    whole = stamped(read(before), {"hook": "v1:aa"}, "v1:ff", whole=True)
    assert whole.data["of"] == {"sections": {"hook": "v1:aa"}, "state": "v1:ff"}
    assert "# read twice" in whole.text


@pytest.mark.parametrize(
    "of", ["", "of: {}\n", "of: {sections: {}}\n", "of: {state: v1:aa}\n", "of:\n  state: v1:aa\n"]
)
def test_digests_come_to_a_round_that_had_none(of: str) -> None:
    document = stamped(read(f"lesson: loops\nround: 1\n{of}findings: []\n"), {"hook": "v1:bb"}, "v1:cc", whole=True)
    assert document.faults == []
    assert document.data["of"] == {"sections": {"hook": "v1:bb"}, "state": "v1:cc"}


def test_texts_come_go_and_change() -> None:
    document = with_text(read(WRITTEN), "rationale", "One is open.\n\nMore tomorrow.")
    assert document.data["rationale"] == "One is open.\n\nMore tomorrow."
    assert with_text(document, "verdict", "pass").text == document.text.replace("needs-revision", "pass")
    assert without(document, "rationale").data == read(WRITTEN).data


def test_a_layout_that_cannot_be_added_to_is_refused() -> None:
    odd = "lesson: loops\nround: 1\nfindings:\n  -\n    id: a\n    severity: polish\n    title: A\n"
    with pytest.raises(PipelineError, match=r"round-1.yaml:3 is laid out in a way that cannot be added to"):
        appended(read(odd), "findings", FINDING)


def test_a_long_round_is_added_to_in_time() -> None:
    findings = "".join(f"  - {{id: f-{n}, severity: polish, title: Finding {n}}}\n" for n in range(2_000))
    document = read(f"lesson: loops\nround: 1\nfindings:\n{findings}")
    assert seconds(lambda: appended(document, "findings", FINDING)) < 3
