"""An interview with a codebook and a coding, and the browser of who coded it."""

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Actor, Source, User
from bridgehead.evidence.models import Coding
from bridgehead.evidence.services import codebooks
from bridgehead.evidence.services.sources import add_document
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE, Role

TEXT = "Anna runs it. We are few people.\nThe cluster helped us abroad.\nNobody said more."


@pytest.fixture
def ida(client: Client) -> Client:
    """Ida's browser, at an interview, with a codebook of two codes and a coding."""
    with batch("actors") as w:
        w.put(Actor, [{"id": "flow", "name": "Flow", "kind": "firm"}, {"id": "cool", "name": "Cool", "kind": "firm"}])
        w.put(Source, [{"id": "bare", "title": "Bare", "kind": "document"}])
    add_document(TEXT.encode(), "talk.txt", kind="interview", language="en", viewer=COMMAND_LINE)
    codebooks.add_codebook("Firms", viewer=COMMAND_LINE)
    codebooks.add_code("firms", name="Help", viewer=COMMAND_LINE)
    codebooks.add_code("firms", name="Money", viewer=COMMAND_LINE)
    with batch("a coding") as w:
        place = {"source_id": "talk", "start": 0, "end": 4, "coder": "ida", "session": "round 1"}
        w.put(Coding, [{"id": "c1", "code": "theme.help", "memo": "first", **place}])
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    return client
