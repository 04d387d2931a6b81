"""Reports as files."""

from django.urls import URLPattern

from bridgehead.report.web import reports


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (reports,)
    return [url for page in pages for url in page.urls()]
