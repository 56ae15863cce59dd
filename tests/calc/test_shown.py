"""Numbers as they are shown: how they are read, how exactly they are meant, and how the right one is written."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lesson_pipeline.calc.agreement import agrees, as_shown, misfit
from lesson_pipeline.calc.shown import Shown, read_shown
from lesson_pipeline.calc.values import Value


def one(text: str, *, about: bool = False) -> Shown:
    shown = read_shown(text, about=about)
    assert isinstance(shown, Shown)
    return shown


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("0.000123", "0.000123", "0.000001"),
        ("9", "9", "1"),
        (".5", "0.5", "0.1"),
        ("-0.016", "-0.016", "0.001"),
        ("−0.016", "-0.016", "0.001"),
        ("12.5%", "0.125", "0.001"),
        (r"12.5\%", "0.125", "0.001"),
        ("12.5 %", "0.125", "0.001"),
        ("32,768", "32768", "1"),
        ("32_768", "32768", "1"),
        ("32{,}768", "32768", "1"),
        ("32\u202f768", "32768", "1"),
        ("1,234.5", "1234.5", "0.1"),
        ("1.2e-4", "0.00012", "0.00001"),
        ("1.2E+4", "12000", "1000"),
        ("1.2×10^-4", "0.00012", "0.00001"),
        ("1.2 × 10⁻⁴", "0.00012", "0.00001"),
        (r"1.2 \times 10^{-4}", "0.00012", "0.00001"),
        (r"1.2 \cdot 10^{3}", "1200", "100"),
        ("1.2 * 10**3", "1200", "100"),
        ("~0.5", "0.5", "0.1"),
        ("≈ 0.5", "0.5", "0.1"),
        ("about 0.5", "0.5", "0.1"),
        ("~14,600", "14600", "100"),
        ("about 1000", "1000", "100"),
        ("14,600", "14600", "1"),
    ],
)
def test_a_number_is_read_with_what_its_last_digit_is_worth(text: str, value: str, step: str) -> None:
    shown = one(text)
    assert (shown.value, shown.step) == (Fraction(value), Fraction(step))


@pytest.mark.parametrize(
    "text",
    ["", "six", "6 ms", "1,23", "1.2.3", "--1", "[", "[1", "[]", "[1, x]", "[1, …, 2, …]", "[[[1]]]", "1e9999", "9" * 99,
     "5.", "%", "e5", "1 000 000", "[1] [2]", "~", "nan", "inf"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert read_shown(text) is None


@given(st.text("0123456789.,-~≈%[]… e×^{}\\", max_size=30))
def test_any_text_is_read_or_not(text: str) -> None:
    read_shown(text)


@pytest.mark.parametrize(
    ("value", "text", "right"),
    [
        (0.126928, "2.13", "0.13"),
        (0.0127, "2.13", "0.013"),
        (0.00127, "2.13", "0.0013"),
        (9.0, "0.00012", "9.00000"),
        (0.1249, "13.5%", "12.5%"),
        (32768, "32,786", "32,768"),
        (1234567, "32{,}768", "1{,}234{,}567"),
        (0.00034, "1.2×10^-4", "3.4×10^-4"),
        (0.00034, "1.2×10⁻³", "3.4×10⁻⁴"),
        (0.000034, r"1.2 \times 10^{-4}", r"3.4 \times 10^{-5}"),
        (99.96, "9.0e1", "1.0e2"),
        (0, "1.2e-4", "0.0e0"),
        (-0.5, "−0.016", "−0.500"),
        (13437, "~14,600", "13,400"),
        (37, "~14,600", "37"),
        (1e30, "5", "1.0e30"),
        ((0.5, 0.25), "[0.1, 0.25]", "[0.5, 0.25]"),
        ((0.5, 0.3, 0.2), "[0.1, …]", "[0.5, …]"),
        ((0.5, 0.3, 0.2), "[0.1, …, 0.3]", "[0.5, …, 0.2]"),
        (((1, 2), (3, 4)), "[[1, 2], [3, 5]]", "[[1, 2], [3, 4]]"),
    ],
)
def test_the_right_number_is_written_as_the_wrong_one_was(value: Value, text: str, right: str) -> None:
    shown = read_shown(text)
    assert shown is not None
    assert misfit(value, shown) == ""
    assert not agrees(value, shown)
    assert as_shown(value, shown) == right


@pytest.mark.parametrize(
    ("value", "text", "says"),
    [
        ((1, 2), "1", "a vector and not a number"),
        (1, "[1]", "a number and not a vector"),
        ((1, 2), "[1, 2, 3]", "2 elements and not 3"),
        ((1, 2, 3), "[1, 2]", "3 elements and not 2"),
        ((1, 2), "[1, 2, 3, …]", "2 elements and not 3"),
        (((1, 2), (3, 4)), "[1, 2]", "a vector and not a number"),
    ],
)
def test_a_value_of_another_shape(value: Value, text: str, says: str) -> None:
    shown = read_shown(text)
    assert shown is not None
    assert misfit(value, shown) == says
    assert not agrees(value, shown)


FORMS = st.sampled_from(["{:.0f}", "{:.1f}", "{:.3f}", "{:.6f}", "{:,.2f}", "{:.1%}", "{:.2e}", "{:.0e}"])


@given(st.floats(-1e6, 1e6, allow_nan=False), FORMS)
def test_a_number_rounded_by_python_agrees(value: float, form: str) -> None:
    assert agrees(value, one(form.format(value)))


@given(st.floats(-1e6, 1e6, allow_nan=False), st.floats(-1e6, 1e6, allow_nan=False), FORMS)
def test_the_right_number_agrees_and_stays_as_it_is(value: float, stated: float, form: str) -> None:
    right = as_shown(value, one(form.format(stated)))
    assert agrees(value, one(right))
    assert as_shown(value, one(right)) == right


@given(st.integers(-(10**6), 10**6), st.integers(0, 6), st.floats(0.01, 100))
def test_half_of_the_last_digit_is_the_tolerance(count: int, decimals: int, share: float) -> None:
    assume(abs(share - 0.5) > 1e-6)
    shown = one(f"{count / 10**decimals:.{decimals}f}")
    step = Fraction(1, 10**decimals)
    assert shown.step == step
    assert agrees(float(shown.value + Fraction(share) * step), shown) is (share < 0.5)


def test_the_edge_of_the_tolerance_agrees() -> None:
    assert agrees(0.0025 * 0.051, one("0.000128"))
    assert agrees(0.0025 * 0.051, one("0.000127"))
    assert agrees(2.5, one("3"))
    assert not agrees(2.499, one("3"))
