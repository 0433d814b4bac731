"""Settings of the site, its workers and its checks. What differs between machines comes from the environment.

| variable | what it is |
|---|---|
| `DATABASE_URL` | the `app` role's address; without it the embedded server's |
| `DATABASE_MIGRATOR_URL` | the `migrator` role's address, for migrating, dumping and the snapshot |
| `LAPWING_SECRET_KEY` | signs the one cookie; needed wherever `LAPWING_MODE` is `production` |
| `LAPWING_SNAPSHOT_KEY` | the secret under which children's keys become pseudonyms; kept outside the database |
| `LAPWING_MODE` | `production` (the default), `demo` or `test` |
| `LAPWING_HOSTS` | the names the site answers to, with commas between them |
| `LAPWING_DATA` | where snapshots, ledger heads and uploads live; `.lapwing` in the project otherwise |
| `LAPWING_EMAIL_URL` | `smtp://user:password@host:port`; without it nothing is mailed |
| `LAPWING_TIMEOUT_MINUTES` | how long a page may lie untouched before its reader must sign in again |
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]
MODE = os.environ.get("LAPWING_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"LAPWING_MODE is {MODE!r}; it may be production, demo or test.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = False


def _secret(name: str) -> str:
    value = os.environ.get(name, "")
    if not value and PRODUCTION:
        raise ImproperlyConfigured(
            f"{name} is not set. Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value or f"only-for-{MODE}-{name}"


def _database(url: str) -> dict[str, object]:
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
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {},
    }


SECRET_KEY = _secret("LAPWING_SECRET_KEY")
SNAPSHOT_KEY = _secret("LAPWING_SNAPSHOT_KEY")
DATA = Path(os.environ.get("LAPWING_DATA", ROOT / ".lapwing" / "data"))
ALLOWED_HOSTS = [h for h in os.environ.get("LAPWING_HOSTS", "").split(",") if h] or ["localhost", "127.0.0.1", "[::1]"]

# A command that migrates or snapshots signs in as the migrator; everything else as the ordinary role.
_ROLE_URL = "DATABASE_MIGRATOR_URL" if os.environ.get("LAPWING_AS") == "migrator" else "DATABASE_URL"
DATABASES = {"default": _database(os.environ.get(_ROLE_URL, "postgresql://nobody@127.0.0.1:1/none"))}

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
]

MIDDLEWARE = [
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
]

ROOT_URLCONF = "lapwing.config.urls"
WSGI_APPLICATION = "lapwing.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]

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

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History rows are written by the database and carry our own context of keys; the library's table of contexts,
# which would keep addresses of pages, stays empty.
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PGTRIGGER_MIGRATIONS = True

PROCRASTINATE_ON_APP_READY = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
