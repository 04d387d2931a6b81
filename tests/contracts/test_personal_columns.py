"""Every column of the store that holds text says whether it holds personal data: nothing is kept unseen."""

from django.apps import apps
from django.db import models

from bridgehead.kit.model_fields import CountryField, DateField, LanguageField, MomentField, TermField
from bridgehead.settings.models import Settings
from bridgehead.workspace.core.personal_columns import FOR_GOOD, HOLDINGS
from bridgehead.workspace.phrases.personal_record import HOLDINGS as WORDS

TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
FIXED = (TermField, CountryField, LanguageField, DateField, MomentField)
OF_DJANGO = {"contenttype", "permission", "group"}


def test_every_text_column_is_declared_once() -> None:
    of_models = {
        (model.__name__.lower(), column.name)
        for model in apps.get_models()
        if model.__name__.lower() not in OF_DJANGO
        for column in model._meta.concrete_fields
        if isinstance(column, TEXT) and not isinstance(column, FIXED)
    }
    declared = [
        (table, column)
        for holding in HOLDINGS.values()
        for table, columns in holding.tables.items()
        for column in (*columns.about, *columns.free, *columns.neither)
    ]
    assert sorted(declared) == sorted(of_models)


def test_every_holding_has_words_and_a_period_that_is_a_setting() -> None:
    assert list(WORDS) == list(HOLDINGS)
    periods = {f"keep_{holding.period}" for holding in HOLDINGS.values() if holding.period != FOR_GOOD}
    assert periods <= {column.name for column in Settings._meta.concrete_fields}
