"""The first look at many opportunities: whose words are an actor's own."""

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.match.core.prefilter import prefilter_opportunities

TEXTS = {
    "harbour": "Batteries for the harbour of a city",
    "cooling": "Cooling of a city with the water of its harbour",
    "nothing": "",
    "storage": "Flow batteries store energy for ships, and batteries charge ships",
}


def test_shared_words_come_first_and_rare_ones_count_more() -> None:
    assert prefilter_opportunities(["We make flow batteries for ships"], TEXTS, 2) == ["storage", "harbour"]
    assert prefilter_opportunities(["water"], TEXTS, 1) == ["cooling"]


def test_plural_and_singular_are_one_word() -> None:
    assert prefilter_opportunities(["a battery charger for one ship"], TEXTS, 1) == ["storage"]


def test_past_work_speaks_too() -> None:
    assert prefilter_opportunities(["", "Cooling with water"], TEXTS, 1) == ["cooling"]


def test_where_nothing_is_known_their_order_stays() -> None:
    assert prefilter_opportunities([], TEXTS, 3) == ["harbour", "cooling", "nothing"]
    assert prefilter_opportunities(["anything"], {}, 3) == []


def test_a_difference_beyond_nine_decimals_is_none() -> None:
    """The same words in another order are as near, whatever their floats add up to."""
    words = ["water", "ships", "harbour", "cooling", "batteries", "storage", "energy", "turbines", "pumps", "valves"]
    texts = {"first": " ".join(words), "second": " ".join(reversed(words)), "other": "water"}
    for order in (("first", "second", "other"), ("second", "other", "first")):
        found = prefilter_opportunities([" ".join(words[:7])], {name: texts[name] for name in order}, 3)
        assert [name for name in found if name != "other"] == [name for name in order if name != "other"]


@given(st.lists(st.text()), st.dictionaries(st.text(min_size=1), st.text()), st.integers(0, 5))
def test_any_text_will_do(said: list[str], texts: dict[str, str], most: int) -> None:
    found = prefilter_opportunities(said, texts, most)
    assert len(found) == min(most, len(texts))
    assert set(found) <= set(texts)
