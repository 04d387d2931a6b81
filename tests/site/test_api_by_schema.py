"""The API keeps to what its OpenAPI says, asked by Schemathesis: no fault, no answer of another shape."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from bridgehead.kit.permissions import Role
from bridgehead.site.api import api
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCHEMA = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


@pytest.fixture
def session() -> Iterator[dict[str, str]]:
    """The cookie of an administrator; the server's end of a request leaves the test's connection alone."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    small_world()
    yield {"sessionid": signed_in(Role.ADMIN).cookies["sessionid"].value}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_endpoint_answers_as_it_says(session: dict[str, str]) -> None:
    SCHEMA.app = get_wsgi_application()
    asked = [found.ok() for found in SCHEMA.get_all_operations()]
    assert len(asked) >= 8
    statuses = set()
    for operation in asked:

        @settings(
            max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def answers(case: schemathesis.Case) -> None:
            statuses.add(case.call_and_validate(cookies=session, checks=CHECKS).status_code)

        answers()
    assert 200 in statuses
    assert statuses <= {200, 204, 400, 403, 404, 422}
