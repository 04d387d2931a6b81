"""Lists as CSV files."""

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.csv_files import escape_formula
from bridgehead.kit.permissions import Role
from tests.world import signed_in, small_world


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"), ("+45 12", "'+45 12"),
        ("-1.5", "-1.5"), ("Havn", "Havn"), (None, ""), (["a", "b"], "a; b"), (2.5, "2.5"), ("", ""),
    ],
)  # fmt: skip
def test_formulas_are_made_harmless(value: object, cell: str) -> None:
    assert escape_formula(value) == cell


@pytest.mark.django_db
@pytest.mark.database
def test_every_list_is_a_file_as_well() -> None:
    small_world()
    Actor.objects.create(id="evil", name='=HYPERLINK("http://evil.example")', kind="firm")
    client = signed_in(Role.ADMIN)
    for page, part in (("members", "Flow Batteries"), ("opportunities", "Energy storage"), ("activities", "id,name")):
        answer = client.get(f"/{page}?format=csv")
        text = answer.content.decode()
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{page}.csv"'
        assert part in text
        assert "\n=" not in text
        assert ",=" not in text
        assert ',"=' not in text
    assert client.get("/members?format=csv&words=flow").content.count(b"\n") == 2
    assert "format=csv" in client.get("/members?words=flow").content.decode()


@pytest.mark.django_db
@pytest.mark.database
def test_a_page_that_answers_a_form_offers_no_list_at_its_address() -> None:
    small_world()
    client = signed_in(Role.ADMIN)
    assert "format=csv" in client.get("/exchange").content.decode()
    answer = client.post("/exchange/in?format=csv")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "list=1" not in answer.content.decode()
