"""The field in which the conditions of an opportunity are edited, a row for each thing that they may ask."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from bridgehead.framework.regions import region_code, region_text
from bridgehead.kit import number_format
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.error_phrases import enter
from bridgehead.kit.field_limits import LINE_LENGTH
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.opportunities.core.conditions import (
    KINDS,
    MEASURES,
    OLDEST,
    SIZES,
    Bound,
    Conditions,
    fault,
    sort_conditions,
)
from bridgehead.opportunities.models import FAULTS
from bridgehead.opportunities.phrases import KINDS as KIND_WORDS
from bridgehead.opportunities.phrases import capitalised
from bridgehead.workspace.forms.choice_fields import CountriesField, TermsField

Label = str | Promise
LOW: tuple[tuple[str, Label], ...] = (("at least", gettext_lazy("at least")), ("over", gettext_lazy("over")))
HIGH: tuple[tuple[str, Label], ...] = (("at most", gettext_lazy("at most")), ("under", gettext_lazy("under")))
LIMITS = ("invalid", "min_value", "max_value")
ITEMS = {"region": "regions", "sector": "sectors", "technology": "technologies"}
"""By condition the attribute of `Conditions` that has its items."""


class NamesField(forms.CharField):
    """Names separated by commas."""

    def prepare_value(self, value: Any) -> Any:  # noqa: D102
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:  # noqa: D102
        return [item for part in (super().to_python(value) or "").split(",") if (item := part.strip())]


class RegionsField(NamesField):
    """Regions by name or NUTS code, separated by commas; cleaned to their codes."""

    def prepare_value(self, value: Any) -> Any:  # noqa: D102
        return super().prepare_value(list(map(region_text, value)) if isinstance(value, list | tuple) else value)

    def to_python(self, value: Any) -> Any:  # noqa: D102
        found = []
        for item in super().to_python(value):
            named, bracket, code = item.rstrip(")").rpartition(" (")
            code = region_code(item) if not bracket or region_text(code) != f"{named} ({code})" else code
            found.append(country_or_text(code))
        return found


class LinesField(forms.CharField):
    """Texts, each on a line of its own."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:  # noqa: D102
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:  # noqa: D102
        lines = (super().to_python(value) or "").replace(SEPARATOR, "\n").splitlines()
        return [text for line in lines if (text := line.strip())]


def _whole(label: Any) -> forms.Field:
    messages = dict.fromkeys(LIMITS, gettext_lazy("Enter a whole number from 0 to 999."))
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=OLDEST, error_messages=messages)


def _amount(label: Any) -> forms.Field:
    messages = dict.fromkeys(LIMITS, gettext_lazy("Enter a number of at least 0."))
    return forms.FloatField(label=label, required=False, min_value=0, max_value=10**15 - 1, error_messages=messages)


def _sign(label: Any, words: Iterable[tuple[str, Label]]) -> forms.Field:
    return forms.ChoiceField(label=label, required=False, choices=list(words))


class ConditionsForm(forms.Form):
    """A row for each thing that conditions may ask: who, where, how old, how large, in what."""

    who = TermsField(
        label=gettext_lazy("Who may answer"),
        required=False,
        choices=lambda: [(term, capitalised(str(KIND_WORDS[term]))) for term in (*SIZES, *KINDS)],
    )
    where = CountriesField(
        label=gettext_lazy("Country of the organisation"),
        required=False,
        help_text=gettext_lazy("Separated by ;. One is enough."),
    )
    region = RegionsField(
        label=gettext_lazy("Region of the organisation"),
        required=False,
        help_text=gettext_lazy("Names or NUTS codes such as DK04, separated by commas. One is enough."),
    )
    sector = NamesField(
        label=gettext_lazy("Sectors"), required=False, help_text=gettext_lazy("Separated by commas. One is enough.")
    )
    technology = NamesField(
        label=gettext_lazy("Technologies"),
        required=False,
        help_text=gettext_lazy("Separated by commas. One is enough; capabilities and tags are searched."),
    )
    words = LinesField(
        label=gettext_lazy("Other conditions"),
        required=False,
        help_text=gettext_lazy("One a line. You check them yourself."),
    )
    age_from_sign = _sign(gettext_lazy("Years since founding: lower limit"), LOW)
    age_from = _whole(gettext_lazy("Years since founding: at least or over"))
    age_to_sign = _sign(gettext_lazy("Years since founding: upper limit"), HIGH)
    age_to = _whole(gettext_lazy("Years since founding: at most or under"))
    staff_from_sign = _sign(gettext_lazy("Employees: lower limit"), LOW)
    staff_from = _amount(gettext_lazy("Employees: at least or over"))
    staff_to_sign = _sign(gettext_lazy("Employees: upper limit"), HIGH)
    staff_to = _amount(gettext_lazy("Employees: at most or under"))
    turnover_from_sign = _sign(gettext_lazy("Turnover in euros: lower limit"), LOW)
    turnover_from = _amount(gettext_lazy("Turnover in euros: at least or over"))
    turnover_to_sign = _sign(gettext_lazy("Turnover in euros: upper limit"), HIGH)
    turnover_to = _amount(gettext_lazy("Turnover in euros: at most or under"))

    def clean(self) -> dict[str, Any]:
        """Refuse, beside its row, what no condition takes."""
        cleaned = super().clean() or self.cleaned_data
        for name in ITEMS:
            for item in cleaned.get(name, ()):
                if name == "region" and fault(f"region: {item}"):
                    text = gettext("“{item}” is no region on record. Enter a name or a NUTS code such as DK04.")
                    self.add_error(name, text.format(item=item))
                    break
                if SEPARATOR in item:
                    self.add_error(name, gettext("Separate names by commas."))
                    break
        for text in cleaned.get("words", ()):
            if wrong := fault(text):
                self.add_error("words", enter(FAULTS[wrong]))
                break
            if len(text) > LINE_LENGTH:
                self.add_error("words", gettext("Enter lines of at most {n} characters.").format(n=LINE_LENGTH))
                break
        for measure in MEASURES:
            low, high = cleaned.get(f"{measure}_from"), cleaned.get(f"{measure}_to")
            if low is not None and high is not None and low > high:
                self.add_error(f"{measure}_to", gettext("Enter an upper limit that is not below the lower one."))
        return cleaned

    @property
    def conditions(self) -> list[str]:
        """The conditions that the rows ask, in the order of `core.conditions`."""
        given = self.cleaned_data
        found = list(given["who"])
        if given["where"]:
            found.append(f"country: {', '.join(given['where'])}")
        if given["region"]:
            found.append(f"region: {', '.join(given['region'])}")
        for measure in MEASURES:
            low, high = given[f"{measure}_from"], given[f"{measure}_to"]
            over, under = given[f"{measure}_from_sign"] == "over", given[f"{measure}_to_sign"] == "under"
            found += [f"{measure}: {part}" for part in Bound(low, high, over, under).parts]
        found += [f"{name}: {', '.join(given[name])}" for name in ("sector", "technology") if given[name]]
        return [*found, *given["words"]]

    @property
    def places(self) -> list[forms.BoundField]:
        """The rows of where an organisation is."""
        return [self["where"], self["region"]]

    @property
    def subjects(self) -> list[forms.BoundField]:
        """The rows of what an organisation does, and of what a person checks."""
        return [self["sector"], self["technology"], self["words"]]

    @property
    def measures(self) -> list[tuple[Label, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """The rows of numbers: what each is called, and its two limits with their signs."""
        names = {
            "age": gettext_lazy("Years since founding"),
            "staff": gettext_lazy("Employees"),
            "turnover": gettext_lazy("Turnover in euros"),
        }
        return [
            (label, [(self[f"{measure}_{side}_sign"], self[f"{measure}_{side}"]) for side in ("from", "to")])
            for measure, label in names.items()
        ]


def rows_of(found: Conditions) -> dict[str, Any]:
    """What the rows show for some conditions; of several limits on one side the strictest."""
    shown: dict[str, Any] = {"who": found.who, "where": list(found.where), "words": list(found.by_hand)}
    shown |= {name: list(getattr(found, attribute)) for name, attribute in ITEMS.items()}
    for measure in MEASURES:
        bounds = [bound for name, bound in found.bounds if name == measure]
        lows = [(bound.low, bound.over) for bound in bounds if bound.low is not None]
        highs = [(bound.high, not bound.under) for bound in bounds if bound.high is not None]
        if lows:
            low, over = max(lows)
            shown |= {f"{measure}_from": number_format.render(low), f"{measure}_from_sign": LOW[over][0]}
        if highs:
            high, with_it = min(highs)
            shown |= {f"{measure}_to": number_format.render(high), f"{measure}_to_sign": HIGH[not with_it][0]}
    return shown


class ConditionsInput(forms.Widget):
    """The rows of conditions; a text with all of them, as a file has it, is taken as well."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was sent: the rows as they are, or the text."""
        return data.get(name) if name in data else data

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether neither rows nor text were sent."""
        return name not in data and not any(key.startswith(f"{name}-") for key in data)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The rows, each with what is wrong with it."""
        rows = conditions_form(name, value)
        return SafeString(render_to_string("workspace/conditions.html", {"rows": rows}))


class ConditionsRows(forms.Field):
    """The conditions of an opportunity; cleaned to their texts."""

    widget = ConditionsInput

    def __init__(self, *, name: str, **options: Any) -> None:
        super().__init__(**options)
        self.name = name

    def clean(self, value: Any) -> list[str]:
        """The texts.

        Raises
        ------
        ValidationError
            If a row is refused; what is wrong stands beside it.
        """
        if value is None or isinstance(value, str | list | tuple):
            texts = _texts(value)
            for text in texts:
                if wrong := fault(text):
                    raise ValidationError(enter(FAULTS[wrong]), code="not_accepted")
            return texts
        rows = conditions_form(self.name, value)
        if not rows.is_valid():
            raise ValidationError(gettext("Correct the conditions that are marked."), code="rows")
        return rows.conditions


def conditions_form(name: str, value: Any) -> ConditionsForm:
    """The rows for what a field holds: what was sent, or conditions as texts."""
    if value is None or isinstance(value, str | list | tuple):
        return ConditionsForm(prefix=name, initial=rows_of(sort_conditions(_texts(value))))
    return ConditionsForm(value, prefix=name)


def _texts(value: str | Iterable[str] | None) -> list[str]:
    parts = value.split(SEPARATOR) if isinstance(value, str) else value or ()
    return [text for part in parts if (text := part.strip())]
