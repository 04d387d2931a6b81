"""What a mail to a group says, who gets it, and what a person agreed to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.ecosystem.core.consent import PURPOSES, agrees, purposes_of, refuses, without
from bridgehead.mailings.core.addressees import Addressee, judge_each
from bridgehead.mailings.core.mail_text import variant_for


@pytest.mark.parametrize(
    ("consent", "purposes"),
    [
        ("yes", PURPOSES),
        (" Ja ", PURPOSES),
        ("no", ()),
        ("", ()),
        ("mail; Matchmaking", ("matchmaking", "mail")),
        ("mail,research", ("mail", "research")),
        ("asked by phone", None),
        ("mail; perhaps", None),
    ],
)
def test_only_a_clear_yes_is_consent(consent: str, purposes: tuple[str, ...] | None) -> None:
    assert purposes_of(consent) == purposes
    assert [p for p in PURPOSES if agrees(consent, p)] == list(purposes or ())


@given(st.sets(st.sampled_from(PURPOSES)), st.sampled_from(PURPOSES))
def test_a_purpose_that_is_taken_back_is_gone_and_the_others_stay(given_: set[str], purpose: str) -> None:
    left = without(";".join(sorted(given_)), purpose)
    assert set(purposes_of(left) or ()) == given_ - {purpose}
    assert refuses(left) == (not given_ - {purpose})
    assert set(purposes_of(without("yes", purpose)) or ()) == set(PURPOSES) - {purpose}


def test_an_address_at_which_somebody_said_no_gets_no_mail_from_any_record_of_it() -> None:
    group = [Addressee("w2", "UNO@x.example ", "yes", is_address=True)]
    assert [said for _, said in judge_each(group, "mail", refused={"uno@x.example"})] == ["no_consent"]


def test_the_language_of_a_person_comes_first_then_the_text_without_one_then_the_workspaces() -> None:
    assert variant_for("da", {"da": 1, "": 1, "en": 1}, "en") == "da"
    assert variant_for("sv", {"da": 1, "": 1, "en": 1}, "en") == ""
    assert variant_for("sv", {"da": 1, "en": 1}, "en") == "en"
    assert variant_for("", {"da": 1, "de": 1}, "en") == "da"


def test_everybody_is_told_why_and_an_address_gets_one_mail() -> None:
    group = [
        Addressee("none", " ", "yes", is_address=False),
        Addressee("bad", "x@", "yes", is_address=False),
        Addressee("no", "a@x.example", "no", is_address=True),
        Addressee("first", "A@x.example", "mail", is_address=True),
        Addressee("second", "a@x.example ", "yes", is_address=True),
        Addressee("research", "r@x.example", "research", is_address=True),
        Addressee("before", "b@x.example", "yes", is_address=True),
    ]
    said = {each.id: outcome for each, outcome in judge_each(group, "mail", {"b@x.example"})}
    assert said == {
        "none": "no_email",
        "bad": "bad_email",
        "no": "no_consent",
        "first": "sends",
        "second": "twice",
        "research": "no_consent",
        "before": "sent_before",
    }
