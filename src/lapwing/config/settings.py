"""Settings of the site, its workers and its checks. What differs between machines comes from the environment.

| variable | what it is |
|---|---|
| `DATABASE_URL` | the `app` role's address; without it the embedded server's |
| `DATABASE_MIGRATOR_URL` | the `migrator` role's address, for migrating, dumping and the snapshot |
| `LAPWING_SECRET_KEY` | signs the one cookie; needed wherever `LAPWING_MODE` is `production` |
| `LAPWING_SNAPSHOT_AT` | at what time each night the snapshot is taken, 02:30 otherwise; `never`: only by command |
| `LAPWING_SNAPSHOT_KEY` | the secret under which children's keys become pseudonyms; kept outside the database |
| `LAPWING_MODE` | `production` (the default), `demo` or `test` |
| `LAPWING_HOSTS` | the names the site answers to, with commas between them |
| `LAPWING_DATA` | where snapshots and ledger heads live; `.lapwing/data` in the project otherwise |
| `LAPWING_EMAIL_URL` | `smtp://user:password@host:port` (STARTTLS, not to this machine), `smtps://...`, or no mail |
| `LAPWING_EMAIL_FROM` | the neutral sender of messages |
| `LAPWING_ADDRESS` | the site's address as links in messages give it, `https://...` |
| `LAPWING_TIMEOUT_MINUTES` | how long a page may lie untouched before its reader must sign in again; 20 otherwise |
| `LAPWING_SITE_PROCESSES` | how many processes answer pages, each one page at a time; 4 otherwise |
| `LAPWING_ACCESS_LOG` | a file for a line of each request, `-` for standard output; none otherwise: it holds keys |
| `LAPWING_PROXIES` | how many proxies stand in front, so that the reader's own address is known; 0 otherwise |
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]
MODE = os.environ.get("LAPWING_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"LAPWING_MODE is {MODE!r}; it may be production, demo or test.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = False

# The demo's one-click sign-in exists only in the demo. Production does not start with any of its switches set.
DEMO_SWITCHES = ("LAPWING_DEMO", "LAPWING_ONE_CLICK_SIGN_IN")
if PRODUCTION and (_on := [name for name in DEMO_SWITCHES if os.environ.get(name)]):
    raise ImproperlyConfigured(f"{' and '.join(_on)} may not be set in production: signing in takes a second factor.")
ONE_CLICK_SIGN_IN = DEMO


def _secret(name: str) -> str:
    value = os.environ.get(name, "")
    if not value and PRODUCTION:
        raise ImproperlyConfigured(
            f"{name} is not set. Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value or f"only-for-{MODE}-{name}"


# Row security makes a statement's plan dear: that of one that comes a third time is kept (see `directory.statements`).
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must be a postgresql:// address: Lapwing runs on PostgreSQL alone.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 3600,  # an hour: the plans that it keeps go with it
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {},
    }


SECRET_KEY = _secret("LAPWING_SECRET_KEY")
SNAPSHOT_KEY = _secret("LAPWING_SNAPSHOT_KEY")
SNAPSHOT_AT = os.environ.get("LAPWING_SNAPSHOT_AT", "02:30")
DATA = Path(os.environ.get("LAPWING_DATA", ROOT / ".lapwing" / "data"))
ALLOWED_HOSTS = [h for h in os.environ.get("LAPWING_HOSTS", "").split(",") if h] or ["localhost", "127.0.0.1", "[::1]"]

# A command that migrates or snapshots signs in as the migrator; everything else as the ordinary role.
_ROLE_URL = "DATABASE_MIGRATOR_URL" if os.environ.get("LAPWING_AS") == "migrator" else "DATABASE_URL"
DATABASES = {"default": _database(os.environ.get(_ROLE_URL, "postgresql://nobody@127.0.0.1:1/none"))}
if os.environ.get("LAPWING_AS") != "migrator":  # a migration sends several statements at once, which cannot be
    DATABASES["default"]["OPTIONS"] |= PREPARED
if os.environ.get("LAPWING_AS") == "worker":
    DATABASES["default"]["OPTIONS"] |= {"options": "-c lapwing.jobs=on"}  # jobs show to the worker alone

if MODE == "test" and "DATABASE_MIGRATOR_URL" in os.environ:
    DATABASES["migrator"] = _database(os.environ["DATABASE_MIGRATOR_URL"])  # for the suite's own questions

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "lapwing.directory",
    "lapwing.access",
    "lapwing.web",
    "lapwing.people",
    "lapwing.work.instruments",
    "lapwing.work.actions",
    "lapwing.work.deadlines",
    "lapwing.work.meetings",
    "lapwing.work.alerts",
    "lapwing.work.corrections",
    "lapwing.work.worklist",
    "lapwing.work.background",
    "lapwing.cases.missing",
    "lapwing.cases.exploitation",
    "lapwing.cases.missing.sheet",
    "lapwing.cases.missing.together",
    "lapwing.exchange.inbound",
    "lapwing.exchange.outbound",
    "lapwing.cases.child",
    "lapwing.exchange.snapshot",
    "lapwing.leadership.scorecard",
    "lapwing.leadership.annual_report",
]

MIDDLEWARE = [
    "lapwing.web.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lapwing.web.middleware.Timeout",
    "lapwing.web.middleware.SecondFactor",
    "lapwing.web.middleware.KeepWords",
    "lapwing.access.middleware.ViewerMiddleware",
    "lapwing.web.middleware.Drafts",
]

ROOT_URLCONF = "lapwing.config.urls"
WSGI_APPLICATION = "lapwing.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours first: pages of the sign-in library wear our look.
        "DIRS": [ROOT / "src" / "lapwing" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lapwing.web.context.page",
            ],
            "builtins": ["lapwing.web.templatetags.lapwing"],
        },
    }
]

# Signing in, and staying so.
TIMEOUT_MINUTES = int(os.environ.get("LAPWING_TIMEOUT_MINUTES", "20"))
TIMEOUT_WARNING_SECONDS = min(120, TIMEOUT_MINUTES * 30)
LOGIN_URL = "/sign-in/login/"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "left"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # no shift is longer; the timeout ends it long before
SESSION_COOKIE_NAME = "lapwing"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_USE_SESSIONS = True
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_FAILURE_VIEW = "lapwing.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "lapwing.web.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Five wrong passwords or codes lock an account for a quarter of an hour, from whichever machine they come.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/15m/key"}
ACCOUNT_FORMS = {
    "login": "lapwing.web.sign_in_forms.SignIn",
    "reauthenticate": "lapwing.web.sign_in_forms.IsItYou",
    "change_password": "lapwing.web.sign_in_forms.ChangePassword",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LAPWING_PROXIES", "0"))
MFA_ADAPTER = "lapwing.web.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "lapwing.web.sign_in_forms.Code",
    "reauthenticate": "lapwing.web.sign_in_forms.CodeAgain",
    "activate_totp": "lapwing.web.sign_in_forms.SetUpAuthenticator",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Lapwing"
MFA_TOTP_TOLERANCE = 1

# Counts of failed sign-ins must hold across processes, so they stand in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cached"}}

# What a browser is told.
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside, without TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
# Built names carry a digest of their content, so a browser may keep them.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[A-Z0-9]{8}\.\w+$"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History rows are written by the database and carry our own context of keys; the library's table of contexts,
# which would keep addresses of pages, stays empty.
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PGTRIGGER_MIGRATIONS = True

PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2, "shutdown_graceful_timeout": 10}

# Nothing is mailed unless somebody said where to. A message names nobody and says nothing: it has a link, no more.
_EMAIL = urlsplit(os.environ.get("LAPWING_EMAIL_URL", ""))
EMAIL_CONFIGURED = bool(_EMAIL.hostname) or MODE == "test"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _EMAIL.hostname else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _EMAIL.hostname or "", _EMAIL.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_EMAIL.username or ""), unquote(_EMAIL.password or "")
# A relay on the machine itself is spoken to plainly; whatever leaves the machine is encrypted.
_RELAY = EMAIL_HOST in {"localhost", "127.0.0.1", "::1"}
EMAIL_USE_TLS, EMAIL_USE_SSL = _EMAIL.scheme == "smtp" and not _RELAY, _EMAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("LAPWING_EMAIL_FROM", "no-reply@localhost")
SITE_ADDRESS = os.environ.get("LAPWING_ADDRESS", f"https://{ALLOWED_HOSTS[0]}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
