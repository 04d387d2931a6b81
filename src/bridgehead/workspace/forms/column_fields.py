"""The form field of a column: records are picked by name, countries, languages, codes and terms from lists."""

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.forms.colleagues import ColleagueField
from bridgehead.evidence.queries.code_picker import code_groups
from bridgehead.kit import countries, model_fields, vocabularies
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.field_codecs import Column
from bridgehead.kit.form_fields import QuickSelect, form_field
from bridgehead.kit.reference_fields import ReferenceField, ReferencesField, TagsInput
from bridgehead.kit.setting_fields import TimeZoneField, time_zones
from bridgehead.opportunities.models import ConditionsField
from bridgehead.workspace.case_files import tables_by_kind
from bridgehead.workspace.forms.choice_fields import CountriesField, TermsField
from bridgehead.workspace.forms.eligibility_fields import ConditionsRows


def field_of(table: CaseTable, column: Column) -> Any:
    """The model's field that holds a column."""
    return next(f for f in table.model._meta.concrete_fields if f.attname == column.attribute)


def column_field(table: CaseTable, column: Column) -> forms.Field:  # noqa: PLR0911 one line a kind of field is the shortest way to say it
    """The form field of a column: records are picked by name, countries, languages, codes and terms from lists."""
    field = field_of(table, column)
    shared = {"label": capfirst(field.verbose_name), "required": column.required, "help_text": _help_of(field)}
    match field:
        case models.ForeignKey():
            return ReferenceField(_kind_of(field.related_model), **shared)
        case model_fields.MentionField():
            return ReferenceField(field.model_name, free=True, max_length=field.max_length, **shared)
        case model_fields.AccountField():
            return ColleagueField(**shared)
        case model_fields.CountryField():
            return _choice(lambda: sorted(countries.names().items(), key=lambda item: item[1]), **shared)
        case model_fields.LanguageField():
            return _choice(lambda: sorted(countries.languages().items(), key=lambda item: item[1]), **shared)
        case TimeZoneField():
            return _choice(lambda: [(name, name.replace("_", " ")) for name in time_zones()], **shared)
        case model_fields.CodeField():
            return _choice(_codes, **shared)
        case ConditionsField():
            return ConditionsRows(name=column.name, **{**shared, "help_text": ""})
        case model_fields.ListField():
            return _list_field(field, shared)
        case _:
            found = form_field(table.model, field.name, label=shared["label"], required=column.required)
            found.help_text = shared["help_text"]
            return found


def _help_of(field: Any) -> str | Promise:
    """What stands below a field: what it means, how it is written; nothing that its label says already."""
    said = str(field.help_text)
    said = "" if said.casefold() in str(field.verbose_name).casefold() else capfirst(said)
    if not said and isinstance(field, model_fields.DateField):
        return _("Such as 2019, 2019-05 or 2019-05-31")
    if not said and isinstance(field, model_fields.ListField) and not field.item.startswith("term:"):
        return _("Separated by ;")
    return said


def _list_field(field: model_fields.ListField, shared: dict[str, Any]) -> forms.Field:
    kind, _separator, of = field.item.partition(":")
    if kind == "term":
        return TermsField(choices=lambda: list(vocabularies.terms(of).items()), **shared)
    if kind == "country":
        return CountriesField(**shared)
    if len(field.targets) == 1:
        return ReferencesField(_kind_of_name(field.targets[0]), **shared)
    found = form_field(field.model, field.name, label=shared["label"], required=shared["required"])
    found.help_text = shared["help_text"]
    if field.name == "tags":
        found.widget = TagsInput(_kind_of(field.model))
    return found


def _choice(choices: Any, **shared: Any) -> forms.Field:
    none = _("Choose") if shared["required"] else _("Not recorded")
    return forms.ChoiceField(choices=lambda: [("", none), *choices()], widget=QuickSelect, **shared)


def _codes() -> list[tuple[str, Any]]:
    """The framework's codes, then each codebook's, in groups."""
    return [
        (group.name or str(_("Framework")), [(code.id, code.indented) for code in group.codes])
        for group in code_groups()
        if group.codes
    ]


def _kind_of(model: type[models.Model]) -> str:
    return next(kind for kind, table in tables_by_kind().items() if table.model is model)


def _kind_of_name(name: str) -> str:
    return next(kind for kind, table in tables_by_kind().items() if table.model.__name__.lower() == name)
