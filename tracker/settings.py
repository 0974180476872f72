"""Settings, read from the environment only; every default suits `make demo` on this machine.

An installation that answers to any other name than this machine's own is taken for production, and a
production start with an unsafe value is refused with the reason (`tracker.checks`).
"""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# Lets `ModelChoiceField[User]` be written where Django's own classes are not generic at run time.
django_stubs_ext.monkeypatch()

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("SUIVI_VAR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- who we are --------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY_OF_THE_DEMO = "only-for-the-demo-on-this-machine-and-refused-anywhere-else"  # noqa: S105  public on purpose
SECRET_KEY = env.str("SECRET_KEY", default=SECRET_KEY_OF_THE_DEMO)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
DEMO = env.bool("SUIVI_DEMO", default=False)

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "csp",
    "recommendations",
    "tracker",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "recommendations.web.middleware.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "recommendations.web.middleware.PersonalSettingsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "recommendations.web.context.site",
            ],
        },
    },
]
FORM_RENDERER = "recommendations.web.forms.FieldRenderer"

# --- data --------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL is no address of a database, such as postgres://user:password@host/name.")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction begins, so two writers queue instead of failing half-way;
    # FULL because what we acknowledged must survive a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()
# Signed heads of the history, outside the database on purpose; copy the file to a place its owner cannot reach.
HISTORY_CHECKPOINTS = Path(env.str("HISTORY_CHECKPOINTS", default=str(VAR_DIR / "history-checkpoints.jsonl")))
HISTORY_KEY = env.str("HISTORY_KEY", default=SECRET_KEY)
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")

# --- people ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "recommendations.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "recommendations:my_work"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The longest life of a link that sets a password; recommendations.people.tokens says which kind has which.
PASSWORD_RESET_TIMEOUT = int(timedelta(days=7).total_seconds())
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())

# --- safety ------------------------------------------------------------------------------------------
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    # Browsers take a cookie of such a name from this very host only, not from a neighbour under the same domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
# One proxy of our own stands in front, says how it was asked, and writes the visitor's address last.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
IMPORT_MAX_BYTES = 20 * 1024 * 1024
# Files added to recommendations: the largest one, what one recommendation holds, what one person adds within a day.
ATTACHMENT_MAX_BYTES = env.int("ATTACHMENT_MAX_BYTES", default=20 * 1024 * 1024)
ATTACHMENTS_PER_ITEM = env.int("ATTACHMENTS_PER_ITEM", default=200)
ATTACHMENT_BYTES_PER_ITEM = env.int("ATTACHMENT_BYTES_PER_ITEM", default=500 * 1024 * 1024)
ATTACHMENTS_PER_DAY = env.int("ATTACHMENTS_PER_DAY", default=100)
ATTACHMENT_BYTES_PER_DAY = env.int("ATTACHMENT_BYTES_PER_DAY", default=500 * 1024 * 1024)

# --- words, numbers, time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "简体中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
FORMAT_MODULE_PATH = ["recommendations.formats"]
LOCALE_PATHS = [BASE_DIR / "recommendations" / "locale"]

# --- static files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- mail --------------------------------------------------------------------------------------------
vars().update(env.email("EMAIL_URL", default="smtp://127.0.0.1:1025"))
EMAIL_TIMEOUT = 600  # RFC 5321 4.5.3.2.6: a server may take ten minutes to answer the end of a message
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Suivi <suivi@example.org>")
# What the mail server may get in a minute (0: whatever it takes), and one person in a day, whatever goes wrong here.
OUTBOX_PER_MINUTE = env.int("OUTBOX_PER_MINUTE", default=0)
OUTBOX_PER_PERSON_A_DAY = env.int("OUTBOX_PER_PERSON_A_DAY", default=20)
DEMO_MAIL_DIR = VAR_DIR / "mail"

# --- background work ---------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_TASK_TIME_LIMIT = 900
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Longer than the longest task, or Redis hands the same task out twice.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 1800, "socket_keepalive": True}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
REMINDER_PLAN_SECONDS = env.int("REMINDER_PLAN_SECONDS", default=300)
HISTORY_CHECKPOINT_SECONDS = env.int("HISTORY_CHECKPOINT_SECONDS", default=3600)
PEOPLE_CHECK_SECONDS = env.int("PEOPLE_CHECK_SECONDS", default=3600)
OUTBOX_DELIVER_SECONDS = env.int("OUTBOX_DELIVER_SECONDS", default=60)
JOBS_RUN_SECONDS = env.int("JOBS_RUN_SECONDS", default=15)
# Files that were brought and neither stored nor dropped go when nobody has touched them for so long.
IMPORTS_KEPT_DAYS = env.int("IMPORTS_KEPT_DAYS", default=30)
KEPT_COUNTS_FOLD_SECONDS = env.int("KEPT_COUNTS_FOLD_SECONDS", default=3600)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}

SITE_NAME = _("Suivi")
