"""A newer state of a project and what was kept of it: one project, and no coding twice."""

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy

from lxml import etree

from bridgehead.evidence.core.qda.elements import insert, part
from bridgehead.evidence.core.qda.guids import normalise_guid
from bridgehead.evidence.core.qda.normalisation import PATHS, guid
from bridgehead.evidence.core.qda.xml import NS

Key = tuple[str, str]


def add_missing(new: etree._Element, old: etree._Element, files: Collection[str] | None = None) -> None:
    """Add to a newer state what an older one has and it lacks, inside sources, codes and sets, in place.

    Equal GUIDs are the same thing; what both say, the newer says.

    Parameters
    ----------
    files
        Names of files that came with the newer state, all that it names unless given; a path to another one is the
        older state's, if it has one.
    """
    if new.find(f"{NS}Sources") is None:  # a codebook's name is that of its file
        new.attrib.update(old.attrib)
    index = {_key(element): element for element in reversed(list(new.iter(etree.Element))) if element.get("guid")}
    _Union(index, files).walk(old, new)


def kept_project(root: etree._Element, own: str, kept: Mapping[str, etree._Element]) -> str:
    """Which of the kept projects a tree is a newer state of; its own id if of none.

    A project is recognised by its id, else by sources that both have; a codebook by codes that both have.
    """
    if own in kept:
        return own
    for path in (f"{NS}Sources/*", f".//{NS}Code"):
        mine = {guid(element) for element in root.iterfind(path)}
        shared = {id_: len(mine & {guid(e) for e in tree.iterfind(path)}) for id_, tree in kept.items()}
        best = max(shared, key=lambda id_: shared[id_], default=own)
        if mine:
            return best if shared.get(best) else own
    return own


def users_in_order(root: etree._Element, coders: Mapping[str, str]) -> None:
    """Put the one of several namesakes who is called by the bare name before the others, in place."""
    for user in list(root.iterfind(f"{NS}Users/{NS}User")):
        name = user.get("name", "")
        before = [other for other in user.itersiblings(preceding=True) if other.get("name", "") == name]
        if name and before and coders.get(guid(user)) == name:
            before[-1].addprevious(user)


class _Union:
    def __init__(self, index: dict[Key, etree._Element], files: Collection[str] | None) -> None:
        self.index, self.files = index, files

    def walk(self, old: etree._Element, new: etree._Element) -> None:
        """Bring what stands in one element into the other, or wherever it stands now."""
        there = {_reference(part_) for part_ in new}
        for element in old:
            if element.get("guid"):
                self._one(element, new)
            elif _reference(element) != _NONE:
                if _reference(element) not in there and not _is_code_of_coding(element):
                    insert(new, deepcopy(element))
            elif _holds_things(element):
                self.walk(element, part(new, etree.QName(element).localname))

    def _one(self, element: etree._Element, new: etree._Element) -> None:
        twin = self.index.get(_key(element))
        if twin is None:
            if self._is_moved(element):
                return
            twin = etree.Element(element.tag, dict(element.attrib))
            twin.extend(deepcopy(p) for p in element if not p.get("guid"))
            insert(new, twin)
            self.index[_key(element)] = twin
        else:
            self._attributes(element, twin)
        self.walk(element, twin)

    def _attributes(self, old: etree._Element, new: etree._Element) -> None:
        for name, value in old.attrib.items():
            if name in PATHS:
                said = new.get(name, "").removeprefix("internal://")
                if said and self.files is not None and said not in self.files:
                    new.set(name, value)
            elif name not in new.attrib:
                new.set(name, value)

    def _is_moved(self, selection: etree._Element) -> bool:
        """Whether a passage has lost all its codings to others."""
        codings = selection.findall(f"{NS}Coding")
        is_passage = etree.QName(selection).localname.endswith("Selection")
        return is_passage and bool(codings) and all(_key(coding) in self.index for coding in codings)


_NONE = ("", "")


def _key(element: etree._Element) -> Key:
    return str(element.tag), guid(element)


def _reference(element: etree._Element) -> Key:
    """What an element without a GUID of its own is about."""
    if element.get("guid"):
        return _NONE
    about = element.find(f"{NS}VariableRef") if element.tag == f"{NS}VariableValue" else element
    target = "" if about is None else normalise_guid(about.get("targetGUID", ""))
    return (str(element.tag), target) if target else _NONE


def _is_code_of_coding(element: etree._Element) -> bool:
    above = element.getparent()
    return element.tag == f"{NS}CodeRef" and above is not None and above.tag == f"{NS}Coding"


def _holds_things(element: etree._Element) -> bool:
    return any(p.get("guid") for p in element.iterdescendants(etree.Element))


def most_common(values: Iterable[str]) -> str:
    """The value that is there most often, the first of several; blank if there is none."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value], default="")
