"""What an import job found, as rows; a store from before 0.2.0 keeps it."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bridgehead.importers.models import ImportJob, ImportJobFile, ImportJobRejection

TOLD = {
    "options": {"columns": {"Hvem": "name"}, "cluster": "clean"},
    "leave_out": True,
    "sheet": "Ark1",
    "row": 3,
    "columns": [{"heading": "Hvem", "field": "name", "examples": ["Havn", "Bro"]}],
    "tables": [{"table": "actors", "added": 2, "changed": 1, "unchanged": 0}],
    "lines": [{"table": "actor", "key": "havn", "action": "change", "fields": [["name", "Havn", "Havnen"]]}],
    "rows": {
        "count": 2,
        "first": [
            {"file": "l.csv", "row": 4, "column": "Land", "found": "Atlantis", "expected": "a country"},
            {"file": "l.csv", "row": 5, "column": "Land", "found": "nothing", "expected": "a country"},
        ],
        "files": ["l.csv.refused.csv"],
    },
    "origin": {"has_manifest": True, "edited": ["actors.csv"]},
    "recognised": [["Bro", "bro"]],
}


def test_a_rejection_is_worded_when_it_is_shown() -> None:
    rejected = ImportJobRejection(
        column="Land", expectation={"code": "text_up_to", "limit": 9}, finding={"code": "characters", "count": 1_200}
    )
    assert rejected.reason == "“1,200 characters” is not accepted. Enter text of at most 9 characters."


@pytest.fixture
def executor() -> Iterator[MigrationExecutor]:
    """Migrations back and forth; every one is applied again afterwards."""
    yield MigrationExecutor(connection)
    last = MigrationExecutor(connection)
    last.migrate(last.loader.graph.leaf_nodes())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_store_of_before_is_taken_over(executor: MigrationExecutor) -> None:
    executor.migrate([("bridgehead", "0007_coding_rounds_and_summaries")])
    before = executor.loader.project_state([("bridgehead", "0007_coding_rounds_and_summaries")]).apps
    before.get_model("bridgehead", "ImportJob").objects.create(
        name="l.csv", format="members", path="/l.csv", tally=TOLD
    )
    before.get_model("bridgehead", "ImportJob").objects.create(name="new.csv", format="members", path="/new.csv")
    after = MigrationExecutor(connection)
    after.migrate(after.loader.graph.leaf_nodes())
    job = ImportJob.objects.get(name="l.csv")
    assert (job.cluster, job.leave_out, job.sheet, job.first_row) == ("clean", True, "Ark1", 3)
    assert (job.rejected, job.has_manifest) == (2, True)
    assert list(job.columns.values_list("heading", "field", "chosen", "examples")) == [
        ("Hvem", "name", "name", "Havn · Bro")
    ]
    assert list(job.counts.values_list("table", "added", "changed", "unchanged")) == [("actors", 2, 1, 0)]
    assert list(job.records.values_list("key", "values__name", "values__after")) == [("havn", "name", "Havnen")]
    assert [rejected.reason for rejected in job.rejections.order_by("row")] == [
        "“Atlantis” is not accepted. Enter a country.",
        "the value is missing. Enter a country.",
    ]
    assert list(job.matches.values_list("name", "actor")) == [("Bro", "bro")]
    assert set(job.files.values_list("kind", "name")) == {
        (ImportJobFile.Kind.EDITED, "actors.csv"),
        (ImportJobFile.Kind.REJECTED, "l.csv.refused.csv"),
    }
    assert not ImportJob.objects.get(name="new.csv").counts.exists()
