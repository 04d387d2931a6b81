"""Whatever is sent to the research pages, no answer is a failure, and every page opens afterwards."""

import pytest
from django.test import Client

from bridgehead.evidence.forms import BY_VERB

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.slow]

WORST = ("\0", "x" * 60_000, "9" * 400, "\x01 \ufffe", "🙂" * 400, "../../etc", "31.5.2019")
GOOD = {
    "session": "round 1",
    "source": "talk",
    "ids": "c1",
    "keep": "c1",
    "name": "New",
    "codebook": "firms",
    "to": "theme.money",
    "version": "3",
    "coding": "c1",
    "start": "5",
    "end": "9",
    "actor": "flow",
}
OF_CODEBOOKS = "do code name codebook parent definition to version"
FIELDS = {
    "/sources/talk/describe": "title kind language date purpose current trust confidentiality consent seen token",
    "/sources/talk/pseudonym": "name pseudonym",
    "/sources/talk/apply": "start end code memo actor direction summary translation",
    "/sources/talk/decide": "ids keep session",
    "/sources/bare/text": "file",
    "/codings/c1/memo": "memo seen",
    "/codings/c1/judge": "actor direction salience origin mechanism activity summary translation seen",
    "/codings/c1/remove": "token",
    "/sessions/unlock": "session source",
    "/matrix/actor/flow/Oa.network/summary": "summary seen",
    "/codes/theme.help/recode": "coding to",
    "/exchange/in": "file kind language",
    **{f"/codebooks/change?{verb}": OF_CODEBOOKS for verb in BY_VERB},
}
PAGES = (
    "/sources",
    "/sources/talk",
    "/codebooks",
    "/codes/theme.money",
    "/matrix",
    "/memos",
    "/exchange/out?format=qdpx",
)


@pytest.mark.parametrize("address", FIELDS)
def test_no_value_of_a_field_is_a_failure(address: str, ida: Client) -> None:
    ida.raise_request_exception = False
    code = "Oa.network" if address.endswith("/apply") else "theme.help"
    for name in FIELDS[address].split():
        for value in WORST:
            sent = {"do": address.partition("?")[2], "code": code, **GOOD, name: value}
            assert ida.post(address, sent).status_code < 500, (name, value[:20])
    assert [ida.get(page).status_code for page in PAGES] == [200] * len(PAGES)


@pytest.mark.parametrize(
    "address",
    [
        *("/sources/%00", "/codings/%00", "/codes/%00", "/matrix/actor/%00/Oa.network", "/evidence/%00"),
        *(
            "/sources/%00/compare",
            "/sources/talk/compare?session=%00",
            "/exchange/projects/%00",
            "/agreement?source=%00",
        ),
        *("/sources/talk?words=%00&coding=%00&at=%00", "/matrix?codebook=%00&words=%00&code=%00"),
        *("/codes/frequencies?source=%00", f"/sources/{'x' * 3_000}", f"/matrix/actor/flow/{'y' * 3_000}"),
        "/sources/talk?at=99999999999999999999&part=99999999999999999999",
    ],
)
def test_no_address_is_a_failure(address: str, ida: Client) -> None:
    ida.raise_request_exception = False
    assert ida.get(address).status_code < 500
