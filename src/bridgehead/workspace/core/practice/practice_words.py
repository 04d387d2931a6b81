"""The words that the practice cluster is made of, as its data file has them."""

from pydantic import Field

from bridgehead.framework.toml_files import Text, TomlTable

Texts = list[Text]
SPELT = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa", ord("ä"): "a", ord("ö"): "o", ord("ü"): "u"}
"""How letters that plain ids lack are spelt."""


class PracticeClusterWords(TomlTable):
    """The cluster itself."""

    id: Text
    name: Text
    country: Text
    city: Text
    description: Text


class NameWords(TomlTable):
    """Parts of names of firms and people, and what people are."""

    firms: Texts = Field(description="beginnings of names of firms, at least one a firm")
    forms: Texts = Field(description="legal forms")
    given: Texts = Field(description="given names")
    family: Texts = Field(description="family names")
    roles: Texts = Field(description="positions in a firm")


class CountryWords(TomlTable):
    """Who is met in a country."""

    places: Texts = Field(description="two towns: one has a university, one a city council")
    firms: Texts = Field(description="firms")


class FieldWords(TomlTable):
    """A field of cleantech and the work in it."""

    id: Text
    word: Text = Field(description="the ending of a firm's name")
    sector: Text
    capabilities: Texts
    makes: Text
    for_whom: Text
    cpv: Text
    wants: Text = Field(description="what a buyer asks for, in a sentence")


class DeskWords(TomlTable):
    """What staff write down."""

    subjects: Texts = Field(description="what a contact was about")
    said: Texts = Field(description="what was said")
    tasks: Texts = Field(description="what is to be done")
    notes: Texts = Field(description="what a colleague should know of a member")
    outside: dict[Text, Text] = Field(description="emails of strangers: subject by address")


class ViewWords(TomlTable):
    """A saved view of a list."""

    id: Text
    name: Text
    page: Text
    filters: Text
    mail: str = ""


class TemplateWords(TomlTable):
    """A template of a mail in one language."""

    name: Text
    language: str = ""
    purpose: Text
    subject: Text
    text: Text


class ToldWords(TomlTable):
    """What pieces of evidence on an advantage say."""

    strength: Texts = Field(description="what the firm has of its own")
    weakness: Texts = Field(description="what it lacks")
    cluster: Texts = Field(description="what came about through the cluster")


class PracticeWords(TomlTable):
    """The whole file."""

    cluster: PracticeClusterWords
    names: NameWords
    countries: dict[str, CountryWords]
    field: list[FieldWords] = Field(description="the fields of cleantech")
    desk: DeskWords
    tags: dict[str, Texts] = Field(description="tags, by table")
    views: list[ViewWords]
    templates: list[TemplateWords]
    told: dict[str, ToldWords] = Field(description="what pieces of evidence say, by advantage")
    passages: dict[str, Texts] = Field(description="what is said in interviews, by code; `unsaid` holds none")


def plain_id(name: str) -> str:
    """An id out of a name: small letters and digits with hyphens between."""
    spelt = name.lower().translate(SPELT)
    return "-".join("".join(c if c.isalnum() else " " for c in spelt).split())
