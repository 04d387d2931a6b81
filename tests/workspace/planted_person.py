"""Somebody with a rare name, planted wherever the product takes a text: by its pages, as people do."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from bridgehead.evidence.services.sources import add_document
from bridgehead.kit.model_fields import CountryField, DateField, LanguageField, MomentField, TermField
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.match.services.index_store import current_index
from bridgehead.models import Actor, ImportJob, Person, User
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.workspace.tasks import preview
from tests.world import signed_in, small_world

NAME, EMAIL, PHONE = "Zebulonia Quarrendøn", "zq@rare.example", "+45 29 87 65 43"
FOUND = ("quarrend", "zq@rare", "29876543", "29 87 65 43", "zebulonia")
SAID = f"Ask {NAME} ({EMAIL}, 29876543), or QUARRENDØN, ZEBULONIA."
CALM = (TermField, CountryField, LanguageField, DateField, MomentField)


def plant() -> str:
    """Plant the person in the small world; the id of their contact record."""
    small_world()
    save_settings({"joining": "open"}, viewer=COMMAND_LINE)
    ida = signed_in(Role.ADMIN)
    _send(ida, "/records/person/new", actor="flow", name=NAME, email=EMAIL, phone=PHONE, role="CEO", consent="yes")
    who = Person.objects.get(email=EMAIL).pk
    _send(ida, f"/records/person/edit/{who}", actor="flow", name=NAME, email=EMAIL, phone=PHONE, role=f"Was {NAME}")
    _follow_up(ida, who)
    _send(ida, "/records/actor/edit/flow", name="Flow Batteries", kind="firm", country="DK", description=SAID)
    _send(ida, "/tasks/add", title=f"Call {NAME}", due="2020-01-01", description=SAID)
    _send(ida, "/views/new", page="people", address=f"words={NAME.replace(' ', '+')}", name=f"All of {NAME}")
    _send(ida, "/users", name="zebulonia.quarrendon", role="member_owner", actor="flow", email=EMAIL)
    for name, text in (
        (f"Interview with {NAME}.txt", f"A talk.\n{SAID}\nEnd."),
        ("Old talk.docx", _docx(SAID)),
    ):
        content = text.encode() if isinstance(text, str) else text
        add_document(content, name, kind="interview", viewer=COMMAND_LINE)
    people = f"Company,Country,Contact person,Email,Phone\nAlpha Ltd,DK,{NAME},{EMAIL},{PHONE}\nX,Atlantis,{NAME},,\n"
    _send(ida, "/import", format="members", file=SimpleUploadedFile("members.csv", people.encode()))
    for job in ImportJob.objects.filter(state=ImportJob.State.READING):
        preview.func(job.pk)  # within a transaction of a test no task begins
    apply = {"name": "Rare Ltd", "contact": NAME, "email": EMAIL, "phone": PHONE, "country": "DK", "message": SAID}
    Client().post("/join", apply | {"agrees": "on", "consent": ["mail"]})
    ida.get("/search?q=Quarrend")
    ida.get(f"/people?words={NAME}")
    current_index()
    return who


def _follow_up(ida: Client, who: str) -> None:
    for about in ("actor/flow", f"person/{who}", "activity/trip"):
        _send(ida, f"/follow-up/{about}/note", text=SAID)
        _send(ida, f"/follow-up/{about}/task", title=f"Thank {NAME}", description=SAID, due="2020-01-01")
        sent = {"channel": "phone", "date": "2026-11-30", "subject": f"With {NAME}", "text": SAID}
        _send(ida, f"/follow-up/{about}/interaction", **sent)
        file = SimpleUploadedFile(f"about {NAME}.txt", SAID.encode())
        _send(ida, f"/follow-up/{about}/document", file=file)


def _send(client: Client, path: str, **values: object) -> None:
    answer = client.post(path, values)
    assert answer.status_code in {200, 302}, (path, answer.status_code, answer.content.decode()[:3_000])


def _docx(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def fill_every_text() -> None:
    """Write the person into every text of every row there is, keys and names of others apart, past all services."""
    DBTaskResult.objects.create(task_path="x", backend_name="default", queue_name="q", args_kwargs={"args": [SAID]})
    for model in [*apps.get_app_config("bridgehead").get_models(), DBTaskResult]:
        for column in model._meta.concrete_fields:
            is_text = column.get_internal_type() in {"CharField", "TextField"} and not isinstance(column, CALM)
            is_name = model in (Actor, Person, User) and column.name in {"name", "email", "phone"}
            is_name |= model is ImportJob and column.name in {"name", "path"}
            is_held = column.unique or column.choices or (column.max_length or 999) <= 60
            if is_text and not is_name and not is_held:
                text = f"{SAID} {NAME}"[: column.max_length]
                model._default_manager.update(**{column.name: text})


def left_in_tables() -> Iterator[str]:
    """Tables and columns in which the person still is."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 names of the store's own tables
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = (
                        bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    )
                    if any(word in text.lower() for word in FOUND):
                        yield f"{table}.{name}: {text[:200]}"


def left_in_files(folder: Path) -> Iterator[str]:
    """Files in whose bytes the person still is."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes().lower()
            names = [word for word in FOUND if word.encode() in content or word in path.name.lower()]
            if names:
                yield f"{path.relative_to(folder)}: {names}"
