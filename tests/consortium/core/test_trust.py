"""Trust between two actors, counted by hand."""

from bridgehead.consortium.core.trust import TieRecords, trust_links

KNOWN = TieRecords(
    ties=[("t1", "a", "b", "contact"), ("t2", "a", "c", "competitor")],
    together=[("x", "The harbour", ["a", "b"]), ("y", "The trip", ["b", "a", "c"])],
    circles={},
    names={},
)
EVERYBODY = ["a", "b", "c"]


def test_an_activity_in_common_counts_once() -> None:
    links = trust_links(KNOWN, EVERYBODY, EVERYBODY)
    ab, ac = links["a", "b"], links["a", "c"]
    assert (ab.label, ab.more, ab.trust) == ("The harbour", 1, 850)  # 1 - ½·½·0.6
    assert (ac.label, ac.more, ac.trust) == ("The trip", 0, 500)  # 1 - ½; a competitor is no bond
    assert trust_links(KNOWN, ["a"], ["b", "c"]) == {("a", "b"): ab, ("a", "c"): ac}
