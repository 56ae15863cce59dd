"""Terms in prose: what counts as a mention of a concept, and of which one."""

from collections.abc import Callable

import pytest

from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.places import At


def index(**terms: list[str]) -> TermIndex:
    return TermIndex(Concept(id, id, At("planning/concepts.yaml", (id,)), terms=tuple(of)) for id, of in terms.items())


@pytest.fixture
def words() -> Callable[..., list[str]]:
    """The stretches of a text that mention the terms given."""

    def find(text: str, *terms: str) -> list[str]:
        return [text[found.start : found.end] for found in index(it=list(terms)).find(text)]

    return find


def concepts(text: str, **terms: list[str]) -> list[tuple[str, ...]]:
    return [found.concepts for found in index(**terms).find(text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("while loop", "While Loops"),
        ("while loop", "WHILE LOOP"),
        ("while loop", "while-loop"),
        ("while loop", "while‑loop"),  # a hyphen that does not break
        ("while loop", "while\nloops"),
        ("while loop", "while\u00a0loop"),
        ("while loop", "whileloop"),
        ("while-loop", "while loops"),
        ("encoder-decoder", "encoder–decoder"),
        ("pretraining", "pre-training"),
        ("pre-training", "pretraining"),
        ("pre-training objective", "pretraining objectives"),
        ("multihead attention", "multi-head attention"),
        ("multihead attention", "multi-head-attention"),
        ("text-to-image model", "text to image models"),
        ("pre-training self-attention", "pretraining self-attention"),
        ("naïve Bayes", "Naïve bayes"),
        ("torch.cat", "torch.cat"),
        ("batch_size", "batch_size"),
        ("k-means", "k-means"),
        ("A/B test", "A/B tests"),
        ("SigLIP 2", "SigLIP-2"),
        ("SigLIP 2", "SigLIP2"),
        ("embeddings", "embedding"),
    ],
)
def test_the_same_words_in_other_dress_are_a_mention(words, term: str, text: str) -> None:
    assert words(f"We see {text} here.", term) == [text]


@pytest.mark.parametrize(
    ("term", "plural"),
    [
        ("loop", "loops"),
        ("batch", "batches"),
        ("loss", "losses"),
        ("bias", "biases"),
        ("query", "queries"),
        ("matrix", "matrices"),
        ("vertex", "vertices"),
        ("analysis", "analyses"),
        ("CLIP", "CLIPs"),
        ("ViT", "ViTs"),
        ("sum of squares", "sums of squares"),
    ],
)
def test_plurals_are_mentions_of_the_singular(words, term: str, plural: str) -> None:
    assert words(f"Two {plural}, one {term}", term) == [plural, term]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("loop", "looping"),
        ("loop", "the loophole"),
        ("loop", "a loop2 b"),
        ("loss", "los"),
        ("pass", "pas"),
        ("while loop", "loop while"),
        ("while loop", "while the loop"),
        ("is", "i"),
    ],
)
def test_other_words_are_no_mention(words, term: str, text: str) -> None:
    assert words(text, term) == []


@pytest.mark.parametrize(
    "text",
    [
        "It runs for a while. Loop again.",
        'It says "for a while." Loop again.',
        "for a while, loop",
        "for a while; loop",
        "while: loop",
        "a while (loop)",
        "while) loop",
        "a while — loop or not",
        "a while—loop",
        "a while - loop or not",
        "a while… loop",
        "| while | loop |",
        "the while\n\nloop",
        "the while\n   \nloop",
        "- while\n- loop",
        "* while\n* loop",
        "for a while\n## Loop",
        "while = loop",
        "[while] loop",
    ],
)
def test_a_phrase_does_not_reach_across_punctuation_or_paragraphs(words, text: str) -> None:
    assert words(text, "while loop") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a **softmax** b", "softmax"),
        ("a _softmax_ b", "softmax"),
        ("the `softmax` call", "softmax"),
        ("```python\ny = softmax(x)\n```", "softmax"),
        (r"$\text{softmax}(x)_i$", "softmax"),
        ("[softmax](concept:cosine)", "softmax"),
        ("![softmax of the row](plot.svg)", "softmax"),
        ("the softmax's rows", "softmax"),
        ("“softmax”", "softmax"),
        ("# Softmax\ntext", "Softmax"),
    ],
)
def test_markdown_code_and_math_around_a_term_change_nothing(words, text: str, found: str) -> None:
    assert words(text, "softmax") == [found]


def test_markdown_inside_a_phrase_changes_nothing(words) -> None:
    text = 'the **while** _loop_, `while` loop, *while-loop* and "while" loop'
    assert [stretch.replace("*", "").replace("_", "") for stretch in words(text, "while loop")] == [
        "while loop",
        "while` loop",
        "while-loop",
        'while" loop',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[this](softmax.md)",
        "[this](softmax.md 'why')",
        "[this](lesson:softmax)",
        "![plot](images/softmax.svg)",
        "<https://example.org/softmax>",
        "https://example.org/softmax?x=softmax",
        "<!-- softmax\nsoftmax -->",
    ],
)
def test_link_targets_and_comments_are_no_prose(words, text: str) -> None:
    assert words(text, "softmax") == []


def test_places_are_those_in_the_text_as_written(words) -> None:
    text = "[a](https://example.org/softmax) then softmax"
    [found] = index(it=["softmax"]).find(text)
    assert (found.start, found.end) == (text.rindex("softmax"), len(text))


@pytest.mark.parametrize("text", ["clip gradients", "Clip the norm", "a paper clip", "clips"])
def test_a_term_in_capitals_keeps_its_case(words, text: str) -> None:
    assert words(text, "CLIP") == []


@pytest.mark.parametrize(
    ("term", "text", "is_mention"),
    [
        ("ViT", "vit", False),
        ("ViT", "VIT", False),
        ("SigLIP 2", "siglip 2", False),
        ("CLIP loss", "CLIP Loss", True),
        ("CLIP loss", "clip loss", False),
        ("Adam", "adam", True),
        ("Adam", "ADAM", True),
        ("softmax", "SoftMax", True),
        ("Q", "Q and K", True),
        ("Q", "q and k", False),
    ],
)
def test_only_capitals_inside_or_throughout_keep_their_case(words, term: str, text: str, is_mention: bool) -> None:
    assert bool(words(text, term)) is is_mention


def test_a_word_in_capitals_means_the_term_in_capitals_alone() -> None:
    both = {"clip": ["CLIP"], "clipping": ["clip"]}
    assert concepts("CLIP, CLIPs, clip, Clips", **both) == [("clip",), ("clip",), ("clipping",), ("clipping",)]


def test_a_word_in_capitals_that_only_begins_a_term_means_the_ordinary_one() -> None:
    assert concepts("CLIP", loss=["CLIP loss"], clipping=["clip"]) == [("clipping",)]


def test_a_heading_in_capitals_still_means_the_ordinary_term() -> None:
    assert concepts("GRADIENT CLIPPING", clipping=["gradient clipping"], clip=["CLIP"]) == [("clipping",)]


def test_the_longest_match_wins() -> None:
    terms = {"loop": ["loop"], "while": ["while loop"], "body": ["loop body"], "nested": ["nested while loop"]}
    assert concepts("a nested while loop", **terms) == [("nested",)]
    assert concepts("a while loop", **terms) == [("while",)]
    assert concepts("a loop", **terms) == [("loop",)]


def test_of_two_that_overlap_the_longer_wins_wherever_it_begins() -> None:
    terms = {"descent": ["gradient descent"], "size": ["descent step size"]}
    assert concepts("gradient descent step size", **terms) == [("size",)]


def test_what_begins_in_a_longer_match_and_goes_beyond_it_gives_way() -> None:
    terms = {"size": ["descent step size"], "limit": ["size limit"]}
    assert concepts("descent step size limit", **terms) == [("size",)]


def test_what_remains_beside_a_longer_match_is_still_mentioned() -> None:
    terms = {"gradient": ["gradient"], "descent": ["gradient descent"], "size": ["descent step size"]}
    assert concepts("gradient descent step size", **terms) == [("gradient",), ("size",)]


def test_a_longer_phrase_that_breaks_off_leaves_the_shorter_one() -> None:
    assert concepts("while loops end", loop=["loop"], long=["while loop body"]) == [("loop",)]


def test_every_mention_is_found_in_order() -> None:
    assert concepts("loop, list; loop", loop=["loop"], list=["list"]) == [("loop",), ("list",), ("loop",)]


def test_a_shared_term_names_all_its_concepts() -> None:
    assert concepts("the index", list=["index"], loop=["index"]) == [("list", "loop")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("while loop", "While Loop"),
        ("while loop", "while-loop"),
        ("while-loop", "whileloop"),
        ("loop", "loops"),
        ("loops", "loop"),
        ("index", "index"),
    ],
)
def test_terms_that_prose_cannot_tell_apart_are_shared(first: str, second: str) -> None:
    [(term, position, later, earlier)] = index(a=["other", first], b=["another", "one", second]).shared
    assert (term, position, later.id, earlier.id) == (second, 2, "b", "a")


@pytest.mark.parametrize(("first", "second"), [("CLIP", "clip"), ("loop", "loop body"), ("ViT", "VIT")])
def test_terms_that_prose_can_tell_apart_are_not(first: str, second: str) -> None:
    assert index(a=[first], b=[second]).shared == []


def test_one_concept_may_list_the_same_term_in_several_forms() -> None:
    assert index(a=["while loop", "while-loop", "while loops"]).shared == []


@pytest.mark.parametrize("terms", [[], [""], ["…"], ["+"]])
def test_a_term_without_a_word_is_never_mentioned(terms: list[str]) -> None:
    assert concepts("a + b … c", odd=terms) == []


def test_a_text_of_nothing_but_hyphens_and_a_term_of_many_take_no_time() -> None:
    many = "-".join(["a"] * 100_000)
    found = index(a=[" ".join(["b-c"] * 60)], b=["aa"]).find(many)
    assert {mention.concepts for mention in found} <= {("b",)}
