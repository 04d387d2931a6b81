"""Lists: declared in `tables`, drawn by one template, from which their files come as well."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "src" / "bridgehead"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
LIST = re.compile(r'<table class="[^"]*\b(?:rows|counts)\b')
DRAWS = "kit/list_table.html"
NO_LISTS = {
    "kit/form_state.html": "both versions of a form that somebody else changed meanwhile",
    "workspace/import_columns.html": "a form, a row a column of the file",
    "evidence/exchange.html": "what can be downloaded, a link a row",
    "trips/wish_grid.html": "a form, a row a participant, a column a host",
}
RECORDS_ONLY = {
    "events.invitee_table",
    "calendar.feed_table",
    "calendar.item_table",
    "consortium.application_table",
    "consortium.invitations",
    "consortium.saved_teams",
    "consortium.stage_history_table",
    "ecosystem.account_table",
    "ecosystem.audit_table",
    "ecosystem.session_table",
    "ecosystem.activity_table",
    "ecosystem.member_table",
    "ecosystem.participant_table",
    "ecosystem.person_table",
    "ecosystem.resulting_tie_table",
    "events.registration_table",
    "evidence.case_table",
    "evidence.code_evidence_table",
    "evidence.coded_passage_table",
    "evidence.compared_passage_table",
    "evidence.frequency_table",
    "evidence.link_table",
    "evidence.memo_table",
    "evidence.pair_table",
    "evidence.report_table",
    "evidence.set_table",
    "evidence.source_table",
    "evidence.variable_table",
    "followup.document_table",
    "followup.interaction_table",
    "followup.task_table",
    "influence.context_table",
    "influence.indicator_table",
    "mail.outbox_table",
    "mailings.recipient_table",
    "mailings.template_table",
    "match.hidden_candidates",
    "match.recipients",
    "network.actor_table",
    "network.step_table",
    "opportunities.opportunity_table",
    "pages.citation_table",
    "pages.membership_table",
    "pages.request_table",
    "pages.fee_table",
    "pages.rule_table",
    "pages.change_table",
    "pages.country_figure_table",
    "pages.deadline_table",
    "pages.dynamic_table",
    "pages.entry_table",
    "pages.mark_table",
    "pages.method_table",
    "pages.mode_table",
    "pages.new_member_table",
    "pages.own_figure_table",
    "pages.planned_table",
    "pages.year_table",
    "pages.participation_table",
    "pages.relation_table",
    "pages.spoken_source_table",
    "pages.study_item_table",
    "pages.tie_table",
    "pages.undated_table",
    "pages.written_source_table",
    "profile.entry_table",
    "profile.figure_table",
    "profile.opportunity_table",
    "trips.meeting_table",
    "trips.participant_table",
    "workspace.actor_comparison_table",
    "workspace.change_lines_table",
    "workspace.changes_table",
    "workspace.duplicates_table",
    "workspace.import_blanked_table",
    "workspace.import_counts_table",
    "workspace.import_matches_table",
    "workspace.import_records_table",
    "workspace.import_rejections_table",
    "workspace.personal_data_table",
    "workspace.referring_table",
    "workspace.skipped_table",
}
"""Lists of records and of counts of them: they hold no estimate, so there is nothing to say of how it was computed."""
PARSES_FOREIGN_TEXT = {"importers/core/text_cleaning.py"}


def of_template(path: Path) -> str:
    return path.as_posix().rpartition("/templates/")[2]


@pytest.mark.parametrize("path", TEMPLATES, ids=of_template)
def test_no_list_is_drawn_by_hand(path: Path) -> None:
    if of_template(path) != DRAWS and of_template(path) not in NO_LISTS:
        assert not LIST.search(path.read_text(encoding="utf-8"))


def test_the_exceptions_are_still_there() -> None:
    drawn = {of_template(path) for path in TEMPLATES if LIST.search(path.read_text(encoding="utf-8"))}
    assert drawn == {DRAWS, *NO_LISTS}


def test_no_export_parses_rendered_html() -> None:
    parsers = {"html.parser", "lxml.html", "bs4", "html5lib"}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if parsers.intersection(names):
                found.add(path.relative_to(PACKAGE).as_posix())
    assert found == PARSES_FOREIGN_TEXT


def declared_lists() -> Iterator[tuple[str, bool]]:
    """Every declared list, by stage and function, and whether its file says by what its figures are computed."""
    for path in PACKAGE.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ListTable":
                        stage = path.relative_to(PACKAGE).parts[0]
                        yield f"{stage}.{function.name}", any(word.arg == "computed_by" for word in node.keywords)


def test_every_list_of_estimates_says_by_what_they_are_computed() -> None:
    silent = {name for name, says in declared_lists() if not says}
    assert silent == RECORDS_ONLY


def test_the_lists_of_estimates_are_found() -> None:
    said = {name for name, says in declared_lists() if says}
    assert {
        "profile.component_table",
        "match.ranking_table",
        "consortium.member_table",
        "influence.funnel_table",
    } < said
