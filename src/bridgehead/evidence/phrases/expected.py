"""What a document or a research project expects of an input, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "document_with_text": gettext_lazy("a document with text in it (a scan needs text recognition first)"),
    "docx": gettext_lazy("a DOCX file"),
    "docx_size": gettext_lazy("a DOCX file of at most {limit} bytes unpacked"),
    "file_of_archive": gettext_lazy("a file that the archive holds"),
    "guid": gettext_lazy("a GUID (hexadecimal digits 8-4-4-4-12)"),
    "no_document_type": gettext_lazy("XML without a document type"),
    "path_in_archive": gettext_lazy("a path inside the archive"),
    "pdf_without_password": gettext_lazy("a PDF without a password"),
    "positions_in_text": gettext_lazy("positions from 0 to {end}, the end of the text, in order"),
    "readable_docx": gettext_lazy("a DOCX file that can be read"),
    "readable_pdf": gettext_lazy("a PDF file that can be read"),
    "schema_value": gettext_lazy("a value of the schema's pattern"),
    "text_in_archive": gettext_lazy("a text inside the archive (internal://)"),
    "valid_refi_qda": gettext_lazy("XML that is valid against REFI-QDA's {schema}"),
    "well_formed_xml": gettext_lazy("well-formed XML"),
}
