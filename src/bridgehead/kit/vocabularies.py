"""The terms of each vocabulary: the framework provides them once, at start, and every check asks here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

Vocabularies = Mapping[str, Mapping[str, str]]

_providers: list[Callable[[], Vocabularies]] = []


def provide(source: Callable[[], Vocabularies]) -> None:
    """Say where the vocabularies come from; the latest word counts."""
    _providers[:] = [source]


def terms(vocabulary: str) -> Mapping[str, str]:
    """Terms of a vocabulary with their labels, in order; none where nobody provides it."""
    return _providers[0]().get(vocabulary, _NONE) if _providers else _NONE


_NONE: Mapping[str, str] = MappingProxyType({})
