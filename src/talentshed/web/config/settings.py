"""How is this installation set up? Django's settings; what may be changed is declared in `environment`."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from talentshed.web.config import environment

PACKAGE = Path(__file__).resolve().parents[2]
HOME = environment.home_folder()

DEBUG = environment.flag("TALENTSHED_DEBUG")
SECRET_KEY = environment.secret_key(HOME)
ALLOWED_HOSTS = environment.names("TALENTSHED_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Person"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "ninja",
    "talentshed.web.ui",
    # Before allauth: its pages are drawn by our templates.
    "talentshed.web.access",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "talentshed.web.releases",
    "talentshed.web.organizations",
    "talentshed.web.explore",
    "talentshed.web.partnerships",
    "talentshed.web.priorities",
    "talentshed.web.meetings",
    "talentshed.web.readiness",
    "talentshed.web.library",
    "talentshed.web.events",
    "talentshed.web.flows",
    "talentshed.web.directory",
    "talentshed.web.reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django adds bytes of random length, so that the length of a compressed page gives nothing away.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "talentshed.web.config.urls"
WSGI_APPLICATION = "talentshed.web.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "talentshed.web.access.context.who",
                "talentshed.web.ui.context.frame",
                "talentshed.web.config.editions.edition",
            ],
            "builtins": [f"talentshed.web.ui.templatetags.{name}" for name in ("ui", "ui_data", "ui_forms")],
        },
    }
]

LANGUAGES = [("en", "English"), ("es", "Español")]
LANGUAGE_CODE = environment.choice("TALENTSHED_LANGUAGE", "en", dict(LANGUAGES))
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
# U.S. readers of Spanish expect 1,234.5, which Django's own "es" formats (of Spain) would write 1.234,5.
FORMAT_MODULE_PATH = ["talentshed.web.config.formats"]
TIME_ZONE = environment.time_zone("TALENTSHED_TIME_ZONE", "America/Chicago")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
BUILT_STATIC = HOME / "static-build"
"""Static files made on this machine (the chart library of the browser)."""
for _folder in (STATIC_ROOT, BUILT_STATIC):
    _folder.mkdir(exist_ok=True)
STATICFILES_DIRS = [BUILT_STATIC]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Straight from the package; servers switch to the collected files (`ui.assets.use_collected_files`).
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Besides what is compressed already: maps of other people's scripts, which only their developers read.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "gif", "webp", "woff", "woff2", "gz", "br", "zip")

# No nonce and no hash: there is no inline script and no inline style anywhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "access:my_work"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
ACCOUNT_ADAPTER = "talentshed.web.access.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# An address counts as verified when its code was typed (`actions.arrive`); nobody gets in by another way first.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
# People who share an office share an address of the network, and codes go to a whole room at once.
# A code has six digits and five tries: what keeps a patient guesser out is how many codes an address gets in a day, and
# how many wrong ones a place on the network may type in an hour.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,4/m/key,12/h/key,30/d/key",
    "login_code_failed": "30/h/ip",
    "login_failed": "30/m/ip,5/5m/key",
}
# The counters of tries live here; the default of 300 entries would be washed away by asking for 300 addresses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MFA_ADAPTER = "talentshed.web.access.signing_in.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers make passkeys on https:// and on http://localhost, nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.flag("TALENTSHED_HTTPS")

EMAIL_BACKEND, _mail = environment.mail(HOME)
globals().update(_mail)
DEFAULT_FROM_EMAIL = environment.text("TALENTSHED_MAIL_FROM", "Talentshed <talentshed@localhost>")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
TALENTSHED_URL = environment.site_address()

CSRF_FAILURE_VIEW = "talentshed.web.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if environment.flag("TALENTSHED_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    # Tries are counted by the address that the proxy saw, not by the proxy's own.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

TALENTSHED_LABELS = environment.text("TALENTSHED_LABELS", "default")
TALENTSHED_FEEDBACK = environment.text("TALENTSHED_FEEDBACK")
TALENTSHED_OFFLINE = environment.flag("TALENTSHED_OFFLINE")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A misspelt address is the reader's affair, not the log's.
    "loggers": {"django.request": {"level": "ERROR"}},
}
