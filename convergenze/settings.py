"""Settings, one module: everything that differs between machines comes from the environment.

Without any variable the platform runs on this machine alone: SQLite, in-process tasks, mail on the console.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()


def secret_key():
    """The key from the environment; a fixed one where DEBUG is on; otherwise a sentence and no start."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    if not DEBUG:
        sys.exit(
            "SECRET_KEY is not set. Put a long random string in the environment variable SECRET_KEY and start again."
        )
    return "only-for-this-machine-never-in-production"


# Who runs this: a developer's machine unless the environment says otherwise.
PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=not PRODUCTION)
DEMO = env.bool("DEMO", default=False)
HTTPS = env.bool("HTTPS", default=PRODUCTION)
SECRET_KEY = secret_key()
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # Roof and domain first: their templates win over the libraries' ones.
    "convergenze.home",
    "portfolios",
    "school",
    "research",
    "missions",
    "actors",
    "convergenze.search",
    "convergenze.exchange",
    "convergenze.notes",
    "convergenze.notifications",
    "convergenze.history",
    "convergenze.accounts",
    "convergenze.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "template_partials",
    "bootstrap_italia_template",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "convergenze.core.middleware.PlainQueryMiddleware",
    "convergenze.core.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "convergenze.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "convergenze.accounts.middleware.SeenSessionsMiddleware",
    "convergenze.home.middleware.ViewAsMiddleware",
    "convergenze.core.middleware.DomainErrorsMiddleware",
]

ROOT_URLCONF = "convergenze.urls"
WSGI_APPLICATION = "convergenze.wsgi.application"
ASGI_APPLICATION = "convergenze.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "convergenze.core.context.site",
            ],
            "builtins": [
                "convergenze.core.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

# Fields of forms are written by a function where Django's templates would be the larger part of a page.
FORM_RENDERER = "convergenze.core.widgets.WidgetRenderer"

# Data. SQLite needs a write lock from the start of each transaction (IMMEDIATE) and a log beside the
# file (WAL); otherwise concurrent requests fail with "database is locked". core.checks refuses less.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'convergenze.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if SQLITE:
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA busy_timeout=20000;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # PostgreSQL would compile the longer questions (who may see what) for seconds, to answer them in milliseconds.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["options"] = f"{_options.get('options', '')} -c jit=off".strip()

# Redis is the shared cache and the queue; without it the cache is this process's and tasks run in a thread.
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS_RUN_IN = "celery" if REDIS_URL else "thread"
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Europe/Rome"
CELERY_BEAT_SCHEDULE = {
    "watch-commitments": {"task": "missions.tasks.watch_commitments", "schedule": crontab(hour=5, minute=0)},
    "propose-links": {"task": "portfolios.tasks.propose_all_links", "schedule": crontab(hour=2, minute=15)},
    "miss-triggers": {"task": "portfolios.tasks.miss_triggers", "schedule": crontab(hour=4, minute=45)},
    "remove-old-reports": {"task": "portfolios.tasks.remove_old_reports", "schedule": 24 * 3600},
    "remove-old-import-files": {"task": "convergenze.exchange.tasks.remove_old_files", "schedule": 24 * 3600},
    "forget-in-school": {"task": "school.tasks.forget_due", "schedule": crontab(hour=3, minute=15)},
    "complete-certificates": {"task": "school.tasks.complete_certificates", "schedule": crontab(hour=3, minute=30)},
    "tell-and-send": {"task": "convergenze.notifications.tasks.tell_and_send", "schedule": 60},
    "look-after-tasks": {"task": "convergenze.notes.tasks.look_after_tasks", "schedule": crontab(hour=5, minute=30)},
    "ask-owners": {"task": "convergenze.notifications.tasks.ask_owners", "schedule": crontab(hour=6, minute=0)},
    "remind-of-editions": {"task": "school.tasks.send_reminders", "schedule": 300},
    "sweep-enrolments": {"task": "school.tasks.sweep_enrolments", "schedule": 300},
    "write-digests": {"task": "convergenze.notifications.tasks.write_digests", "schedule": crontab(hour=7, minute=0)},
}

# Identity
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "convergenze.accounts.backends.LoginBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "convergenze.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "convergenze.accounts.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USER_DISPLAY = "convergenze.accounts.models.display_name"
MFA_ADAPTER = "convergenze.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Convergenze"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
USERSESSIONS_TRACK_ACTIVITY = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
SOCIALACCOUNT_ADAPTER = "convergenze.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
OIDC_ORIGINS = []
if OIDC_SERVER_URL := env.str("OIDC_SERVER_URL", default=""):
    OIDC_ORIGINS.append("{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL)))
    # A SPID/CIE broker or a body's own provider: one button on the login page.
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": env.str("OIDC_ID", default="oidc"),
            "name": env.str("OIDC_NAME", default="SPID / CIE"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": OIDC_SERVER_URL},
        }
    )

# Languages: Italian first.
LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "Europe/Rome"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # a thousand would be "1.000" in value="" too; figures ask for grouping themselves
FORMAT_MODULE_PATH = ["convergenze.core.formats"]

# Files. collectstatic gives hashed, compressed names in the image; a developer's machine serves the sources.
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", default=VAR_DIR / "static") if PRODUCTION else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = env.path("MEDIA_ROOT", default=VAR_DIR / "media")
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Mail goes through the outbox (convergenze.notifications), which sends it by what EMAIL_URL says
MAIL_SERVER = env.email_url("EMAIL_URL", default="consolemail://")
OUTBOX_BACKEND = MAIL_SERVER.pop("EMAIL_BACKEND")
vars().update(MAIL_SERVER)
EMAIL_BACKEND = "convergenze.notifications.backend.OutboxBackend"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Convergenze <convergenze@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Whom to tell about a vulnerability (/.well-known/security.txt)
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default=f"{SITE_URL}/")

# Browser-side protection
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^status$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.int("TRUSTED_PROXIES", default=0) else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "convergenze.home.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],  # the theme's style sheet carries one small font inside
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Browsers hold a form's redirects to this too: logging in leads to the provider's own address.
        "form-action": [SELF, *OIDC_ORIGINS],
    }
}

# Who may show our pictures inside their pages (the pages at /embed/ only): everybody, or addresses of sites.
EMBED_ANCESTORS = env.list("EMBED_ANCESTORS", default=["*"])

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "convergenze.accounts.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["convergenze.core.api.RulesPermission"],
    "DEFAULT_RENDERER_CLASSES": ["convergenze.core.renderers.ORJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_FILTER_BACKENDS": ["convergenze.core.filters.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "convergenze.core.pages.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("API_RATE_ANON", default="120/min"),
        "user": env.str("API_RATE_USER", default="1200/min"),
    },
    "EXCEPTION_HANDLER": "convergenze.core.problems.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Convergenze API",
    "DESCRIPTION": "Actors, challenges, missions, actions and portfolios of territorial transformation.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "LICENSE": {"name": "AGPL-3.0-or-later"},
    # Lists whose field names would clash, or are used by several fields, under the names of our choice lists.
    "ENUM_NAME_OVERRIDES": {
        "FamilyEnum": "actors.choices.Family",
        "SchoolPresenceEnum": "school.choices.attendance.Presence",
        "AttendanceSourceEnum": "school.choices.attendance.AttendanceSource",
        "EnrolmentStatusEnum": "school.choices.enrolment.EnrolmentStatus",
        "MeetingStatusEnum": "missions.choices.governance.MeetingStatus",
        "EnrolmentSourceEnum": "school.choices.enrolment.EnrolmentSource",
        "ScanKindEnum": "school.choices.attendance.ScanKind",
        "TerritoryLevelEnum": "actors.choices.Level",
        "ProcedureStageEnum": "missions.choices.governance.ProcedureStage",
        "DecisionStatusEnum": "missions.choices.governance.DecisionStatus",
        "CommitmentKindEnum": "missions.choices.governance.CommitmentKind",
        "LinkKindEnum": "portfolios.choices.LinkKind",
        "LinkStatusEnum": "portfolios.choices.LinkStatus",
        "OutputKindEnum": "school.choices.labs.OutputKind",
        "OutputStatusEnum": "school.choices.labs.OutputStatus",
        "CertificateKindEnum": "school.choices.certificates.CertificateKind",
        "CertificateStateEnum": "school.choices.certificates.CertificateState",
        "FrequencyEnum": "convergenze.notifications.choices.Frequency",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "convergenze.core.schema.add_problem_responses",
    ],
}

# Imports (see convergenze.exchange)
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=50 * 1024 * 1024)

# The School: days after the edition's end (for letters: after they were sent) for which it keeps what about people;
# what each is for and why so long: docs/privacy.md. Overridden one by one, for instance {"answers": 365}.
SCHOOL_RETENTION = {
    "needs": 30, "answers": 180, "scans": 180, "motivation": 365, "dropped": 365, "letters": 365,
} | env.json("SCHOOL_RETENTION", default={})  # fmt: skip

# Portfolio analyses: overrides of portfolios.analysis.parameters, for instance {"overlap_threshold": 0.6}.
ANALYSIS_PARAMETERS = env.json("ANALYSIS_PARAMETERS", default={})

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
