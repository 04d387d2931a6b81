"""Settings: everything that a place of use decides comes from the environment (docs/reference/settings.md)."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote

from bridgehead.kit.replace_file import locked, make_folder, replace_file
from bridgehead.site import environment
from bridgehead.site.stage_names import STAGES

PACKAGE = Path(__file__).parent.parent
WORKSPACE = Path(os.environ.get("BRIDGEHEAD_HOME", "bridgehead-data")).absolute()

os.umask(0o077)  # interviews, contacts, password hashes: what is written is for the account that runs this alone


def _secret() -> str:
    """The key that signs sessions: from the environment, else made once and kept in the workspace."""
    if given := os.environ.get("BRIDGEHEAD_SECRET_KEY"):
        return given
    path = WORKSPACE / "secret.key"
    if not path.exists():
        make_folder(WORKSPACE)
        with locked(WORKSPACE):  # of two that start at once, the second takes the key of the first
            if not path.exists():
                replace_file(path, secrets.token_urlsafe(48), mode=0o600)
    return environment.secret_of(path)


SECRET_KEY = _secret()
DEBUG = os.environ.get("BRIDGEHEAD_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("BRIDGEHEAD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = environment.origins("BRIDGEHEAD_ORIGINS")
SECURE = bool(CSRF_TRUSTED_ORIGINS)

INSTALLED_APPS = [
    "bridgehead",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "bridgehead.site.request_settings.RequestSettings",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bridgehead.kit.middleware.SecurityHeaders",
    "bridgehead.kit.audit_log.AuditDownloads",
    "bridgehead.kit.middleware.StorableQuestions",
    "bridgehead.kit.middleware.ErrorPages",
    "bridgehead.kit.doors.AccessGate",
]
ROOT_URLCONF = "bridgehead.site.urls"
WSGI_APPLICATION = "bridgehead.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / stage / "templates" for stage in STAGES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bridgehead.kit.navigation.page_frame",
                "bridgehead.site.page_frame.whose_workspace",
            ],
            "builtins": [
                "bridgehead.kit.template_tags",
                "bridgehead.kit.edit_tags",
                "bridgehead.framework.template_tags",
                "bridgehead.views.web.view_tags",
                "bridgehead.profile.web.template_tags",
                "bridgehead.match.web.phrase_filters",
                "bridgehead.events.web.template_tags",
                "bridgehead.followup.web.template_tags",
            ],
        },
    }
]

DATABASES = {"default": environment.database(WORKSPACE)}
AUTH_USER_MODEL = "bridgehead.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"{_RULES}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": "bridgehead.ecosystem.account_adapter.LongestPassword"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "bridgehead.ecosystem.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "bridgehead.ecosystem.forms.accounts.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
# Besides the library's own limits: forms that need no account. An office registers for events from one address;
# who applies for membership does so once.
# Of wrong passwords, no address may send so many that an account is shut to whoever it belongs to.
ACCOUNT_RATE_LIMITS = {
    "event_registration": "30/5m/ip",
    "membership_request": "5/h/ip",
    "login_failed": "10/m/ip,50/h/ip,100/h/key",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password or second step is changed is told
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever has no account gets no mail from the page of a lost password
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "bridgehead.ecosystem.forms.accounts.SecondStepForm"}
# Accounts and their addresses are given by the cluster; nobody signs up with the address of another.
MFA_ALLOW_UNVERIFIED_EMAIL = True

TASKS = {"default": {"BACKEND": environment.backend("BRIDGEHEAD_TASKS", "django_tasks_db.DatabaseBackend")}}
# Whatever a library sends goes into the outbox; the worker sends from there, by this backend or by the settings.
EMAIL_BACKEND = "bridgehead.mail.outbox_backend.OutboxBackend"
MAIL_BACKEND = environment.backend("BRIDGEHEAD_EMAIL", "")
EMAIL_FILE_PATH = WORKSPACE / "mail"
_mail = environment.address("BRIDGEHEAD_EMAIL_SERVER", "smtp://localhost", ("smtp", "smtps"))
EMAIL_HOST = _mail.hostname
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587 if _mail.username else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = not EMAIL_USE_SSL and bool(EMAIL_HOST_USER)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("BRIDGEHEAD_EMAIL_FROM", "Bridgehead <bridgehead@localhost>")
BESIDE = ""
"""The address of a second workspace that the bar links to; `bridgehead serve --beside` says it."""
ADDRESS = environment.address("BRIDGEHEAD_ADDRESS", "http://127.0.0.1:8000", ("http", "https")).geturl().rstrip("/")
CONTACT = os.environ.get("BRIDGEHEAD_CONTACT", "")
DIGEST_DAY = os.environ.get("BRIDGEHEAD_DIGEST", "").lower()

LANGUAGE_CODE = "en"
# Danish joins when its catalogue does: until then a page would mix ours in English with others' in Danish.
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / stage / "locale" for stage in STAGES]
TIME_ZONE = environment.time_zone("BRIDGEHEAD_TIME_ZONE", "Europe/Copenhagen")
USE_TZ = True


def _from_environment() -> dict[str, tuple[str, object]]:
    """The settings of the workspace that the environment decides: setting to its variable and value."""
    server = {
        "mail_host": EMAIL_HOST,
        "mail_port": EMAIL_PORT,
        "mail_security": "tls" if EMAIL_USE_SSL else "starttls" if EMAIL_USE_TLS else "none",
        "mail_user": EMAIL_HOST_USER,
    }
    mail = os.environ.get("BRIDGEHEAD_EMAIL_SERVER")
    given: dict[str, tuple[str, object]] = {
        "cluster": ("BRIDGEHEAD_CLUSTER", os.environ.get("BRIDGEHEAD_CLUSTER")),
        "time_zone": ("BRIDGEHEAD_TIME_ZONE", os.environ.get("BRIDGEHEAD_TIME_ZONE")),
        "mail_from": ("BRIDGEHEAD_EMAIL_FROM", os.environ.get("BRIDGEHEAD_EMAIL_FROM")),
    }
    decided = {name: pair for name, pair in given.items() if pair[1]}
    return decided | ({name: ("BRIDGEHEAD_EMAIL_SERVER", value) for name, value in server.items()} if mail else {})


FROM_ENVIRONMENT = _from_environment()

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / stage / "static" for stage in STAGES if (PACKAGE / stage / "static").is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
UPLOAD_LIMIT = environment.whole_number("BRIDGEHEAD_UPLOAD_LIMIT", 200 * 1024 * 1024, 1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
ANONYMOUS_LIMIT = 1024 * 1024
"""Bytes that may be sent without signing in: enough for any form."""
FILE_KEYS = os.environ.get("BRIDGEHEAD_FILE_KEYS", "")
"""The file with the keys by which stored files are encrypted; blank for none."""
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("BRIDGEHEAD_TRUSTED_PROXIES", 0)

SESSION_COOKIE_AGE = 3600 * environment.whole_number("BRIDGEHEAD_SESSION_HOURS", 14 * 24, 1)
if SECURE:  # from no other host, and over no other protocol
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = environment.whole_number("BRIDGEHEAD_HSTS_DAYS", 365) * 86_400 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "bridgehead.kit.log_secrets.CutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "level": environment.log_level("BRIDGEHEAD_LOG"),
            "filters": ["secrets"],
        },
    },
    "root": {"handlers": ["console"], "level": "DEBUG"},
}
