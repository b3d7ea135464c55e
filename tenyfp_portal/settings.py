"""The one settings file. What differs between machines comes from the environment (see ``environment``).

``LOCAL=1`` is the embedded default that ``make run`` uses: SQLite, a secret key made once and kept beside
the database, mail written to a folder. Without it the portal refuses to start on an unsafe or missing
setting, and names it.
"""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from languages.official import DEFAULT, OFFICIAL, column_label
from tenyfp_portal.environment import (
    BASE_DIR,
    DATA_DIR,
    LOCAL,
    database,
    env,
    local_secret_key,
    mail,
    required,
)

# --- Core ---------------------------------------------------------------------------------------
DEBUG = False  # never: errors are logged, and pages look in tests as they look to readers
SECRET_KEY = env.str("SECRET_KEY", default="") or (local_secret_key() if LOCAL else required("SECRET_KEY"))
if not LOCAL and (
    len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-")
):
    raise ImproperlyConfigured("SECRET_KEY is too short or too plain: use 50 random characters.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
if not ALLOWED_HOSTS or (not LOCAL and "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the host names of the portal, without a wildcard.")
# Where letters lead to: they are written by workers and commands too, which serve no request.
SITE_URL = env.str(
    "SITE_URL",
    default=f"http://127.0.0.1:{env.str('PORT', default='8000')}"
    if LOCAL
    else f"https://{ALLOWED_HOSTS[0].lstrip('.')}",
).rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "tenyfp_portal.urls"
WSGI_APPLICATION = "tenyfp_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",  # before admin, which it patches
    "tenyfp_portal.apps.RegistryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "health_check",
    "rest_framework",
    "simple_history",
    "accounts",
    "lifecycle",
    "programmes",
    "submissions",
]

MIDDLEWARE = [
    "tenyfp_portal.logs.RequestIdMiddleware",  # first, so that every line logged below carries the id
    # Before whatever answers by itself: redirects to HTTPS and static files carry the same headers.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tenyfp_portal.cookies.CookieMiddleware",  # before whatever reads one
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

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
                "programmes.web.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "programmes.templatetags.registry"],
        },
    }
]

# --- Data ---------------------------------------------------------------------------------------
LOCAL_DATABASE = f"sqlite:///{DATA_DIR / 'registry.sqlite3'}"
DATABASES = {
    "default": database(
        env.str("DATABASE_URL", default=LOCAL_DATABASE) if LOCAL else required("DATABASE_URL")
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Several workers on one file: readers beside one writer, and a writer that waits instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    # PostgreSQL compiles a query that looks costly to it: seconds for what it then answers in milliseconds.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
# The database by default: limits on signing in have to be counted for all workers together.
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://cache_entries")}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# --- Languages ----------------------------------------------------------------------------------
LANGUAGE_CODE = DEFAULT
LANGUAGES = [(language.code, language.own_name) for language in OFFICIAL]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "languages.formats"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = DEFAULT
MODELTRANSLATION_LANGUAGES = tuple(language.code for language in OFFICIAL)
# Fallback is the work of languages.reading, which says which language it got; columns never fall back.
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = column_label
JQUERY_UI_URL = "vendor/jquery-ui/jquery-ui.min.js"

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True  # one address, which gives way once the new one is confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
# By network address a conference room counts as one person; by e-mail address nobody's mailbox is flooded.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "signup": "40/m/ip",
    "reset_password": "40/m/ip,5/h/key",
    "reset_password_from_key": "40/m/ip",
    "confirm_email": "1/1m/key",
}
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
MFA_FORMS = {
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "10YFP registry"
# A code typed at the turn of a half minute is still taken.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12

# --- Mail ---------------------------------------------------------------------------------------
if LOCAL and not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")
else:
    vars().update(mail(required("EMAIL_URL")))
EMAIL_TIMEOUT = 30  # seconds that a mail server may take for one answer
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="registry@localhost")
# Commands that the letters' worker runs by the clock. Each may be run at any time.
RUN_EVERY_HOUR = ["remind", "forget_addresses"]
# What it does while no letter is due.
RUN_BETWEEN_LETTERS = ["publish_due", "tell_published", "find_alike"]
# Where readers report a mistake or a barrier; the pages on trust name it where it is given.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "static/"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What people attach to their submissions: outside everything that is served, handed out by a door that asks.
PRIVATE_FILES = DATA_DIR / "private"

# --- Security -----------------------------------------------------------------------------------
# TLS ends at a proxy in front; LOCAL serves plain HTTP on the loopback address.
SECURE_SSL_REDIRECT = not LOCAL
# How many proxies stand in front. What they say of a request's protocol and address is believed, and nobody
# else: limits by address count the one that the outermost of them saw.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0 if LOCAL else 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
# W021: being built into browsers concerns a whole domain, and is for its owner to ask for.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "tenyfp_portal.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: the QR code of an authenticator app
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# The template is a large form: five list items of 100 rows, each with ten sources, and in two of them with
# ten amounts. A page of the largest content there may be has to come back whole.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A form with files: five of five megabytes, which is all that can be attached, and the text beside them.
UPLOAD_MAX_SIZE = 5 * 5 * 1024 * 1024 + DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = [
    "tenyfp_portal.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- API ----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # read only and public: the same answer for everyone
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "URL_FORMAT_OVERRIDE": None,  # the header Accept says it
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "programmes.api.errors.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["programmes.api.throttling.AddressThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": env.str("API_RATE", default="600/min")},
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "10YFP programme registry",
    "DESCRIPTION": _(
        "Programmes proposed for the 10-year framework of programmes on sustainable consumption and "
        "production, with the life-cycle stage and instrument type of each. A programme listed here is not "
        "thereby endorsed by the United Nations or its Member States. No name or designation used here "
        "expresses an opinion on the legal status of any country, territory, city or area, or of its "
        "authorities."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATION_PARAMETERS": False,  # filters in the order in which the pages show them
    "PATH_CONVERTER_OVERRIDES": {"number": int},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {"LanguageEnum": LANGUAGES},
}

# --- Logs ---------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "tenyfp_portal.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "tenyfp_portal.logs.JsonFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]}
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Django's own handlers would print the same lines again as plain text.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
