"""A case folder that contradicts itself is refused, with the place."""

from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, Tie
from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ACTORS = "id,name,kind\na,A,firm\nb,B,firm\nhub,Hub,cluster\n"
BOOKS = "id,name,version\nbook,Book,1\n"


def folder(tmp_path: Path, **files: str) -> Path:
    for name, content in {"actors": ACTORS, "codebooks": BOOKS, **files}.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


CODES = "id,codebook,parent,name\nx,book,,X\n"


@pytest.mark.parametrize(
    ("file", "content", "row", "column"),
    [
        ("ties", "id,a,b,kind\nt,a,b,contact\nu,b,b,contact\n", 3, "b"),
        ("ties", "id,a,b,kind,since,until\nt,a,b,contact,2020-05,2019\n", 2, "until"),
        ("memberships", "member,cluster,since,until\nhub,hub,,\n", 2, "cluster"),
        ("memberships", "member,cluster,since,until\na,hub,2020-02-02,2020-02-01\n", 2, "until"),
        ("activities", "id,name,kind,start,end\nv,V,event,2020-02,2020-01-31\n", 2, "end"),
        ("opportunities", "id,title,kind,opens,deadline\no,O,call,2020,2019-12-31\n", 2, "deadline"),
        ("codes", f"{CODES}y,book,y,Y\n", 3, "parent"),
        ("codes", f"{CODES}y,book,z,Y\nz,book,y,Z\n", 3, "parent"),
    ],
)
def test_what_contradicts_itself_is_refused(tmp_path: Path, file: str, content: str, row: int, column: str) -> None:
    with pytest.raises(InputError) as error:
        import_case(folder(tmp_path, **{file: content}), viewer=COMMAND_LINE)
    assert (error.value.file, error.value.row, error.value.column) == (f"{file}.csv", row, column)
    assert not Actor.objects.exists()


def test_a_code_may_not_come_below_itself_by_a_later_import(tmp_path: Path) -> None:
    import_case(folder(tmp_path, codes=f"{CODES}y,book,x,Y\n"), viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="a parent that is not below the code"):
        import_case(folder(tmp_path, codes="id,codebook,parent,name\nx,book,y,X\n"), viewer=COMMAND_LINE)


def test_the_same_year_is_no_contradiction(tmp_path: Path) -> None:
    import_case(folder(tmp_path, ties="id,a,b,kind,since,until\nt,a,b,contact,2020-05,2020\n"), viewer=COMMAND_LINE)
    assert Tie.objects.get().until == "2020"


def test_two_that_were_tied_to_each_other_are_not_tied_to_themselves_once_merged(tmp_path: Path) -> None:
    import_case(folder(tmp_path, ties="id,a,b,kind\nt,a,b,contact\nu,b,hub,contact\n"), viewer=COMMAND_LINE)
    before = list(Tie.objects.order_by("id").values())
    merge_actors("a", "b", viewer=COMMAND_LINE)
    assert Tie.objects.values_list("id", "a", "b").get() == ("u", "a", "hub")
    assert undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE).result == ()
    assert list(Tie.objects.order_by("id").values()) == before
