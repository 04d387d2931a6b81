"""The whole access table, role by role: a grant that nobody wrote here is a failure."""

import itertools

import pytest

from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import Resource, Role, Verb, is_permitted, require

MEMBERS_MAY = {
    ("view", "actor", "all"),
    ("view", "activity", "all"),
    ("view", "opportunity", "all"),
    ("view", "contact", "own"),
    ("view", "tie", "own"),
    ("view", "evidence", "own"),
    ("view", "match", "own"),
    ("view", "answer", "own"),
    ("change", "contact", "own"),
    ("change", "answer", "own"),
}


@pytest.mark.parametrize(("verb", "kind"), list(itertools.product(Verb, Resource)))
def test_staff_may_do_everything(verb: Verb, kind: Resource) -> None:
    assert is_permitted(Role.STAFF, verb, kind)


@pytest.mark.parametrize(("verb", "kind"), list(itertools.product(Verb, Resource)))
def test_members_may_do_what_the_table_grants_and_no_more(verb: Verb, kind: Resource) -> None:
    everybodys = (verb, kind, "all") in MEMBERS_MAY
    assert is_permitted(Role.MEMBER, verb, kind) is everybodys
    assert is_permitted(Role.MEMBER, verb, kind, own=True) is (everybodys or (verb, kind, "own") in MEMBERS_MAY)


def test_a_refusal_says_who_could() -> None:
    with pytest.raises(NotAllowed, match=r"Only cluster staff can import data\."):
        require(Role.MEMBER, Verb.IMPORT, Resource.CASE)


def test_a_refusal_says_that_their_own_would_be_theirs() -> None:
    with pytest.raises(NotAllowed, match="Only cluster staff can see evidence about other organisations"):
        require(Role.MEMBER, Verb.VIEW, Resource.EVIDENCE)
