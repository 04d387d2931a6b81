"""REFI-QDA's XML, read without trust and checked against the published schemas.

The schemas in `schemas/` are part of the standard (REFI-QDA 1.5, MIT licence).
"""

import re
from functools import cache
from pathlib import Path

from lxml import etree

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

PROJECT = "urn:QDA-XML:project:1.0"
NS = f"{{{PROJECT}}}"
OURS = "Bridgehead"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
SCHEMAS = {PROJECT: "Project.xsd", CODEBOOK: "Codebook.xsd"}
SCHEMA_FOLDER = Path(__file__).parent / "schemas"
UNSAFE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(content: bytes, name: str, namespace: str) -> etree._Element:
    """The root of a REFI-QDA file that is well formed (see `read`) and valid (see `check`)."""
    root = read(content, name)
    check(root, name, namespace)
    return root


def read(content: bytes, name: str) -> etree._Element:
    """The root of an XML file that is well formed.

    Parameters
    ----------
    name
        What an error calls the file.

    Raises
    ------
    InputError
        With the line, if it is no XML, declares a document type (and with it entities), or is larger or
        deeper than a parser should follow.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            expects("well_formed_xml"), file=f"{name}, line {error.lineno or 1}", found=error.msg
        ) from error
    if root.getroottree().docinfo.doctype:
        raise InputError(expects("no_document_type"), file=f"{name}, line 1", found=finds("document_type"))
    return root


def check(root: etree._Element, name: str, namespace: str) -> None:
    """Refuse a tree that violates the schema.

    Parameters
    ----------
    namespace
        `PROJECT` or `CODEBOOK`.

    Raises
    ------
    InputError
        With the line of the first violation.
    """
    schema = _schema(SCHEMAS[namespace])
    if schema.validate(root):
        return
    first = schema.error_log[0]
    message = re.sub(r"\{urn:QDA-XML:\w+:1\.0\}", "", first.message)
    if "GUIDType" in message or "is not accepted by the pattern" in message:
        expected = expects("guid") if "fA-F]{8}" in message else expects("schema_value")
    else:
        expected = expects("valid_refi_qda", schema=SCHEMAS[namespace])
    raise InputError(expected, file=f"{name}, line {first.line}", found=message)


def violations(root: etree._Element, namespace: str) -> list[etree._Element]:
    """The elements of a tree that violate the schema, each once."""
    schema = _schema(SCHEMAS[namespace])
    if schema.validate(root):
        return []
    tree = root.getroottree()
    found = (element for error in schema.error_log if error.path for element in tree.xpath(error.path))
    return list(dict.fromkeys(element for element in found if isinstance(element, etree._Element)))


def render(root: etree._Element) -> bytes:
    """The canonical bytes of a tree: indented, UTF-8, equal for equal trees."""
    etree.cleanup_namespaces(root)
    etree.indent(root, space="  ")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def safe(text: str) -> str:
    """Text with a space for each control character that XML cannot hold, lines ended by a line feed."""
    return UNSAFE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_unsafe(text: str) -> bool:
    """Whether a text has a character that XML cannot hold."""
    return UNSAFE.search(text) is not None


@cache
def _schema(file: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA_FOLDER / file))


def part_of(element: etree._Element, path: str) -> etree._Element:
    """A part of an element that the schema requires."""
    found = element.find(path)
    if found is None:
        raise LookupError(f"{element.tag!r} has no {path}")
    return found


def parent_of(element: etree._Element) -> etree._Element:
    """What an element that is no root stands in."""
    found = element.getparent()
    if found is None:
        raise LookupError(f"{element.tag!r} is a root")
    return found


def drop(element: etree._Element) -> None:
    """Take an element out of what it stands in, with the text that follows it."""
    parent_of(element).remove(element)
