"""What is a yes, what is a no, and what is neither: in English and Danish, and whole in other languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.ecosystem.core.consent import NO, NOT_ASKED, PURPOSES, UNCLEAR, YES, agrees, read_consent

YESES = """
yes|Yes.|Y|y|ja|Ja tak|JA TAK!|j|true|TRUE|1|1.0|x|✓|given|granted|yes please|giver samtykke|Jeg giver samtykke
samtykke givet 12.03.2021|yes 2024-05-01|ja (1. maj 2019)|opt-in|opted in|consent given|I agree|accepteret|sandt
Ja, gerne|yes, by phone|OK|Oui|Sì|SÍ|sim|Áno|ano|Да|ΝΑΙ|igen|kyllä|jah|taip|evet|Einverstanden|d’accord|Zgoda|súhlasím
"""
NOS = """
no|No thanks|nej|Nej tak|n|false|0|opt-out|opted out|refused by phone|Ikke givet|trukket tilbage|withdrawn|not given
unsubscribed|do not contact|ønsker ikke mails|don't mail|none|afmeldt|frabedt|no consent|Declined 2020-01-01|NO!
Nein|non|Nie|ne|nee|нет|όχι|nem|ei|nicht einverstanden|pas d’accord|brak zgody|nesouhlasím|widerrufen|rifiutato
"""
NEITHER = """
pending|n/a|ukendt|unknown|not asked|ikke spurgt|2021-05-25|12/3 2021|yes?|yes, but only events|ja, hvis relevant
maybe|yes and no|ja/nej|no objection|ingen indvendinger|not yet|endnu ikke|asked by phone|mail; perhaps|yes if urgent
?|-|ja men ikke mail|ikke oplyst|no answer|ja indtil 2020|yes until withdrawn|see contract|måske|samtykke|kun mail
not refused|ikke afmeldt|yesterday|formentlig ja|tak|oui, mais|oui?|vielleicht|tak, ale nie mail|ja, aber
quizás sí|peut-être
"""
TAKES_BACK = "no|nej|not|ikke|but|men|if|hvis|maybe|måske|unless|only|kun|pending|until|?|ingen|withdrawn"


def cells(texts: str) -> list[str]:
    """The cells of a text with bars and lines between them."""
    return texts.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize(
    ("texts", "answer", "purposes"),
    [
        (cells(YESES), YES, PURPOSES),
        (cells(NOS), NO, ()),
        (cells(NEITHER), UNCLEAR, ()),
        (["", " "], NOT_ASKED, ()),
    ],
)
def test_a_clear_yes_a_clear_no_and_what_is_neither(texts: list[str], answer: str, purposes: tuple[str, ...]) -> None:
    read = {text: (read_consent(text).answer, read_consent(text).purposes) for text in texts}
    assert read == dict.fromkeys(texts, (answer, purposes))


def test_a_yes_to_something_is_a_yes_to_that_only() -> None:
    assert read_consent("ja til nyhedsbrev").purposes == ("mail",)
    assert read_consent("yes to matchmaking and mail").purposes == ("matchmaking", "mail")


@given(
    st.sampled_from(cells(YESES)),
    st.sampled_from(["{0} {1}", "{1} {0}", "{0}, {1}", "{0} ({1})"]),
    st.sampled_from(cells(TAKES_BACK)),
)
def test_no_yes_survives_a_no_a_condition_or_a_doubt(yes: str, pattern: str, word: str) -> None:
    text = pattern.format(yes, word)
    assert not any(agrees(text, purpose) for purpose in PURPOSES)


@given(st.text(max_size=20))
def test_any_text_is_read(text: str) -> None:
    found = read_consent(text)
    assert bool(found.purposes) == (found.answer == YES)
