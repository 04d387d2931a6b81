from datetime import UTC, datetime
from email.message import EmailMessage
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.followup.core.incoming_mail import AUTOMATIC, BOUNCE, BULK, read_mail
from bridgehead.kit.errors import InputError

PLAIN = (
    b'From: Ane Holm <Ane@Pumps.Example>\r\nTo: hub@example.org, "Bo, Dam" <bo@port.example>\r\n'
    b"Subject: =?iso-8859-1?q?Pumper_til_=D8stersund?=\r\nDate: Tue, 3 Nov 2026 09:15:00 +0100\r\n"
    b"Message-ID: <1@pumps.example>\r\n\r\nHello,\r\nwe are in.\r\n"
)


def written(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in ({"From": "ane@pumps.example", "Subject": "Hello"} | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content("Hello")
    return message


def test_a_mail_is_taken_apart() -> None:
    mail = read_mail(PLAIN)
    assert (mail.sender, mail.recipients) == ("ane@pumps.example", ("hub@example.org", "bo@port.example"))
    assert (mail.subject, mail.text, mail.message_id) == (
        "Pumper til Østersund",
        "Hello,\nwe are in.",
        "<1@pumps.example>",
    )
    assert mail.moment is not None
    assert mail.moment.astimezone(UTC) == datetime(2026, 11, 3, 8, 15, tzinfo=UTC)
    assert (mail.written_by, mail.documents, mail.is_cut) == ("", (), False)


def test_an_address_in_a_display_name_is_nobodys() -> None:
    """RFC 5322, 3.4: a display name is free text; whoever writes one there is not that person."""
    assert read_mail(b'From: "ceo@pumps.example" <thief@evil.example>\nSubject: x\n\n').sender == "thief@evil.example"
    assert read_mail(b"From: ceo@pumps.example (x) <thief@evil.example>\nSubject: x\n\n").sender != "ceo@pumps.example"
    assert read_mail(b"From: Ane Holm\nSubject: x\n\n").sender == ""


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, ""),
        ({"Auto_Submitted": "no"}, ""),
        ({"Auto_Submitted": "auto-replied; owner=x"}, AUTOMATIC),
        ({"Auto_Submitted": "auto-generated"}, AUTOMATIC),
        ({"X_Autoreply": "yes"}, AUTOMATIC),
        ({"Precedence": "auto_reply"}, AUTOMATIC),
        ({"X_Auto_Response_Suppress": "All"}, AUTOMATIC),
        ({"Precedence": "bulk"}, BULK),
        ({"List_Id": "<news.example>"}, BULK),
        ({"From": "no-reply@shop.example"}, AUTOMATIC),
        ({"From": "MAILER-DAEMON@example.org"}, BOUNCE),
        ({"Return_Path": "<>"}, BOUNCE),
    ],
    ids=lambda value: "-".join([*value, *value.values()]) if isinstance(value, dict) else value or "person",
)
def test_what_a_program_wrote_is_recognised(headers: dict[str, str], expected: str) -> None:
    """RFC 3834 on automatic answers, RFC 2919 on lists, RFC 5321 4.5.5 on the empty return path."""
    assert read_mail(written(**headers).as_bytes()).written_by == expected


def test_words_of_html_are_read_and_nothing_of_it_runs() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ane@pumps.example", "x"
    message.set_content("<style>p{}</style><p>Yes<br>please</p><script>alert(1)</script>", subtype="html")
    assert read_mail(message.as_bytes()).text == "Yes\nplease"


def test_attachments_have_a_name_and_a_content() -> None:
    message = written()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="tilbud på pumper.pdf")
    message.add_attachment(b"x", maintype="application", subtype="octet-stream")
    message.add_attachment(written(Subject="Before"))
    names = [name for name, _ in read_mail(message.as_bytes()).documents]
    assert names == ["tilbud på pumper.pdf", "attachment-2", "message-3.eml"]
    assert b"Subject: Before" in read_mail(message.as_bytes()).documents[2][1]


def test_a_wrong_or_unknown_encoding_is_read_as_far_as_possible() -> None:
    for charset in (b"utf-8", b"no-such-charset"):
        raw = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=" + charset + b"\n\nbl\xe5b\xe6r"
        assert read_mail(raw).text == "blåbær"


def test_the_same_message_without_an_id_has_the_same_one() -> None:
    raw = written().as_bytes()
    assert read_mail(raw).message_id == read_mail(raw).message_id
    assert read_mail(raw).message_id != read_mail(written(Subject="Other").as_bytes()).message_id


def test_what_is_no_mail_is_refused() -> None:
    for content in (b"", b"   \n", b"Just a text.\n", b"\x00\x01\x02"):
        with pytest.raises(InputError, match="email"):
            read_mail(content)


@given(
    st.binary(max_size=400), st.sampled_from([b"From: a@b.example\n", b"Content-Type: multipart/mixed; boundary=a\n"])
)
def test_any_bytes_are_a_mail_or_refused(noise: bytes, head: bytes) -> None:
    try:
        mail = read_mail(head + noise)
    except InputError:
        return
    assert "\0" not in mail.subject + mail.text + mail.sender
    assert mail.sender == mail.sender.lower()
    assert all(content for _name, content in mail.documents)


HEAD = b"From: a@b.example\nSubject: x\nDate: Mon, 30 Nov 2026 10:00:00 +0100\n"
PDF = b'Content-Type: application/pdf; name="offer.pdf"\n\n%PDF-1.4'


def multipart(kind: str, *parts: bytes, boundary: bytes = b"AA") -> bytes:
    inner = b"".join(b"\n--" + boundary + b"\n" + part for part in parts)
    return b"Content-Type: multipart/" + kind.encode() + b'; boundary="' + boundary + b'"\n' + inner + b"\n--AA--\n"


PLAIN_PART, PAGE = b"Content-Type: text/plain\n\nsee", b"Content-Type: text/html\n\n<p>see</p>"


@pytest.mark.parametrize(
    "body",
    [
        multipart("alternative", PLAIN_PART, multipart("mixed", PAGE, PDF, boundary=b"BB")),
        multipart(
            "signed",
            multipart("mixed", PLAIN_PART, PDF, boundary=b"BB"),
            b"Content-Type: application/pkcs7-signature; name=smime.p7s\n\nxx",
        ),
        multipart("mixed", multipart("related", PAGE, PDF, boundary=b"BB")),
    ],
    ids=["apple", "signed", "related"],
)
def test_attachments_are_found_however_they_are_nested(body: bytes) -> None:
    mail = read_mail(HEAD + b"MIME-Version: 1.0\n" + body)
    assert (mail.text, [name for name, _ in mail.documents]) == ("see", ["offer.pdf"])


def test_a_document_that_is_the_whole_message_is_kept_and_one_without_a_name_gets_an_ending() -> None:
    assert read_mail(HEAD + PDF).documents == (("offer.pdf", b"%PDF-1.4"),)
    assert read_mail(HEAD + b"Content-Type: application/pdf\n\n%PDF").documents[0][0] == "attachment-1.pdf"


def test_a_message_without_its_boundary_keeps_its_text_and_all_texts_are_kept() -> None:
    assert read_mail(HEAD + b"Content-Type: multipart/mixed\n\nHello").text == "Hello"
    around = multipart("mixed", PLAIN_PART, PDF, b"Content-Type: text/plain\n\nand after")
    assert read_mail(HEAD + around).text == "see\n\nand after"


def test_attachments_beyond_those_that_are_kept_are_counted() -> None:
    mail = read_mail(HEAD + multipart("mixed", *[PDF] * 80))
    assert (len(mail.documents), mail.more_documents) == (50, 30)


def nested(kind: bytes, count: int) -> bytes:
    if kind == b"rfc822":
        return b"Content-Type: message/rfc822\n\n" * count
    levels = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(count))
    return b"".join(levels)


@pytest.mark.parametrize(
    ("rest", "is_read"),
    [
        (nested(b"rfc822", 3000), False),
        (nested(b"multipart", 3000), False),
        (b"Content-Type: multipart/mixed; boundary=AA\n\n" + b"--AA\n\nx\n" * 100_000, False),
        (b"Content-Type: text/plain; " + b"a=b; " * 60_000 + b"\n\nHello", True),
        (b"Content-Type: text/plain; " + b"(" * 300_000 + b"\n\nHello", True),
        (b"X-Long: " + b"y " * 150_000 + b"\n\nHello", True),
    ],
    ids=["messages", "multiparts", "parts", "parameters", "comments", "header"],
)
def test_a_message_made_to_take_long_is_read_as_far_as_that_is_cheap(rest: bytes, is_read: bool) -> None:
    began = monotonic()
    mail = read_mail(HEAD + rest)
    assert (mail.sender, mail.subject, mail.is_read) == ("a@b.example", "x", is_read)
    assert monotonic() - began < 5


def test_a_sender_in_comments_without_end_is_nobody() -> None:
    assert read_mail(b"From: " + b"(" * 2000 + b" <a@b.example>\nSubject: x\n\n").sender == ""


def test_recipients_of_a_list_without_end_are_whole_addresses() -> None:
    mail = read_mail(b"From: a@b.example\nTo: " + b"<bo@port.example>, " * 9000 + b"\nSubject: x\n\n")
    assert mail.recipients == ("bo@port.example",)


def test_raw_letters_of_a_header_are_read_as_those_of_a_text() -> None:
    for encoding in ("latin-1", "utf-8"):
        assert read_mail("From: Jörg <a@b.example>\nSubject: Grüße\n\n".encode(encoding)).subject == "Grüße"


def test_a_message_without_an_id_is_known_again_whichever_way_it_came() -> None:
    other = read_mail(b"Received: from x by y\n" + HEAD + b"\nHello")
    assert read_mail(HEAD + b"\nHello").message_id == other.message_id
    assert read_mail(HEAD + b"\nHello again").message_id != other.message_id


@pytest.mark.parametrize("subject", ["Automatic reply: Offer", "Automatische Antwort: Angebot", "Autosvar: Tilbud"])
def test_an_automatic_answer_is_known_by_its_subject(subject: str) -> None:
    assert read_mail(written(Subject=subject).as_bytes()).written_by == AUTOMATIC
    assert read_mail(written(Subject=f"Re: {subject}").as_bytes()).written_by == ""
