"""What a research project holds: codes, sources and codings, each with its element."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from bridgehead.evidence.core.qda.xml import parent_of


@dataclass(frozen=True)
class CodeNode:
    """A code of the tree; `parent` is blank at the top of its codebook."""

    id: str
    codebook: str
    parent: str
    name: str
    definition: str
    element: etree._Element


@dataclass(frozen=True)
class SourceNode:
    """A source, or a text that belongs to one (a second transcript).

    Attributes
    ----------
    host
        The element that whole-source codings hang on.
    text_host
        The element whose text the positions refer to; None for a medium without text.
    is_read
        Whether that text is there: a project may name one that it lacks.
    """

    id: str
    title: str
    host: etree._Element
    text_host: etree._Element | None
    text: str
    is_read: bool


@dataclass(frozen=True)
class CodingNode:
    """A coding; without `start` and `end` it is of the whole source, or of a part that is no text (`place`)."""

    id: str
    source: str
    start: int | None
    end: int | None
    code: str
    coder: str
    memo: str
    place: str
    element: etree._Element


@dataclass
class ParsedProject:
    """A project's codes, sources and codings, with the elements they came from.

    Attributes
    ----------
    codebook
        The codebook that its topmost codes are of.
    twins
        Codings of the same passage, code and coder as one of `codings`, by the id of that one.
    """

    root: etree._Element
    id: str
    name: str
    codebooks: dict[str, str] = field(default_factory=dict)
    wrappers: dict[str, etree._Element] = field(default_factory=dict)
    codes: list[CodeNode] = field(default_factory=list)
    sources: list[SourceNode] = field(default_factory=list)
    codings: list[CodingNode] = field(default_factory=list)
    coders: dict[str, str] = field(default_factory=dict)
    twins: dict[str, list[CodingNode]] = field(default_factory=dict)
    codebook: str = ""
    case_passages: int = 0
    lost_codes: int = 0
    shortened: Counter[str] = field(default_factory=Counter)


def once(codings: Sequence[CodingNode]) -> tuple[list[CodingNode], dict[str, list[CodingNode]]]:
    """Codings without those that say the same of the same passage; these by the id of the one that stands for them.

    A quotation of a PDF under its page is that of its text, where code, coder and name of the passages are equal.
    """
    first: dict[tuple[object, ...], CodingNode] = {}
    twins: dict[str, list[CodingNode]] = {}
    of_texts = {_quotation(node): node for node in codings if node.start is not None and _quotation(node)[-1]}
    for node in codings:
        key = (node.source, node.start, node.end, node.place, node.code, node.coder)
        same = first.get(key)
        if same is None and etree.QName(parent_of(node.element)).localname == "PDFSelection":
            same = of_texts.pop(_quotation(node), None)
        if same is None:
            first[key] = node
        else:
            twins.setdefault(same.id, []).append(node)
    return list(first.values()), twins


def _quotation(node: CodingNode) -> tuple[str, str, str, str]:
    return node.source, node.code, node.coder, parent_of(node.element).get("name", "").strip()
