"""The practice cluster, built into a workspace of its own."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from django.conf import settings

from bridgehead.ecosystem.models import Actor, StoredFile
from bridgehead.framework.loader import load_framework
from bridgehead.framework.toml_files import check_table, read_toml
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import COMMAND_LINE, OF_MEMBERS, Role
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.workspace.case_files import FILES_FOLDER
from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.practice_case import draw_case
from bridgehead.workspace.core.practice.practice_words import PracticeWords
from bridgehead.workspace.core.practice.true_model import TRUE_MODEL
from bridgehead.workspace.services.case_folder import Origin, import_case
from bridgehead.workspace.services.example_workspace import DemoAccount, add_demo_accounts

WORDS = Path(__file__).parent.parent / "data" / "practice_words.toml"
TRUTH = "practice/truth.json"
"""The stored file that says what was drawn: seed, day, rates, and every firm's true abilities."""
DEFAULT_SEED = 1


@dataclass(frozen=True)
class DrawnPractice:
    """Which practice cluster a workspace holds: its seed, the day that it lives in, and the member with an account."""

    seed: int
    today: date
    member: str

    @property
    def accounts(self) -> tuple[DemoAccount, ...]:
        """An account for each role: of the staff by the role's name, but for `demo`; of a member by its own."""
        staff = [(role.value, role, "") for role in Role if role not in (Role.ADMIN, *OF_MEMBERS)]
        owner = (self.member, Role.MEMBER_OWNER, self.member)
        colleague = (f"{self.member}-colleague", Role.MEMBER_COLLEAGUE, self.member)
        return (("demo", Role.ADMIN, ""), *staff, owner, colleague)


def practice_words() -> PracticeWords:
    """The words that the practice cluster is made of."""
    return check_table(PracticeWords, read_toml(WORDS), file=WORDS.name)


def draw(seed: int, today: date) -> tuple[CaseDraft, list[DrawnFirm]]:
    """The practice cluster of a seed and a day, with the truth about it among its files."""
    families = {kind: family.id for family in load_framework().funnels.values() for kind in family.activities}
    draft, firms = draw_case(seed, today, practice_words(), families)
    abilities = {firm.id: {"weak": firm.weak, "ability": firm.ability} for firm in firms}
    which = {"seed": seed, "today": today.isoformat(), "member": _member(firms)}
    told = {
        **which,
        "model": {field.name: _plain(getattr(TRUE_MODEL, field.name)) for field in fields(TRUE_MODEL)},
        "firms": abilities,
    }
    draft.files[TRUTH] = json.dumps(told, indent=2).encode()
    return draft, firms


def build_practice(
    *, seed: int, today: date, progress: Progress = no_progress
) -> tuple[Receipt[Origin], DrawnPractice]:
    """Draw the practice cluster and import it, with accounts for staff and for a member; what was drawn.

    Raises
    ------
    InputError
        If the workspace holds anything but the same practice cluster.
    """
    _check_workspace(seed, today)
    draft, firms = draw(seed, today)
    drawn = DrawnPractice(seed, today, _member(firms))
    with tempfile.TemporaryDirectory() as folder:
        _write(draft, Path(folder))
        receipt = import_case(
            Path(folder),
            action="practice.import",
            name=practice_words().cluster.name,
            progress=progress,
            viewer=COMMAND_LINE,
        )
    add_demo_accounts(drawn.accounts)
    return receipt, drawn


def held_practice() -> DrawnPractice | None:
    """The practice cluster that the workspace holds; None if it holds none."""
    stored = StoredFile.objects.filter(pk=TRUTH).values_list("content", flat=True).first()
    if stored is None:
        return None
    told = json.loads(bytes(stored))
    return DrawnPractice(int(told["seed"]), date.fromisoformat(told["today"]), str(told["member"]))


def _member(firms: Iterable[DrawnFirm]) -> str:
    """The first firm with weak advantages: its page has most to show."""
    return next(firm.id for firm in firms if firm.weak)


def _check_workspace(seed: int, today: date) -> None:
    held = held_practice()
    if held is None and Actor.objects.exists():
        found = finds("organisations", count=Actor.objects.count())
        raise InputError(expects("workspace_for_practice"), file=settings.WORKSPACE, found=found)
    if held is not None and (held.seed, held.today) != (seed, today):
        expected = expects("same_practice", seed=held.seed, day=held.today.isoformat())
        given = f"--seed {seed} --today {today.isoformat()}"
        raise InputError(expected, file=settings.WORKSPACE, found=given)


def _write(draft: CaseDraft, folder: Path) -> None:
    """Write the rows as a case folder."""
    for table, rows in draft.tables.items():
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"{table}.csv").write_text(text.getvalue(), encoding="utf-8")
    for name, content in draft.files.items():
        path = folder / FILES_FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _plain(value: object) -> object:
    """Mappings that cannot be changed, as those that JSON knows."""
    return {str(k): _plain(v) for k, v in value.items()} if isinstance(value, Mapping) else value
