"""The consortium page: ask, pin, leave out, swap, keep, invite, take away as files."""

import re

import pytest
from django.test import Client
from django.utils.translation import gettext

from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.ecosystem.models import User
from bridgehead.framework import labels
from bridgehead.kit.permissions import Role
from bridgehead.workspace.services import example_workspace

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/opportunities/stockholm-harbour/consortium"


@pytest.fixture
def ida(db: None) -> Client:
    example_workspace.build()
    client = Client()
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_question_stands_before_the_answer(ida: Client) -> None:
    shown = text(ida, f"{PAGE}?pin=visblue&without=vestas")
    assert "Team for “Energy storage" in shown
    assert "Required: VisBlue" in re.sub(r"\s+", " ", shown)
    assert f'hx-get="{PAGE}/teams?pin=visblue&amp;without=vestas"' in shown
    assert PAGE in text(ida, "/opportunities/stockholm-harbour")


def test_rules_and_their_sets_are_said_in_the_readers_language(ida: Client) -> None:
    labels.provide(str.upper)
    try:
        assert ">EUROSTARS</option>" in text(ida, PAGE)
        assert "A LARGE FIRM TAKES PART" in text(ida, f"{PAGE}/teams?pin=visblue")
    finally:
        labels.provide(gettext)


def test_the_answer_gives_reasons_rules_and_ways_on(ida: Client) -> None:
    shown = text(ida, f"{PAGE}/teams?pin=visblue")
    assert "proven best under these rules." in shown
    assert "energy storage in buildings</a> (listed capability)" in shown
    assert "A large firm takes part" in shown
    swap = re.search(rf'href="({PAGE}\?[^"]*without=vestas[^"]*)"[^>]*>Swap', shown)
    assert swap is not None
    assert "pin=visblue" in swap[1]


def test_weights_say_what_they_change(ida: Client) -> None:
    assert "Your weights change the best team" in text(ida, f"{PAGE}/teams?pin=visblue&w_distance=100")


def test_a_clash_is_told_in_words(ida: Client) -> None:
    shown = text(ida, f"{PAGE}/teams?without=visblue&lead=stac&rules=tender_group&size=2")
    assert "No team meets all requirements" in shown
    assert "The group covers all required capabilities" in shown


def test_a_team_is_kept_and_invited(ida: Client) -> None:
    team = {"actor": ["visblue", "vestas"], "role": ["lead", "partner"], "name": "<b>Ours</b>", "query": "pin=visblue"}
    done = ida.post(f"{PAGE}/save", team)
    assert done["Location"] == f"{PAGE}?pin=visblue"
    assert TeamSeat.objects.filter(pinned="yes").get().actor_id == "visblue"
    assert "2 invitations sent." in ida.post(f"{PAGE}/invite", team, follow=True).content.decode()
    assert "All members are already invited." in ida.post(f"{PAGE}/invite", team, follow=True).content.decode()
    ida.post(f"{PAGE}/invitations/vestas", {"status": "declined"})
    assert Invitation.objects.get(actor="vestas").status == "declined"
    shown = text(ida, PAGE)
    assert "&lt;b&gt;Ours&lt;/b&gt;" in shown
    assert "Declined" in shown
    assert ida.post(f"{PAGE}/save", team | {"actor": ["nobody"], "role": ["lead"]}).status_code == 404
    assert ida.post(f"{PAGE}/invitations/vestas", {"status": "perhaps"}).status_code == 400


def test_files_are_handed_out(ida: Client) -> None:
    assert ida.get(f"{PAGE}/files/consortium.xlsx?pin=visblue").content.startswith(b"PK")
    assert "We invite VisBlue to join as lead." in text(ida, f"{PAGE}/files/letter-visblue.md?pin=visblue")
    text(ida, f"{PAGE}/files/letter-nobody.md", status=404)


def test_members_of_the_cluster_do_not_choose(ida: Client) -> None:
    member = Client()
    member.force_login(User.objects.get(username="visblue"))
    for path in (PAGE, f"{PAGE}/teams", f"{PAGE}/files/consortium.md"):
        text(member, path, status=403)
    assert member.post(f"{PAGE}/save", {"name": "x"}).status_code == 403


def test_somebody_is_brought_in_by_name(ida: Client) -> None:
    one = ida.get(f"{PAGE}?rules=open&pin=dtu&who=visblue&as=lead")
    assert one["Location"] == f"{PAGE}?rules=open&pin=dtu&lead=visblue"
    several = text(ida, f"{PAGE}?who=university&as=without")
    assert "Did you mean:" in several
    assert 'href="/opportunities/stockholm-harbour/consortium?without=aarhus-university"' in several
    assert "No organisation matches “quixotic”." in text(ida, f"{PAGE}?who=quixotic&as=pin")
    assert "location" not in ida.get(f"{PAGE}?who=visblue&as=king").headers
    assert 'value="VisBlue"' in text(ida, f"{PAGE}/actors?who=visb")


def test_whoever_led_can_be_left_out_in_one_step(ida: Client) -> None:
    assert (
        ida.get(f"{PAGE}?lead=visblue&pin=dtu&who=visblue&as=without")["Location"] == f"{PAGE}?pin=dtu&without=visblue"
    )


def test_what_cannot_be_answered_is_said_in_place(ida: Client) -> None:
    assert "Rule set “nowhere” does not exist." in text(ida, f"{PAGE}/teams?rules=nowhere")
    assert "not excluded as well" in text(ida, f"{PAGE}/teams?pin=dtu&without=dtu")
    text(ida, "/opportunities/nowhere/consortium/teams?rules=nowhere", status=404)


def test_teams_stand_beside_each_other(ida: Client) -> None:
    shown = text(ida, f"{PAGE}/teams?pin=visblue")
    assert "Teams compared" in shown
    assert "Score" in shown


def test_how_invitations_stand_and_the_way_on_from_there(ida: Client) -> None:
    team = {"actor": ["visblue", "vestas", "dtu"], "role": ["lead", "partner", "partner"], "name": "Ours"}
    ida.post(f"{PAGE}/save", team)
    ida.post(f"{PAGE}/invite", team)
    ida.post(f"{PAGE}/invitations/vestas", {"status": "declined", "note": "not before <May>"})
    ida.post(f"{PAGE}/invitations/dtu", {"status": "accepted"})
    shown = text(ida, PAGE)
    assert "1 accepted, 1 declined, 1 answer outstanding" in shown
    assert "not before &lt;May&gt;" in shown
    assert 'href="?pin=dtu&amp;pin=visblue"' in shown
    assert 'href="?pin=dtu&amp;pin=vestas&amp;lead=visblue"' in shown


def test_lists_are_files_from_their_declaration(ida: Client) -> None:
    team = {"actor": ["visblue", "vestas"], "role": ["lead", "partner"], "name": "Ours"}
    ida.post(f"{PAGE}/save", team)
    ida.post(f"{PAGE}/invite", team)
    assert "Ours,Vestas and VisBlue" in text(ida, f"{PAGE}?format=csv&list=saved-teams")
    assert "Vestas,Invited," in text(ida, f"{PAGE}?format=csv&list=invitations")
    teams = f"{PAGE}/teams?pin=visblue&format=csv"
    assert text(ida, f"{teams}&list=team-1").startswith("\ufeffMember,Role,Country")
    assert "Met" in text(ida, f"{teams}&list=team-1-rules")
    assert text(ida, f"{teams}&list=teams-compared").startswith("\ufeffMember,Best team,Team 2")


def test_each_list_has_its_files_below_it_and_only_the_best_team_has_letters(ida: Client) -> None:
    shown = text(ida, f"{PAGE}/teams?pin=visblue")
    of = {name: shown.index(f"format=csv&amp;list={name}") for name in ("team-1", "team-1-rules", "team-2")}
    assert shown.index("Rules of team 1") > of["team-1"] > shown.index("Swap: keep the other members")
    assert shown.index("Members of team 2") > of["team-1-rules"] > shown.index("A large firm takes part")
    first, others = shown[: shown.index('id="compared"')], shown[shown.index('id="team-2"') :]
    assert first.count("Letter<") == first.count("Swap<") == 3
    assert (others.count("Letter<"), others.count("Swap<") >= 6) == (0, True)
    assert 'data-label="Best team"' in shown


def test_budget_shares_are_asked_for_in_the_page(ida: Client) -> None:
    page = "/opportunities/eurostars-2019/consortium"
    shown = text(ida, f"{page}/teams?share_remoni=50,5&share_nobody=900&share_bad=x")
    assert "Budget shares not entered for" in shown
    assert 'name="share_remoni" inputmode="decimal" value="50.5"' in shown
    assert 'name="share_icelandic-partner" inputmode="decimal" value=""' in shown
    assert 'name="pin" value="icelandic-partner"' in shown
    entered = "share_remoni=50&share_bulgarian-partner=25&share_icelandic-partner=25"
    checked = text(ida, f"{page}/teams?{entered}")
    assert "Largest share: ReMoni, 50.0" in checked
    assert '<span class="second">50\N{NO-BREAK SPACE}% of the budget</span>' in checked
    assert "not entered" not in checked[: checked.index('id="team-2"')]
    assert 'name="share_remoni" value="50"' in text(ida, f"{page}?{entered}")
    assert "Budget shares" not in text(ida, f"{PAGE}/teams")


def test_the_buyer_and_newcomers_are_named(ida: Client) -> None:
    shown = text(ida, f"{PAGE}/teams")
    assert "Buyer, beside the team: City of Stockholm (Sweden)." in shown
    assert "0 of 3 members are new to funded projects." in shown
    assert "In already" in shown
