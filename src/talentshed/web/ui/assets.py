"""Are the files that browsers need at hand? Makes the chart library's bundle and collects the static files."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

BUNDLE = "talentshed/vega-bundle.js"


def has_vega_bundle() -> bool:
    """Say whether pictures can become live: whether the bundle was made on this machine."""
    return _bundle_path().exists()


def ensure_vega_bundle() -> Path:
    """Make the browser's chart library, unless it is there in the converter's version; return its path.

    It comes out of the converter that draws the pictures on the server, so both draw alike. It takes about 2 seconds.
    """
    from importlib.metadata import version

    import vl_convert

    # Its type stub asks for a script of ours to put in; without one it exports the whole library.
    bundle: Callable[..., str] = vl_convert.javascript_bundle
    path = _bundle_path()
    stamp = path.with_suffix(".version")
    made_by = version("vl-convert-python")
    if not path.exists() or not stamp.exists() or stamp.read_text(encoding="utf-8") != made_by:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".part")
        half.write_text(bundle(), encoding="utf-8")
        half.replace(path)
        stamp.write_text(made_by, encoding="utf-8")
    return path


def ensure_static_files() -> bool:
    """Collect and compress the static files, unless that was done for the files as they are; say whether it was."""
    from django.core.management import call_command

    _use_digests()
    root = Path(settings.STATIC_ROOT)
    stamp = root / "collected"
    fingerprint = _fingerprint()
    manifest = root / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint, encoding="utf-8")
    return True


def use_collected_files() -> None:
    """Serve the collected files, if there are any: compressed, under names with digests, which browsers keep for good.

    For servers, before the application is built; development and tests read the package's own files.
    """
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists() and not settings.DEBUG:
        _use_digests()
        settings.WHITENOISE_USE_FINDERS = False


def _use_digests() -> None:
    settings.STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def _bundle_path() -> Path:
    return Path(settings.BUILT_STATIC) / BUNDLE


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
