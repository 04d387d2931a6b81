"""Forms: fields from the model, errors beside them, a second press, a version that others changed."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.test import override_settings

from bridgehead.ecosystem.models import Actor
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.form_fields import LookedUp, QuickSelect, UploadField, form_field, short_name, values_of
from bridgehead.kit.forms import RecordForm, VerbForm, drawn, with_status
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class ActorForm(RecordForm):
    name = form_field(Actor, "name", label="Name")
    kind = form_field(Actor, "kind")
    founded = form_field(Actor, "founded")
    aliases = form_field(Actor, "aliases")
    description = form_field(Actor, "description")


def change(id_: str, *, seen: int | None = None, who: int | None = None, **values: Any) -> Receipt[str]:
    with batch(f"change {id_}", viewer=Viewer(who, "manager")) as writer:
        row = {"id": id_, **values}
        writer.require_fresh(Actor, row, seen)
        writer.put(Actor, [row])
    return writer.receipt(id_)


def send(form: type[VerbForm] = ActorForm, **typed: str) -> VerbForm:
    data = QueryDict(mutable=True)
    data.update({"name": "Havn", "kind": "firm", "founded": "", "aliases": "", "description": "", **typed})
    return form(data)


def save(form: VerbForm) -> Receipt[str | None] | None:
    form.is_valid()
    values = {name: value for name, value in form.cleaned_data.items() if name != "token"}
    return form.carry_out(change, "havn", **values)


@pytest.fixture(autouse=True)
def _havn() -> None:
    change("havn", name="Havn", kind="firm")


def test_a_form_takes_what_the_model_takes() -> None:
    form = send(name=" ", kind="company", founded="31/5/2019", description="x" * 50_001)
    assert save(form) is None
    assert set(form.errors) == {"name", "kind", "founded", "description"}
    assert form.errors["founded"] == ["Enter a date (2019, 2019-05 or 2019-05-31)."]
    assert form["founded"].value() == "31/5/2019", "what was typed is kept"
    assert "Founded: Enter a date" in form.problem
    assert Actor.objects.get().founded == ""


def test_what_is_good_is_saved() -> None:
    done = save(send(founded="2019-05", aliases="Port; Å ; ", description="one\r\ntwo"))
    assert done is not None
    assert done.batch == Batch.objects.latest("pk").pk
    actor = Actor.objects.get()
    assert (actor.founded, actor.aliases, actor.description) == ("2019-05", ["Port", "Å"], "one\ntwo")
    assert values_of(actor, ActorForm)["aliases"] == ["Port", "Å"]
    assert 'value="Port; Å"' in str(ActorForm(initial=values_of(actor, ActorForm))["aliases"])


def test_what_the_service_refuses_stands_beside_its_field() -> None:
    def refuse(**_: object) -> Receipt[None]:
        raise InputError("a name that nobody has", column="name", found="Havn")

    form = send()
    assert form.carry_out(refuse) is None
    assert form.errors["name"] == ["“Havn” is not accepted. Enter a name that nobody has."]
    assert form.status == 400


def test_a_second_press_does_nothing_and_answers_as_the_first() -> None:
    pressed = [save(send(founded="2019", token="t" * 32)) for _ in range(5)]
    assert len({done.batch for done in pressed if done}) == 1
    assert Change.objects.filter(action="change").count() == 1


def test_the_same_form_with_other_content_is_another_press() -> None:
    save(send(founded="2019", token="t" * 32))
    save(send(founded="2020", token="t" * 32))
    assert Actor.objects.get().founded == "2020"


def test_what_was_undone_can_be_done_again() -> None:
    first = save(send(founded="2019", token="t" * 32))
    assert first is not None
    assert first.batch is not None
    undo_batch(first.batch, viewer=COMMAND_LINE)
    save(send(founded="2019", token="t" * 32))
    assert Actor.objects.get().founded == "2019"


def test_a_version_that_others_changed_shows_both_and_asks() -> None:
    seen = str(change_log.position_of(Actor, "havn"))
    change("havn", founded="2018")
    form = send(founded="2019", seen=seen)
    assert save(form) is None
    assert form.status == 409
    assert form.stale is not None
    assert [(d.name, d.theirs, d.yours) for d in form.stale.differences] == [("founded", "2018", "2019")]
    assert Actor.objects.get().founded == "2018"
    again = send(founded="2019", seen=str(form["seen"].value()))
    assert save(again) is not None
    assert Actor.objects.get().founded == "2019"


def test_another_field_of_the_same_record_is_no_conflict() -> None:
    seen = str(change_log.position_of(Actor, "havn"))
    change("havn", city="Aarhus")
    assert save(send(founded="2019", seen=seen)) is not None
    assert (Actor.objects.get().city, Actor.objects.get().founded) == ("Aarhus", "2019")


def test_both_versions_are_shown_in_the_words_of_the_form() -> None:
    seen = str(change_log.position_of(Actor, "havn"))
    change("havn", kind="public", aliases=["Port"])
    form = send(kind="knowledge", aliases="Port; Å", seen=seen)
    save(form)
    kinds = form.fields["kind"].choices  # type: ignore[attr-defined]
    words = dict(kinds)
    assert form.versions == [("kind", words["public"], words["knowledge"]), ("Other names", "Port", "Port; Å")]
    shown = render_to_string("kit/form_state.html", {"form": form})
    assert f"<td>{words['public']}</td><td>{words['knowledge']}</td>" in shown


def test_what_a_service_calls_otherwise_stands_beside_its_field_too() -> None:
    class Moved(ActorForm):
        columns = {"title": "name"}  # noqa: RUF012 a class of one test

    def refuse(column: str) -> Receipt[None]:
        raise InputError("another one", column=column, found="Havn")

    for column, beside in (("title", "name"), ("nothing of this form", "__all__")):
        form = send(Moved)
        form.carry_out(refuse, column)
        assert list(form.errors) == [beside]


def test_what_is_wrong_with_a_hidden_field_is_shown() -> None:
    form = send(seen="x")
    assert not form.is_valid()
    assert "Enter a whole number." in render_to_string("kit/form_state.html", {"form": form})


def test_the_form_that_was_sent_is_drawn_among_the_others() -> None:
    sent = send(name="")
    assert not sent.is_valid()
    assert drawn(sent, ActorForm) is sent
    fresh = drawn(sent, Files, auto_id="files-%s")
    assert (fresh.is_bound, fresh.auto_id) == (False, "files-%s")
    assert with_status(HttpResponse(), sent).status_code == 400
    assert with_status(HttpResponse(), None).status_code == 200


def test_a_long_choice_is_looked_up_once_and_drawn_with_its_groups() -> None:
    asked = []

    def look() -> list[tuple[str, Any]]:
        asked.append(1)
        return [("", ""), ("a&b", "<A>"), ("Group", [("c", "C")])]

    class Choice(forms.Form):
        to = forms.ChoiceField(widget=QuickSelect(attrs={"class": "long"}))

    form = Choice(QueryDict("to=c"))
    form.fields["to"].choices = LookedUp(look)  # type: ignore[attr-defined]
    shown = str(form["to"])
    assert '<select class="long" id="id_to" name="to" required>' in shown
    assert '<option value="a&amp;b">&lt;A&gt;</option>' in shown
    assert '<optgroup label="Group"><option value="c" selected>C</option></optgroup></select>' in shown
    assert form.is_valid()
    assert len(asked) == 1


class Files(VerbForm):
    file = UploadField()


def give(name: str, content: bytes = b"x") -> Files:
    return Files(QueryDict(), {"file": SimpleUploadedFile(name, content)})


def test_a_file_that_is_too_large_is_refused_beside_its_field() -> None:
    with override_settings(UPLOAD_LIMIT=3):
        form = give("list.csv", b"1234")
        assert not form.is_valid()
    assert form.errors["file"] == ["Choose a file of at most 3 bytes."]


@pytest.mark.parametrize(
    "name", ["å" * 300 + ".csv", "x" * 255, "../../etc/passwd", "a\\b.csv", "." * 300, "😀", "😀.csv"]
)
def test_a_file_s_name_fits_any_disk(name: str) -> None:
    short = short_name(name)
    assert len(short.encode()) <= 200
    assert "/" not in short
    assert "\\" not in short
    assert not short.startswith(".")
    assert short.endswith(".csv") == name.endswith(".csv")
