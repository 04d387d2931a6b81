"""Settings of the tests: a workspace of their own, tasks at once, cheap passwords, static files found once."""

import os
import tempfile

os.environ["BRIDGEHEAD_HOME"] = tempfile.mkdtemp(prefix="bridgehead-tests-")
os.environ["BRIDGEHEAD_TASKS"] = "django_tasks.backends.immediate.ImmediateBackend"
# Tests run in as many processes as there are cores: threads of a library beside them only wait for one another.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1")

from bridgehead.site.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    options = DATABASES["default"]["OPTIONS"]  # noqa: F405
    options["init_command"] = options["init_command"].replace("=FULL", "=OFF")  # nobody needs it after a crash
    # In memory, the threads of a live server would share one connection and with it their transactions.
    DATABASES["default"]["TEST"] = {"NAME": WORKSPACE / "test.sqlite3"}  # noqa: F405
MIDDLEWARE = [
    name.replace("whitenoise.middleware.WhiteNoiseMiddleware", "tests.static_files.StaticFilesOnce")
    for name in MIDDLEWARE  # noqa: F405
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
