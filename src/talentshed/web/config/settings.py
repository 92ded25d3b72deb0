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

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "ninja",
    "talentshed.web.ui",
    "talentshed.web.explore",
    "talentshed.web.reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django adds bytes of random length, so that the length of a compressed page gives nothing away.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
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
CSRF_FAILURE_VIEW = "talentshed.web.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if environment.flag("TALENTSHED_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    CSRF_COOKIE_SECURE = True

TALENTSHED_LABELS = environment.text("TALENTSHED_LABELS", "default")
TALENTSHED_FEEDBACK = environment.text("TALENTSHED_FEEDBACK")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A misspelt address is the reader's affair, not the log's.
    "loggers": {"django.request": {"level": "ERROR"}},
}
