"""Fixtures of the profile's tests."""

from pathlib import Path

import pytest

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case
from tests.profile.case import write


@pytest.fixture
def case(db: None, tmp_path: Path) -> Path:
    """A small case folder of other firms, imported."""
    folder = write(tmp_path / "case")
    import_case(folder, viewer=COMMAND_LINE)
    return folder


@pytest.fixture
def example(db: None) -> Path:
    """The example that ships with the package, imported."""
    import bridgehead.workspace

    folder = Path(bridgehead.workspace.__path__[0]) / "example"
    import_case(folder, viewer=COMMAND_LINE)
    return folder
