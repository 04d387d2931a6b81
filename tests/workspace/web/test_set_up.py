"""The set-up: what each step writes, refuses and leads to; how far it is, read from what is there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.ecosystem.models import Actor, Membership, Person, User
from bridgehead.importers.models import ImportJob, SkippedStep
from bridgehead.importers.queries.set_up import set_up
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.mail.models import OutboxMail
from bridgehead.opportunities.models import Opportunity
from bridgehead.settings.queries import workspace_settings
from bridgehead.workspace.services.undo import undo_batch
from tests.world import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def admin() -> Client:
    return signed_in(COMMAND_LINE.role)


def done() -> list[str]:
    return [step.name for step in set_up().steps if step.done]


def test_how_far_it_is_is_read_from_what_is_there(admin: Client) -> None:
    assert (done(), set_up().next) == ([], "cluster")
    assert admin.get("/set-up").headers["Location"] == "/set-up/cluster"
    Actor.objects.create(id="firm", name="Firm", kind="firm")
    assert (done(), set_up().next) == (["members"], "cluster")
    Actor.objects.create(id="net", name="Net", kind="cluster")
    assert (done(), set_up().next) == (["cluster"], "members")
    Membership.objects.create(id="firm/net", member_id="firm", cluster_id="net")
    Opportunity.objects.create(id="o", title="O", kind="call")
    assert (done(), set_up().next) == (["cluster", "members", "opportunities"], "colleagues")
    assert set_up().is_open
    User.objects.create_user("bo")
    assert not set_up().is_open
    assert admin.get("/set-up").headers["Location"] == "/set-up/match"


def test_the_cluster_is_made_once_and_renamed_after(admin: Client) -> None:
    given = {"name": "Water Valley", "country": "DK", "accent": "#0b57a4"}
    answer = admin.post("/set-up/cluster", given)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/set-up/members")
    assert (workspace_settings().cluster_id, workspace_settings().accent) == ("water-valley", "")
    admin.post("/set-up/cluster", {**given, "name": "Water Valley North", "accent": "#aa2200"})
    assert Actor.objects.values_list("id", "name", "kind", "country").get() == (
        "water-valley", "Water Valley North", "cluster", "DK",
    )  # fmt: skip
    assert workspace_settings().accent == "#aa2200"
    assert 'value="Water Valley North"' in admin.get("/set-up/cluster").content.decode()


def test_a_picture_that_is_none_is_refused_beside_its_field_and_nothing_is_saved(admin: Client) -> None:
    logo = SimpleUploadedFile("logo.png", b"no picture")
    answer = admin.post("/set-up/cluster", {"name": "Net", "country": "DK", "accent": "", "logo": logo})
    assert answer.status_code == 400
    assert "PNG" in answer.content.decode()
    assert not Actor.objects.exists()
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    "pasted",
    [
        "Company\tWhat we do\nNorth Pumps\tLeak detection\n",
        "Company;What we do\r\nNorth Pumps;Leak detection",
        "Navn,Beskrivelse\nNorth Pumps,Leak detection\n\n",
    ],
)
def test_pasted_rows_go_the_way_of_a_file(admin: Client, pasted: str) -> None:
    Actor.objects.create(id="net", name="Net", kind="cluster")
    page = admin.post("/set-up/members", {"pasted": pasted}).headers["Location"]
    assert page == f"/import/{ImportJob.objects.get().pk}"
    admin.post(f"{page}/confirm")
    assert Actor.objects.get(pk="north-pumps").description == "Leak detection"
    assert Membership.objects.get().cluster_id == "net"
    assert 'href="/set-up"' not in admin.get(page).content.decode()
    admin.get("/set-up/members")
    assert 'href="/set-up"' in admin.get(page).content.decode()


def test_names_alone_need_no_heading(admin: Client) -> None:
    page = admin.post("/set-up/members", {"pasted": "North Pumps A/S\nVandtek ApS\n"}).headers["Location"]
    admin.post(f"{page}/confirm")
    assert sorted(Actor.objects.values_list("name", flat=True)) == ["North Pumps A/S", "Vandtek ApS"]


def test_neither_a_file_nor_rows(admin: Client) -> None:
    answer = admin.post("/set-up/members", {"pasted": "  "})
    assert answer.status_code == 400
    assert "Choose a file or paste rows." in answer.content.decode()


def test_one_member_typed_in_and_undone(admin: Client) -> None:
    Actor.objects.create(id="net", name="Net", kind="cluster")
    given = {
        "name": "Aalborg Universitet",
        "country": "DK",
        "description": "Water",
        "contact": "Bo",
        "email": "bo@aau.example",
    }
    assert admin.post("/set-up/members/one", given).headers["Location"] == "/set-up/members"
    found = Actor.objects.exclude(pk="net").get()
    assert (found.name, found.kind, found.country) == ("Aalborg Universitet", "knowledge", "DK")
    assert Membership.objects.get().member_id == found.pk
    assert Person.objects.get().email == "bo@aau.example"
    assert "1 member so far" in admin.get("/set-up/members").content.decode()
    batch = Batch.objects.get()
    assert batch.what == "Member added: Aalborg Universitet"
    undo_batch(batch.pk, viewer=COMMAND_LINE)
    assert not Membership.objects.exists()
    assert list(Actor.objects.values_list("pk", flat=True)) == ["net"]


def test_who_was_listed_before_the_cluster_joins_it(admin: Client) -> None:
    Actor.objects.create(id="partner", name="Partner of a project", kind="firm")
    page = admin.post("/set-up/members", {"pasted": "North Pumps\nVandtek\n"}).headers["Location"]
    admin.post(f"{page}/confirm")
    assert "no members yet" not in admin.get("/set-up/members").content.decode()
    admin.post("/set-up/cluster", {"name": "Water Valley", "country": "DK"})
    assert "2 organisations were listed before Water Valley" in admin.get("/set-up/members").content.decode()
    admin.post("/set-up/members/join")
    assert set(Membership.objects.values_list("member_id", "cluster_id")) == {
        ("north-pumps", "water-valley"), ("vandtek", "water-valley"),
    }  # fmt: skip
    assert "no members yet" not in admin.get("/set-up/members").content.decode()
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "A", "email": "no address"}, "Enter a valid email address."),
        ({"name": "A", "country": "Atlantis"}, "Select a valid choice."),
        ({"name": "A" * 1_001}, "at most 1000"),
    ],
)
def test_what_a_member_cannot_have_stands_beside_its_field(admin: Client, given: dict[str, str], said: str) -> None:
    answer = admin.post("/set-up/members/one", given)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Actor.objects.exists()


def test_a_colleague_gets_a_link_that_works_once(admin: Client) -> None:
    answer = admin.post("/set-up/colleagues", {"name": "bo", "email": "", "role": COMMAND_LINE.role}, follow=True)
    assert "/accounts/password/reset/key/" in answer.content.decode()
    assert not User.objects.get(username="bo").has_usable_password()
    answer = admin.post("/set-up/colleagues", {"name": "bo", "email": "", "role": COMMAND_LINE.role})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("backend", "said", "state"),
    [
        ("", "waits in the outbox. Send this link yourself", "waiting"),
        ("django.core.mail.backends.locmem.EmailBackend", "is on its way. Its link works once", "sent"),
    ],
)
def test_an_invitation_goes_by_mail_and_says_whether_it_went(
    admin: Client, settings: object, backend: str, said: str, state: str
) -> None:
    settings.MAIL_BACKEND = backend  # type: ignore[attr-defined]
    Actor.objects.create(id="net", name="Water Net", kind="cluster")
    given = {"name": "bo", "email": "bo@net.example", "role": "manager"}
    text = admin.post("/set-up/colleagues", given, follow=True).content.decode()
    assert said in text
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject, mail.state) == ("bo@net.example", "Your account at Water Net", state)
    link = next(line for line in mail.body.splitlines() if "/accounts/password/reset/key/" in line)
    assert link in text


def test_a_step_is_skipped_and_the_whole_dismissed_and_both_come_back(admin: Client) -> None:
    assert admin.post("/set-up/skip/cluster").headers["Location"] == "/set-up/members"
    assert set_up().next == "members"
    Actor.objects.create(id="firm", name="Firm", kind="firm")
    assert "Set up your workspace: 1 of 4 done." in admin.get("/").content.decode()
    admin.post("/set-up/skip/all")
    assert "of 4 done" not in admin.get("/").content.decode()
    for batch in Batch.objects.order_by("-pk"):
        undo_batch(batch.pk, viewer=COMMAND_LINE)
    assert not SkippedStep.objects.exists()
    assert set_up().next == "cluster"
    assert admin.post("/set-up/skip/x").status_code == 404
    assert admin.get("/set-up/skip/all").status_code == 405


def test_the_end_ranks_members_for_what_ends_next_or_asks_only(admin: Client) -> None:
    text = admin.get("/set-up/match").content.decode()
    assert "Which of your members fits" in text
    assert "/matches" not in text
    Opportunity.objects.create(id="past", title="Past", kind="call", status="closed", deadline="2001-01-01")
    assert "/opportunities/past/matches" in admin.get("/set-up/match").content.decode()
    Opportunity.objects.create(id="soon", title="Soon", kind="call", status="open", deadline="2099-01-01")
    assert "/opportunities/soon/matches" in admin.get("/set-up/match").content.decode()


def test_a_call_is_read_from_a_text_and_leads_on_to_the_match(admin: Client) -> None:
    page = admin.get("/set-up/opportunities").content.decode()
    assert 'href="/records/opportunity/read?next=/set-up/match"' in page


def test_empty_lists_lead_to_their_step(admin: Client) -> None:
    assert 'href="/set-up"' in admin.get("/").content.decode()
    assert 'href="/set-up/members"' in admin.get("/members").content.decode()
    assert 'href="/set-up/opportunities"' in admin.get("/opportunities").content.decode()
