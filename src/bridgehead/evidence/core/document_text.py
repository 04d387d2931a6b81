"""The text of documents: plain text, Markdown, DOCX, RTF and PDF, with page numbers where there are pages.

Pages are set apart by a form feed, so that a position in the text tells its page.
"""

import io
import re
import zipfile
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import PurePosixPath

from bridgehead.evidence.core.text_units import PAGE
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

ENDINGS = (".txt", ".md", ".docx", ".rtf", ".pdf")
DOCX_LIMIT = 50 * 1024 * 1024
CONTROLS = re.compile("[\0-\b\v\x0e-\x1f\x7f]")


def text_of(content: bytes, name: str, *, pages: int | None = None) -> str:
    """The text of a document, with line feeds only.

    Parameters
    ----------
    pages
        So many pages of a PDF are read; all of them unless given.

    Raises
    ------
    InputError
        If the ending is none of those, or the file is damaged, encrypted, or holds no text.
    """
    ending = PurePosixPath(name).suffix.lower()
    readers: dict[str, Callable[[bytes, str], str]] = {
        ".txt": _plain,
        ".md": _plain,
        ".docx": docx_text,
        ".rtf": rtf_text,
        ".pdf": partial(_pdf, pages=pages),
    }
    if ending not in readers:
        raise InputError(expects("file_ending_in", endings=ENDINGS), file=name, found=ending or finds("no_ending"))
    text = CONTROLS.sub("", re.sub("\r\n?", "\n", readers[ending](content, name)))
    if not text.strip():
        raise InputError(expects("document_with_text"), file=name, found=finds("none"))
    return text


def _plain(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig").replace(PAGE, "\n")
    except UnicodeDecodeError as error:
        raise InputError(expects("utf8_text"), file=name, found=str(error), code="encoding") from error


def docx_text(content: bytes, name: str, *, counted: bool = False) -> str:
    """Paragraphs and tables of a DOCX in their order, a line each; page breaks that the author set are form feeds.

    Parameters
    ----------
    counted
        The text as research tools count it instead: every cell of a table is a line, page breaks are nothing.

    Raises
    ------
    InputError
        If the file is damaged, or larger than is reasonable when unpacked.
    """
    import docx  # noqa: PLC0415 only who reads one pays for it
    from docx.table import Table  # noqa: PLC0415

    _check_zip(content, name)
    try:
        document = docx.Document(io.BytesIO(content))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                rows = [row.cells for row in block.rows]
                merged_once = {cell._tc: cell.text for row in rows for cell in row}
                in_rows = ("\t".join(cell.text.replace("\n", " ") for cell in row) for row in rows)
                lines += merged_once.values() if counted else in_rows
            else:
                broken = not counted and (block.contains_page_break or 'w:type="page"' in block._p.xml)
                lines.append((PAGE if broken else "") + block.text.replace(PAGE, "").strip("\n"))
    except Exception as error:  # a damaged file fails anywhere in the library
        raise InputError(expects("readable_docx"), file=name, found=str(error) or type(error).__name__) from error
    return "\n".join(lines).lstrip(PAGE)


def rtf_text(content: bytes, name: str) -> str:
    """The text of an RTF, a line each paragraph.

    Raises
    ------
    InputError
        If it is no RTF, or cannot be read.
    """
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 only who reads one pays for it

    if not content.lstrip().startswith(b"{\\rtf"):
        raise InputError(expects("rtf"), file=name, found=content[:16].decode("latin-1") or finds("none"))
    try:
        text = str(rtf_to_text(content.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except Exception as error:  # a damaged file fails anywhere in the library
        raise InputError(expects("rtf"), file=name, found=str(error) or type(error).__name__) from error
    return text.rstrip("\n")


def rich_text(content: bytes, name: str) -> str:
    """The text of a DOCX or RTF as research tools count it."""
    return rtf_text(content, name) if name.lower().endswith(".rtf") else docx_text(content, name, counted=True)


def _check_zip(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            total = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise InputError(expects("docx"), file=name, found=str(error)) from error
    if total > DOCX_LIMIT:
        raise InputError(expects("docx_size", limit=DOCX_LIMIT), file=name, found=finds("bytes", size=total))


def _pdf(content: bytes, name: str, *, pages: int | None) -> str:
    import pypdf  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")  # many forbid changes only: anybody may read them
        read = [] if locked else [page.extract_text().replace(PAGE, "\n") for page in islice(reader.pages, pages)]
    except Exception as error:  # a damaged file fails anywhere in the library
        raise InputError(expects("readable_pdf"), file=name, found=str(error) or type(error).__name__) from error
    if locked:
        raise InputError(expects("pdf_without_password"), file=name, found=finds("encrypted"), code="password")
    return PAGE.join(read)
