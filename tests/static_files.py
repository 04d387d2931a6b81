"""The static files as a server has them: looked for once, not for each browser of a test."""

from typing import ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFilesOnce(WhiteNoiseMiddleware):
    """Django's test client starts the middleware for each browser; the files stay where they are meanwhile."""

    found: ClassVar[dict[str, StaticFile]] = {}

    def add_files_from_finders(self) -> None:
        """Look for them, the first time."""
        if not self.found:
            super().add_files_from_finders()
            self.found.update(self.files)
        self.files = self.found
