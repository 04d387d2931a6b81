"""Who looks at the pages of a profile."""

import pytest
from django.test import Client

from bridgehead.kit.permissions import Role
from tests.world import signed_in


@pytest.fixture
def staff() -> Client:
    """A browser in which cluster staff have signed in."""
    return signed_in(Role.ADMIN)
