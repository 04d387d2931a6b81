"""Lists of candidates stand in one order, whatever came first."""

from itertools import permutations

from bridgehead.match.core.additionality import Additionality
from bridgehead.match.core.match_result import Candidate, by_additionality, fit_key


def candidate(actor: str, name: str, score: float, added: float | None = None) -> Candidate:
    said = None if added is None else Additionality(added, (), (), None, ())
    return Candidate(actor, name, "firm", "sme", "DK", score, True, (), (), said)


def test_candidates_stand_by_fit_then_name_then_id() -> None:
    some = [
        candidate("d", "Oak", 0.0),
        candidate("b", "Yew", 0.5),
        candidate("c", "Oak", 0.0),
        candidate("a", "Zinc", 0.5 + 1e-12),
        candidate("e", "Elm", 0.0),
    ]
    for order in permutations(some):
        assert [c.actor for c in sorted(order, key=fit_key)] == ["b", "a", "e", "c", "d"]


def test_what_adds_as_much_stands_as_it_stood_and_the_unknown_last() -> None:
    some = (candidate("a", "A", 0.1), candidate("b", "B", 0.3, 0.2), candidate("c", "C", 0.2, 0.2 + 1e-12))
    assert [c.actor for c in by_additionality(some)] == ["b", "c", "a"]
