"""A person who was erased is in no table and in no file of the workspace, wherever people wrote of them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.personal_data import erase_person
from tests.conftest import ROOT
from tests.workspace.planted_person import fill_every_text, left_in_files, left_in_tables, plant

PLANT = "import django; django.setup(); from tests.workspace.planted_person import plant; print(plant())"


@pytest.mark.django_db
@pytest.mark.database
def test_an_erased_person_is_in_no_table() -> None:
    who = plant()
    planted = {line.partition(":")[0].partition(".")[0] for line in left_in_tables()}
    assert {"bridgehead_note", "bridgehead_change", "bridgehead_importjobcolumn", "bridgehead_user"} <= planted
    fill_every_text()
    done = erase_person(who, viewer=COMMAND_LINE).result
    assert list(left_in_tables()) == []
    assert (done.accounts, done.mentions, done.documents) == (("zebulonia.quarrendon",), (), ())
    assert done.uploads == ("members.csv",)


@pytest.mark.slow
def test_an_erased_person_is_in_no_file(empty_workspace: Path, bridgehead: Callable[..., object]) -> None:
    env = {**os.environ, "BRIDGEHEAD_HOME": str(empty_workspace), "DJANGO_SETTINGS_MODULE": "bridgehead.site.settings"}
    env |= {"BRIDGEHEAD_TASKS": "django_tasks.backends.immediate.ImmediateBackend", "BRIDGEHEAD_HOSTS": "testserver"}
    made = subprocess.run(
        [sys.executable, "-c", PLANT], env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=200
    )
    assert made.returncode == 0, made.stderr
    assert len(list(left_in_files(empty_workspace))) > 3
    bridgehead("person", "erase", made.stdout.strip())
    assert list(left_in_files(empty_workspace)) == []
