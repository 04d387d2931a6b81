"""Contact cards: what is written is read again, and cards of other programs are read."""

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.vcards import ContactCard, read_cards, write_cards

SIGNS = st.characters(exclude_categories=("C", "Z")) | st.sampled_from(' ;,:\\="')
LINE = st.text(SIGNS, min_size=1, max_size=90).filter(lambda text: " ".join(text.split()) == text)


@given(LINE, LINE, LINE, LINE, st.lists(LINE, max_size=3))
def test_what_is_written_is_read_again(name: str, organisation: str, role: str, city: str, tags: list[str]) -> None:
    card = ContactCard(name, organisation, role, "a@x.example", "+45 1", city, "Denmark", "", "da", tuple(tags), "p1")
    content = write_cards([card, ContactCard(name="Bo")])
    assert list(read_cards(content.decode())) == [card, ContactCard(name="Bo")]
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_cards_of_other_programs_are_read() -> None:
    text = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Holm;Ane;;;\r\nORG:Flow\\; Ltd;Sales\r\nitem1.TEL;type=CELL:+45 12\r\n"
        "EMAIL;TYPE=INTERNET:ane@flow.exa\r\n mple\r\nADR;TYPE=WORK:;;Street 1;Aarhus;;8000;Denmark\r\n"
        "PHOTO;ENCODING=b;TYPE=JPEG:AAA=\r\nno line at all\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B8rgen =\nBo\n"
        "TEL;VALUE=uri:tel:+4512\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=NO-SUCH;ENCODING=QUOTED-PRINTABLE:J=C3=B8rgen\nEND:VCARD\n"
    )
    assert list(read_cards(text)) == [
        ContactCard(
            "Ane Holm", "Flow; Ltd", email="ane@flow.example", phone="+45 12", city="Aarhus", country="Denmark"
        ),
        ContactCard("Jørgen Bo", phone="+4512"),
        ContactCard("Jørgen"),
    ]
    assert list(read_cards("FN:Nobody\nBEGIN:VCARD\nFN:Unfinished\n")) == []
