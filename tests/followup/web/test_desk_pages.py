"""Pages on which staff write down and look up: tasks, interactions, hours, what follows up on a record."""

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.followup.models import Attachment, Interaction, Note, StaffHours, Task
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import Role
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MANAGER = "manager-None"
MEMBER = "/members/flow/follow-up"


@pytest.fixture
def manager() -> Client:
    small_world()
    return signed_in(Role.MANAGER)


def test_an_interaction_is_logged_with_its_next_step_and_undone_as_one(manager: Client) -> None:
    empty = manager.get(MEMBER).content.decode()
    assert "Log interaction" in empty
    sent = {
        "channel": "phone",
        "date": "2026-11-30",
        "person": "p1",
        "subject": "Export to Norway",
        "text": "Wants in.",
    }
    sent |= {"next_step": "Send the call", "due": "2026-12-04", "owner": MANAGER}
    page = manager.post("/follow-up/actor/flow/interaction", sent, follow=True).content.decode()
    assert "Interaction logged" in page
    assert "Export to Norway" in page
    assert "Wants in." in page
    assert f"Ane Holm · {MANAGER}" in page
    one, task = Interaction.objects.get(), Task.objects.get()
    assert (one.actor_id, one.person_id, one.by) == ("flow", "p1", MANAGER)
    assert (task.title, task.actor_id, task.interaction_id, task.owner) == (
        "Send the call",
        "flow",
        one.pk,
        MANAGER,
    )
    assert "Send the call" in manager.get("/tasks").content.decode()
    assert "Export to Norway" in manager.get(f"/interactions/{one.pk}").content.decode()
    assert "Export to Norway" in manager.get("/interactions?words=norway").content.decode()


def test_what_is_refused_comes_back_with_what_was_typed(manager: Client) -> None:
    sent = {"channel": "phone", "date": "2026-11-30", "text": "Kept as typed", "due": "next week"}
    refused = manager.post("/follow-up/actor/flow/interaction", sent)
    assert refused.status_code == 400
    page = refused.content.decode()
    assert "Kept as typed" in page
    assert "a date" in page
    sent["due"] = "2026-12-04"
    assert "next step" in manager.post("/follow-up/actor/flow/interaction", sent).content.decode()
    assert not Interaction.objects.exists()


def test_a_task_is_ticked_and_unticked(manager: Client) -> None:
    manager.post("/tasks/add", {"title": "Call the port", "due": "2020-01-01"})
    task = Task.objects.get()
    assert task.owner == MANAGER
    assert 'class="late"' in manager.get("/tasks").content.decode()
    manager.post(f"/tasks/{task.pk}/done", {"done": "on"})
    task.refresh_from_db()
    assert task.done
    assert "No open tasks" in manager.get("/tasks").content.decode()
    assert "Call the port" in manager.get("/tasks?state=done").content.decode()
    manager.post(f"/tasks/{task.pk}/done", {"done": ""})
    task.refresh_from_db()
    assert not task.done
    assert manager.post("/tasks/none/done", {"done": "on"}).status_code == 404


@pytest.mark.parametrize(
    ("kind", "id_", "address"),
    [
        ("opportunity", "harbour-storage", "/opportunities/harbour-storage/follow-up"),
        ("person", "p1", "/people/p1/follow-up"),
        ("actor", "flow", MEMBER),
    ],
)
def test_notes_and_tasks_stand_on_what_they_are_about(manager: Client, kind: str, id_: str, address: str) -> None:
    assert manager.post(f"/follow-up/{kind}/{id_}/note", {"text": "Mind <b>this</b>"}).headers["Location"] == address
    manager.post(f"/follow-up/{kind}/{id_}/task", {"title": "Ask once more"})
    page = manager.get(address).content.decode()
    assert "Mind &lt;b&gt;this&lt;/b&gt;" in page
    assert f"/records/note/edit/{Note.objects.get().pk}" in page
    assert "Ask once more" in page
    assert getattr(Note.objects.get(), f"{kind}_id") == id_
    assert getattr(Task.objects.get(), f"{kind}_id") == id_
    if kind == "person":
        assert Note.objects.get().actor_id == "flow"


def test_a_document_is_kept_handed_out_as_a_file_and_goes_with_its_content(manager: Client) -> None:
    file = SimpleUploadedFile("offer til <nord>.pdf", b"%PDF-1.4 offer")
    page = manager.post("/follow-up/actor/flow/document", {"file": file}, follow=True).content.decode()
    assert "Document added" in page
    found = Attachment.objects.get()
    answer = manager.get(f"/documents/{found.pk}")
    assert answer.content == b"%PDF-1.4 offer"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    wrong = manager.post("/follow-up/actor/flow/document", {"file": SimpleUploadedFile("x.pdf", b"MZ")})
    assert wrong.status_code == 400
    manager.post(f"/records/attachment/remove/{found.pk}")
    assert manager.get(f"/documents/{found.pk}").status_code == 404


def test_a_week_of_hours_is_entered_corrected_and_offered_again_the_week_after(manager: Client) -> None:
    week = {"row-TOTAL_FORMS": "2", "row-INITIAL_FORMS": "0", "row-0-actor": "flow", "row-0-day0": "2.5"}
    week |= {"row-1-activity": "", "row-1-day6": "1"}
    page = manager.post("/hours/2026-W49", week, follow=True).content.decode()
    assert "3.5 hours recorded" in page
    kept = StaffHours.objects.order_by("date").values_list("person", "date", "actor", "hours")
    assert list(kept) == [(MANAGER, "2026-11-30", "flow", 2.5), (MANAGER, "2026-12-06", None, 1.0)]
    week |= {"row-0-day0": "25"}
    assert manager.post("/hours/2026-W49", week).status_code == 400
    week |= {"row-0-day0": "", "row-0-day1": "3"}
    manager.post("/hours/2026-W49", week)
    assert set(StaffHours.objects.values_list("date", "hours")) == {("2026-12-01", 3.0), ("2026-12-06", 1.0)}
    assert "Flow Batteries" in manager.get("/hours/2026-W50").content.decode()
    for week in ("2026-W77", "0001-W01", "9999-W52", "2026-W1", " 2026-W01", "1_0-W01", "٢٠٢٦-W01", "2026-W00"):
        assert manager.get(f"/hours/{week}").status_code == 404


def test_a_week_is_saved_as_it_is_drawn_with_blank_rows_and_refused_in_words(manager: Client) -> None:
    address = "/hours/2026-W30"

    def drawn(**typed: str) -> dict[str, str]:
        form = lxml.html.fromstring(manager.get(address).content.decode()).xpath("//form[.//table]")[0]
        return dict(form.form_values()) | {name.replace("_", "-"): value for name, value in typed.items()}

    assert manager.post(address, drawn()).status_code == 302  # nothing typed at all
    assert manager.post(address, drawn(row_1_actor="cool")).status_code == 302  # a name, and no hours
    assert not StaffHours.objects.exists()
    first, second = drawn(row_0_actor="flow", row_0_day0="7.25"), drawn(row_0_actor="cool", row_0_day1="3")
    assert "7.25 hours recorded" in manager.post(address, first, follow=True).content.decode()
    refused = manager.post(address, second)  # of a tab that was opened before
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "20 Jul 2026: Flow Batteries" in page
    again = dict(lxml.html.fromstring(page).xpath("//form[.//table]")[0].form_values())
    assert manager.post(address, again).status_code == 302
    assert list(StaffHours.objects.values_list("actor", "hours")) == [("cool", 3.0)]
    long = manager.post(address, drawn(row_1_actor="flow", row_1_day1="21.5")).content.decode()
    assert "The hours of this day add up to 24.5: a day has 24" in long
    twice = manager.post(address, drawn(row_1_actor="cool", row_1_day2="1"))
    assert (twice.status_code, "enter all of their hours in one row" in twice.content.decode()) == (400, True)
    assert manager.get("/hours/9999-W52").status_code == 404


def test_the_owner_of_a_member_is_picked_among_colleagues(manager: Client) -> None:
    form = manager.get("/records/actor/edit/flow").content.decode()
    assert f'<option value="{MANAGER}">' in form
    manager.post("/records/actor/edit/flow", {"owner": MANAGER, "name": "Flow Batteries", "kind": "firm"})
    assert f'<option value="{MANAGER}" selected>' in manager.get("/records/actor/edit/flow").content.decode()


@pytest.mark.parametrize("role", [Role.READER, Role.CODER, Role.ANALYST, Role.MEMBER_OWNER])
def test_others_see_nothing_of_it(role: Role) -> None:
    small_world()
    client = signed_in(role, "flow" if role is Role.MEMBER_OWNER else None)
    for address in ("/tasks", "/interactions", MEMBER, "/follow-up/actor/flow/note"):
        assert client.get(address).status_code == 403, address
    assert client.post("/follow-up/actor/flow/note", {"text": "x"}).status_code == 403
    assert not Note.objects.exists()


def test_my_members_are_those_that_i_look_after(manager: Client) -> None:
    assert "My members" not in manager.get("/members").content.decode()
    manager.post("/records/actor/edit/flow", {"owner": MANAGER, "name": "Flow Batteries", "kind": "firm"})
    assert "My members" in manager.get("/members").content.decode()
    mine = manager.get(f"/members?owner={MANAGER}").content.decode()
    assert "Flow Batteries" in mine
    assert "Cool Machines" not in mine
    assert f"<span>{MANAGER}</span>" in manager.get("/members/flow").content.decode()
    assert "Owner" not in signed_in(Role.READER).get("/members/flow").content.decode()


def test_the_change_log_gives_away_nothing_that_staff_wrote_of_people(manager: Client) -> None:
    manager.post("/follow-up/actor/flow/note", {"text": "Has been ill"})
    manager.post("/follow-up/actor/flow/task", {"title": "Send flowers to Ane Holm"})
    task, note = Task.objects.get(), Note.objects.get()
    manager.post(f"/records/task/edit/{task.pk}", {"title": "Send flowers to Bo Dam", "owner": MANAGER})
    manager.post(f"/records/note/edit/{note.pk}", {"text": "Has been very ill", "actor": "flow"})
    batches = list(Batch.objects.order_by("-pk")[:4])
    assert not any(word in str([one.subject, one.parameters]) for one in batches for word in ("Ane", "Bo Dam", "ill"))
    analyst = signed_in(Role.ANALYST)
    for one in batches:
        page = analyst.get(f"/changes/{one.pk}").content.decode()
        assert "flowers" not in page
        assert "very ill" not in page
        assert "Some records of this change are not shown" in page
    assert "very ill" in manager.get(f"/changes/{batches[0].pk}").content.decode()
    manager.post(f"/tasks/{task.pk}/done", {"done": "on"})
    for address in ("/changes", f"/changes/{Batch.objects.latest('pk').pk}"):
        assert "Task done: Send flowers to Bo Dam" in manager.get(address).content.decode()
        assert "flowers" not in analyst.get(address).content.decode()
    assert "Task done: Send flowers to Bo Dam" in manager.get("/").content.decode()
    manager.post(f"/records/task/remove/{task.pk}")
    assert "Task removed: Flow Batteries: Send flowers" in manager.get("/changes").content.decode()


def test_emails_are_filed_on_the_page_by_the_rules_of_the_command(manager: Client) -> None:
    def saved(number: int, sender: str, more: str = "") -> SimpleUploadedFile:
        head = f"From: X <{sender}>\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@x>\r\n{more}\r\nHello"
        return SimpleUploadedFile(f"{number}.eml", head.encode(), "message/rfc822")

    assert manager.post("/interactions/file", {}).status_code == 400
    given = [saved(1, "ane@flow.example"), saved(2, "who@x.example"), saved(1, "ane@flow.example")]
    given += [saved(3, "away@x.example", "Auto-Submitted: auto-replied\r\n"), SimpleUploadedFile("4.eml", b"\0\1\2")]
    page = manager.post("/interactions/file", {"files_given": given}, follow=True).content.decode()
    assert "2 emails filed." in page
    assert "Not filed: 1.eml (Already filed); 3.eml (Automatic reply, not filed)." in page
    assert "4.eml" in page
    kept = Interaction.objects.order_by("subject").values_list("subject", "actor", "person")
    assert list(kept) == [("Mail 1", "flow", "p1"), ("Mail 2", None, None)]
    assert Batch.objects.latest("pk").what == "Emails filed"
    assert signed_in(Role.ANALYST).post("/interactions/file", {"files_given": given}).status_code == 403


def test_whose_a_task_is_must_be_a_colleague_and_who_was_named_before_stays(manager: Client) -> None:
    with batch("from another workspace") as writer:
        writer.put(Task, [{"id": "old", "title": "Call the port", "owner": "gone-away", "due": "2026-12-04"}])
    refused = manager.post("/tasks/add", {"title": "x", "owner": "nobody-here"})
    assert refused.status_code == 400
    assert "a colleague with an account" in refused.content.decode()
    form = manager.get("/records/task/edit/old").content.decode()
    assert '<option value="gone-away" selected>gone-away (no account)</option>' in form
    sent = {"title": "Call the harbour", "owner": "gone-away", "due": "2026-12-04"}
    assert manager.post("/records/task/edit/old", sent).status_code == 302
    assert manager.post("/records/task/edit/old", sent | {"owner": "nobody-here"}).status_code == 400
    step = {"channel": "phone", "next_step": "Write", "owner": "nobody-here"}
    assert manager.post("/follow-up/actor/flow/interaction", step).status_code == 400
    bulk = {"keys": ["old"], "column": "owner", "verb": "save", "owner": "nobody-here"}
    assert "a colleague with an account" in manager.post("/records/task/selected", bulk, follow=True).content.decode()
    assert Task.objects.values_list("title", "owner").get() == ("Call the harbour", "gone-away")
    assert "gone-away" in manager.get("/tasks?owner=all").content.decode()
