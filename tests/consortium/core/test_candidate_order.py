"""Who is looked at for a team does not hang on the order in which candidates were read."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.consortium.core.candidate_pool import shortlist
from bridgehead.consortium.core.candidate_reduction import undominated
from tests.consortium.problems import instance


@given(st.integers(0, 10**6), st.integers(2, 9), st.randoms(use_true_random=False))
def test_equals_are_taken_by_name_whatever_came_first(seed: int, size: int, chance: Random) -> None:
    asked = instance(seed, size=10)
    candidates = [replace(c, fit=500, name=f"N{9 - at}") for at, c in enumerate(asked.candidates)]
    asked = replace(asked, candidates=tuple(candidates))
    shuffled = replace(asked, candidates=tuple(chance.sample(candidates, len(candidates))))
    assert {c.name for c in shortlist(shuffled, size)} == {c.name for c in shortlist(asked, size)}
    assert {c.name for c in undominated(shuffled, 1).candidates} == {c.name for c in undominated(asked, 1).candidates}


@given(st.integers(0, 10**6))
def test_of_equals_the_first_by_name_are_short_listed(seed: int) -> None:
    asked = instance(seed, size=10)
    same = replace(asked.candidates[0], fit=500, covers=frozenset())
    some = tuple(replace(same, actor=f"a{at}", name=f"N{9 - at}") for at in range(10))
    alone = replace(asked, candidates=some, lead="", pinned=frozenset())
    assert {c.name for c in shortlist(alone, 4)} == {"N0", "N1", "N2", "N3"}
