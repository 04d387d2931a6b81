import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit import number_format


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_back_the_same(value: float) -> None:
    text = number_format.render(value)
    assert number_format.parse(text) == value
    assert "e" not in text.lower()


def test_there_is_one_form_for_each_number() -> None:
    assert [number_format.render(v) for v in (1.0, 1, 0.5, -2.50, None)] == ["1", "1", "0.5", "-2.5", ""]


@pytest.mark.parametrize("text", ["nan", "inf", "1_000", "1,5", "one", ""])
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|float"):
        number_format.parse(text)
