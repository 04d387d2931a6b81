"""Who of a team is new, and how often funded teams had so many: golden values by hand."""

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.consortium.core.newcomers import FundedHistory, PastProject
from bridgehead.methods.beta_intervals import share_interval

PAST = [
    PastProject("2010", ("a", "b")),
    PastProject("2012-05", ("a", "c")),
    PastProject("2013-01", ("a", "b", "c", "d")),  # d is new: a quarter
    PastProject("2013-01", ("d", "e")),  # both are new: the project above is of the same month
    PastProject("2014", ("d", "f")),  # f is new: a half
    PastProject("2014-06", ("f", "a")),  # f is new still: 2014 has not ended before June
    PastProject("2015", ("g",)),  # alone: no team
    PastProject("", ("h", "i")),
]


def test_shares_of_newcomers_by_hand() -> None:
    history = FundedHistory.of(PAST, "2016")
    assert history.counts == {1: 1, 4: 1, 2: 2}
    assert history.known == frozenset("abcdefghi")
    found = history.newcomers(["a", "x"])
    assert (found.count, found.share, found.reason) == (1, 0.5, "")
    assert found.funded is not None
    assert (found.funded.above, found.funded.up_to, found.funded.teams) == (0.25, 0.5, 4)
    assert found.funded.share == 0.5
    assert found.funded.interval == share_interval(2, 4)
    none = history.newcomers(["a", "h"])
    assert none.count == 0
    assert none.funded is not None
    assert (none.funded.share, none.funded.up_to) == (0.0, 0.0)


def test_what_began_later_makes_nobody_known() -> None:
    history = FundedHistory.of(PAST, "2012-05")
    assert history.known == frozenset("abhi")
    found = history.newcomers(["a", "c"])
    assert (found.count, found.funded, found.reason) == (1, None, "short_history")


def test_without_a_funded_project_nobody_can_be_told_to_be_new() -> None:
    found = FundedHistory.of([], "2020").newcomers(["a"])
    assert (found.count, found.share, found.funded, found.reason) == (None, None, None, "no_history")


@given(st.lists(st.tuples(st.integers(2000, 2020), st.sets(st.integers(0, 9), min_size=1, max_size=4)), max_size=30))
def test_each_team_after_three_years_counts_once(drawn: list[tuple[int, set[int]]]) -> None:
    projects = [PastProject(str(year), {str(a) for a in actors}) for year, actors in drawn]
    history = FundedHistory.of(projects, "2030")
    first = min((year for year, _ in drawn), default=0)
    assert sum(history.counts.values()) == sum(len(a) > 1 and year >= first + 3 for year, a in drawn)
