"""The access table, cell by cell where a wrong one would hurt; written by hand, not from the table."""

import itertools

import pytest

from bridgehead.kit.access_phrases import OBJECTS, ROLES, SEVERAL, VERBS
from bridgehead.kit.access_table import SHARED_BETWEEN_MEMBERS, TABLE
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import GrantScope, Resource, Role, Verb, Viewer, is_permitted

# Role: admin, manager, analyst, interviewer, coder, evaluator, reader, member's main contact, member's colleague.
# A: everybody's, e: what they entered, o: their own organisation's, -: nobody's.
CELLS = """
view actor          A A A A - - A A A
change actor        A A - - - - - o -
remove actor        A A - - - - - - -
view contact        A A A - - - - o o
change contact      A A - - - - - o o
remove contact      A A - - - - - o o
export contact      A A A - - - - - -
view tie            A A A - - - - o o
change tie          A A - - - - - - -
view entry          A A A - - - - o o
change entry        A A - - - - - - -
view activity       A A A A - - A A A
change activity     A A - - - - - - -
view role           A A A - - - - o o
view money          A A A - - - - o o
view outcome        A A A - - - - o o
change outcome      A A - - - - - - -
view opportunity    A A A A - - A A A
change opportunity  A A - - - - - - -
view evidence       A A A e - - - o o
change evidence     A A A e - - - - -
remove evidence     A A A e - - - - -
view source         A A A e A - - - -
change source       A A A e - - - - -
import source       A A A e - - - - -
export source       A A A - - - - - -
view coding         A A A - e - - - -
change coding       A A A - e - - - -
view match          A A A - - - - o o
change match        A A - - - - - - -
export match        A A A - - - - - -
view mark           A A A - - - - - -
change mark         A A - - - - - - -
view answer         A A A - - - - o o
change answer       A A - - - - - o o
view figure         A A A - - A A - -
change figure       A A A - - - - - -
export figure       A A A - - A A - -
view report         A A A - - - A - -
export panel        A A A - - A - - -
import case         A A - - - - - - -
export case         A A A - - - - - -
view log            A A A - - - - - -
undo log            A A e e e - - - -
view user           A A - - - - - o -
change user         A - - - - - - - -
view mail           A A - - - - - - -
change mail         A A - - - - - - -
view setting        A A - - - - - - -
change setting      A - - - - - - - -
"""
SCOPES = {"A": GrantScope.ALL, "e": GrantScope.ENTERED, "o": GrantScope.OWN, "-": None}


@pytest.mark.parametrize("line", CELLS.strip().splitlines())
def test_a_cell_is_as_written_here(line: str) -> None:
    verb, kind, *signs = line.split()
    found = {role: Viewer(1, role).scope(Verb(verb), Resource(kind)) for role in Role}
    assert found == {role: SCOPES[sign] for role, sign in zip(Role, signs, strict=True)}


@pytest.mark.parametrize("role", Role)
def test_a_scope_says_whose(role: Role) -> None:
    who = Viewer(7, role, "flow")
    for verb, kind in itertools.product(Verb, Resource):
        scope = who.scope(verb, kind)
        assert who.may(verb, kind) is is_permitted(role, verb, kind) is (scope is GrantScope.ALL)
        assert who.may(verb, kind, owner="flow") is (scope in {GrantScope.ALL, GrantScope.OWN})
        assert who.may(verb, kind, by=7) is (scope in {GrantScope.ALL, GrantScope.ENTERED})
        assert who.may(verb, kind, owner="cool", by=8) is (scope is GrantScope.ALL)


@pytest.mark.parametrize("role", Role)
def test_nobody_without_organisation_or_account_owns_anything(role: Role) -> None:
    for verb, kind in itertools.product(Verb, Resource):
        assert Viewer(None, role).may(verb, kind, owner=None, by=None) is is_permitted(role, verb, kind)


@pytest.mark.parametrize("role", Role)
def test_what_members_share_opens_others_for_members_alone_and_to_see_only(role: Role) -> None:
    for kind in SHARED_BETWEEN_MEMBERS.values():
        plain, opened = Viewer(1, role, "flow"), Viewer(1, role, "flow", shared=frozenset({kind}))
        member = role in {Role.MEMBER_OWNER, Role.MEMBER_COLLEAGUE}
        assert opened.may(Verb.VIEW, kind, owner="cool") is (member or plain.may(Verb.VIEW, kind, owner="cool"))
        assert opened.may(Verb.CHANGE, kind, owner="cool") is plain.may(Verb.CHANGE, kind, owner="cool")


def test_no_cell_is_granted_twice_and_every_line_has_its_reason() -> None:
    cells = [(line.role, verb, kind) for line in TABLE for verb in line.verbs for kind in line.kinds]
    assert len(cells) == len(set(cells))
    assert all(line.why.endswith(".") for line in TABLE)
    assert {line.role for line in TABLE} == set(Role)


def test_everything_has_its_words() -> None:
    assert set(ROLES) == set(SEVERAL) == set(Role)
    assert set(OBJECTS) == set(Resource)
    assert set(VERBS) == set(Verb)


@pytest.mark.parametrize(
    ("role", "verb", "kind", "said"),
    [
        (Role.READER, Verb.IMPORT, Resource.CASE, "Only administrators and managers can import all data."),
        (Role.CODER, Verb.VIEW, Resource.ACTOR, "can see organisations."),
        (Role.MANAGER, Verb.CHANGE, Resource.USER, "Only administrators can edit accounts."),
        (
            Role.MEMBER_OWNER,
            Verb.VIEW,
            Resource.EVIDENCE,
            "Only administrators, managers and analysts can see evidence of other organisations.",
        ),
        (
            Role.INTERVIEWER,
            Verb.CHANGE,
            Resource.SOURCE,
            "Only administrators, managers and analysts can edit sources that somebody else entered.",
        ),
    ],
)
def test_a_refusal_says_who_could(role: Role, verb: Verb, kind: Resource, said: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        Viewer(1, role, "flow").require(verb, kind, owner="cool", by=2)
    assert said in str(refused.value)


@pytest.mark.parametrize("role", Role)
def test_every_refusal_has_a_sentence(role: Role) -> None:
    for verb, kind in itertools.product(Verb, Resource):
        if not is_permitted(role, verb, kind):
            with pytest.raises(NotAllowed, match=r"^Only administrators.* can .+\.$") as refused:
                Viewer(1, role).require(verb, kind)
            assert str(refused.value)
