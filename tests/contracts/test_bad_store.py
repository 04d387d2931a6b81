"""Whatever the store holds: every page opens, every list, file and command, for staff and for members."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.urls import get_resolver
from typer.testing import CliRunner

from bridgehead import migrations
from bridgehead.kit.errors import BridgeheadError
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.kit.store_schema import STAMP
from bridgehead.models import Activity, Actor, Code, Coding, Evidence, Meeting, Opportunity, Person, Source, StoredFile
from bridgehead.site.cli import app
from bridgehead.workspace.services import doctor
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE
from tests.contracts.spoiled import spoil, spoil_ids
from tests.contracts.test_doors import doors
from tests.contracts.values import MODELS, row
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.slow]

OF: dict[str, type[models.Model]] = {
    "members": Actor,
    "opportunities": Opportunity,
    "activities": Activity,
    "evidence": Evidence,
    "sources": Source,
    "codes": Code,
    "codings": Coding,
    "duplicates": Actor,
    "mails": Actor,
}
ASKED = "?q=a&words=a&text=batteries&start=visblue&end=dtu&find=vis&group=visblue&firm=visblue&of=DK"
MORE = (
    *(f"/{name}?format=csv&list=0" for name in ("members", "activities", "opportunities", "sources", "codebooks")),
    *("/compare?firm=visblue&format=xlsx", "/compare?firm=visblue&format=latex", "/matrix?by=source"),
    *("/influence?cluster=clean", "/influence/effects/found?of=records/entries", "/agreement?unit=sentence"),
    *("/exchange/out?format=qdpx", "/exchange/out?format=xlsx", "/exchange/out?format=qdc", "/api/marks"),
    *("/api/members?limit=100", "/api/activities?limit=100", "/api/opportunities?limit=100", "/api/members/visblue"),
    *("/api/members/visblue/opportunities", "/api/opportunities/stockholm-harbour/candidates"),
)
COMMANDS = (
    *(
        "activities --json",
        "changes --json",
        "compare visblue --format json",
        "digest --dry-run --json",
        "duplicates --json",
    ),
    *(
        "effect --outcome entries --json",
        "evidence agreement --json",
        "evidence audit OUT/a.xlsx",
        "evidence matrix --json",
    ),
    *("evidence export OUT/p.qdpx", "evidence export OUT/p.xlsx", "export case OUT/case", "export case OUT/case.xlsx"),
    *("export influence OUT/tables", "export network OUT/n.graphml", "export network OUT/n.gexf", "exposure --json"),
    *("identity DK --json", "influence --json", "insidership --json", "markets visblue --json", "marks --json"),
    *("match stockholm-harbour --json", "members --json", "opportunities --json", "opportunities-for visblue --json"),
    *("path visblue dtu --json", "person export PERSON", "profile visblue --json", "report research --to OUT/r.pdf"),
    *("report member --member visblue --to OUT/m.pdf", "trip-members TRIP --json", "doctor --json"),
    *("schedule TRIP --json --seconds 1", "consortium stockholm-harbour --seconds 1 --json"),
)


@pytest.fixture
def example() -> None:
    """The example of the study, and rows of the tables that it leaves empty."""
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    trip = Activity.objects.filter(kind="delegation_trip").first()
    for model in MODELS:
        if not model._default_manager.exists():
            for number in range(4):
                _add(model, number, trip)
    StoredFile.objects.create(id="talk.txt", content=b"We went to Sweden.\n\nThe cluster helped us.\n" * 20)
    Source.objects.filter(pk__in=Source.objects.values_list("pk", flat=True)[:4]).update(file="talk.txt")


def _add(model: type[models.Model], number: int, trip: Activity | None) -> None:
    """A row that refers to what there is."""
    values = row(model, number)
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and values[field.attname] is not None:
            there = list(field.related_model._default_manager.values_list("pk", flat=True))  # type: ignore[union-attr]
            values[field.attname] = trip.pk if field.related_model is Activity and trip else there[number % len(there)]
    if hasattr(model, "key_of"):
        values["id"] = model.key_of(values)
    if not model._default_manager.filter(pk=values["id"]).exists():  # an activity has one form
        model._default_manager.create(**values)


def addresses(most: int) -> Iterator[str]:
    """Every page, of some records each: those with the oddest ids first."""
    for _, pattern in doors(get_resolver()):
        address = re.sub(r"/(flow|harbour-storage|trip|e1|talk|Oa\.network)(?=/|$)", "/THING", pattern, count=1)
        model = OF.get(pattern.split("/")[1])
        keys = sorted(model._default_manager.values_list("pk", flat=True), key=_oddness) if model else ["x"]
        for key in ["visblue", *keys[:most]] if model is Actor else keys[:most]:
            yield address.replace("THING", quote(_escaped(key), safe="")).replace("/flow", "/visblue")
    yield from MORE


def _oddness(key: str) -> tuple[bool, str]:
    return re.fullmatch(r"[\w.\-]+", key) is not None, key


def _escaped(key: str) -> str:
    return re.sub(r"[~/\\]", lambda sign: f"~{ord(sign[0]):02X}", key) or "~"


def unanswered(who: Client, most: int) -> list[str]:
    """The addresses at which something goes wrong, with what."""
    found = []
    who.raise_request_exception = False
    for address in addresses(most):
        for asked in ("", ASKED) if "?" not in address and "~" not in address else ("",):
            answer = who.get(address + asked)
            if answer.status_code >= 500:
                found.append(f"{address}{asked}: {getattr(answer, 'exc_info', '')}")
    return found


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(("seed", "who"), [(1, Role.ADMIN), (2, Role.MEMBER_OWNER)])
def test_every_page_opens(seed: int, who: Role) -> None:
    client = signed_in(who, "visblue")  # before: ids are spoiled, too, and whoever refers to them goes along
    assert spoil(seed) > 500
    spoil_ids(seed)
    assert unanswered(client, 2) == []


@pytest.fixture
def opened() -> Iterator[None]:
    """The store of the tests as a workspace that commands open."""
    stamp = Path(settings.WORKSPACE, STAMP)
    stamp.write_text(max(path.stem for path in Path(migrations.__path__[0]).glob("[0-9]*.py")), encoding="ascii")
    yield
    stamp.unlink()


@pytest.mark.usefixtures("example", "opened")
def test_every_command_answers(tmp_path: Path) -> None:
    spoil(3)
    named = {"OUT": str(tmp_path), "PERSON": str(Person.objects.values_list("pk", flat=True)[0])}
    named["TRIP"] = str(Meeting.objects.values_list("activity_id", flat=True)[0])
    for command in COMMANDS:
        asked = re.sub("OUT|PERSON|TRIP", lambda found: named[found[0]], command)
        failure = CliRunner().invoke(app, asked.split(" ")).exception
        assert failure is None or isinstance(failure, SystemExit | BridgeheadError), f"{command}: {failure!r}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("example")
def test_every_page_opens_where_rows_refer_to_nothing() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks after its references itself")
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in MODELS:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey):
                    table = model._meta.db_table
                    cursor.execute(f"UPDATE {table} SET {field.column} = 'nobody' WHERE rowid % 4 = 1")  # noqa: S608
        assert unanswered(signed_in(Role.ADMIN), 2) == []
        named = {(f.table, f.column) for e in doctor.examine() for f in e.findings}
        assert {("participation", "actor"), ("tie", "a"), ("evidence", "source"), ("code", "codebook")} <= named
        for model in MODELS:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 so that the next test begins whole
