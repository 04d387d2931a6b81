"""Which file of an archive the path of a source leads to.

A path counts as the project says it, below the archive's `Sources` (REFI-QDA 1.5, 8.3), whatever the case; by
its last part alone only if exactly one file has that name. Two files that fit equally are both named.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

Parts = tuple[str, ...]


def parts_of(path: str) -> Parts:
    """Parts of a path in an archive; some tools on Windows write backslashes."""
    return tuple(part for part in PurePosixPath(path.replace("\\", "/")).parts if part not in ("/", "."))


def _folded(parts: Parts) -> Parts:
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in parts)


@dataclass(frozen=True)
class ArchivePaths:
    """The files of an archive, apart from its XML.

    Attributes
    ----------
    base
        The folder that the XML lies in.
    """

    paths: tuple[str, ...]
    base: Parts = ()
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Iterable[str], base: Parts = ()) -> "ArchivePaths":
        """Index paths by their last part."""
        found = cls(tuple(paths), base)
        for path in found.paths:
            found._by_name.setdefault(_folded(parts_of(path))[-1], []).append(path)
        return found

    def find(self, said: str) -> list[str]:
        """The files that a path leads to: none, one, or several that fit equally well."""
        variants = list(dict.fromkeys(filter(None, (parts_of(said), parts_of(unquote(said))))))
        for fits in (self._is_there, self._is_there_folded, _ends_so, _is_called_so):
            for parts in variants:
                if found := self._that(fits, parts):
                    return found
        return []

    def _that(self, fits: Callable[[Parts, Parts], int], parts: Parts) -> list[str]:
        """The files that fit best."""
        ranks = {path: fits(parts_of(path), parts) for path in self._by_name.get(_folded(parts)[-1], [])}
        best = max(ranks.values(), default=0)
        return [path for path, rank in ranks.items() if rank == best] if best else []

    def _is_there(self, path: Parts, said: Parts) -> int:
        """2 below `Sources`, 1 beside the XML, 0 elsewhere."""
        inner = path[len(self.base) :] if path[: len(self.base)] == self.base else path
        below = inner[0].casefold() == "sources"
        return 2 if below and inner[1:] == said else int(inner == said)

    def _is_there_folded(self, path: Parts, said: Parts) -> int:
        folded = ArchivePaths((), _folded(self.base))
        return folded._is_there(_folded(path), _folded(said))


def _ends_so(path: Parts, said: Parts) -> int:
    return int(_folded(path)[-len(said) :] == _folded(said))


def _is_called_so(path: Parts, said: Parts) -> int:
    return int(_folded(path)[-1] == _folded(said)[-1])
