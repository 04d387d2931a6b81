"""Settings of the tests: a workspace of their own, tasks at once, cheap passwords."""

import os
import tempfile

os.environ["BRIDGEHEAD_HOME"] = tempfile.mkdtemp(prefix="bridgehead-tests-")
os.environ["BRIDGEHEAD_TASKS"] = "django_tasks.backends.immediate.ImmediateBackend"

from bridgehead.site.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In memory, the threads of a live server would share one connection and with it their transactions.
    DATABASES["default"]["TEST"] = {"NAME": WORKSPACE / "test.sqlite3"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
