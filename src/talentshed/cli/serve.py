"""How do people see the pages? Starts the web server on this machine."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


FINDER = "/regions/finder/"
"""Reads the commuting flows and draws their map, which takes seconds the first time."""
LONGEST_PAGE = 30
"""Seconds that the end waits for a page that is half made."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed serve`."""
    parser.add_argument("--host", default="localhost", help="name or address to listen on (default: localhost)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument(
        "--lan", action="store_true", help="listen to phones in the same network too, and say at which address"
    )
    parser.add_argument("--migrate", action="store_true", help="first bring the database up to this version")
    parser.add_argument("--no-worker", action="store_true", help="leave background work to `talentshed tick`")


class DatabaseBehind(Exception):
    """The database was made by an earlier version; the message says what to do."""


def run(args: argparse.Namespace) -> int:
    """Prepare what is missing, then serve until interrupted. Return 0, or 2 with a sentence on what is wrong."""
    from talentshed.cli.lan import NoNetwork, open_here, open_to_the_room
    from talentshed.web.config.environment import SettingError
    from talentshed.web.ui.labels import LabelError

    try:
        host = open_to_the_room(args.port) if args.lan else open_here(args.host, args.port)
        prepare(migrate=args.migrate)
    except (SettingError, LabelError, DatabaseBehind, NoNetwork) as error:
        print(error, file=sys.stderr)
        return 2
    return listen(host, args.port, later=(FINDER,), with_worker=not args.no_worker)


def prepare(*, migrate: bool) -> None:
    """Make what the pages need and lack: database tables, the chart library, the collected static files.

    An empty database is filled; one that holds something is changed only when asked, so that it can be saved before.

    Raises:
        SettingError: a setting can't be used.
        LabelError: the label pack can't be used.
        DatabaseBehind: the database lacks changes, and nobody asked for them.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentshed.web.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from talentshed.web.ui import assets, labels

    labels.pack_words(settings.TALENTSHED_LABELS)
    if not migrate and _is_behind():
        raise DatabaseBehind(
            "The database was made by an earlier version and lacks the latest changes. "
            "Save a copy of it, then run: talentshed serve --migrate"
        )
    call_command("migrate", interactive=False, verbosity=0)
    assets.ensure_vega_bundle()
    assets.ensure_static_files()


def _is_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    lacking = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return bool(lacking) and bool(executor.loader.applied_migrations)


def listen(
    host: str, port: int, first_pages: Sequence[str] = ("/",), later: Sequence[str] = (), *, with_worker: bool = True
) -> int:
    """Warm up, say where to click, and answer until interrupted. Return 0, or 2 if the port can't be had.

    Pages that take seconds the first time are named in `later`: they are made while people already read others.
    """
    import waitress

    from talentshed.cli.worker import Supervisor
    from talentshed.web.access import installation
    from talentshed.web.config.wsgi import application

    installation.show_as(installation.is_demo())
    try:
        server = waitress.create_server(
            application,
            host=host,
            port=port,
            threads=16,
            # 200 phones that ask once a second need more connections than the default of 100.
            connection_limit=2000,
            # The application must see that a request was forwarded: the demo's sign-in is not for those.
            clear_untrusted_proxy_headers=False,
        )
    except OSError as error:
        print(f"Can't listen on {host}:{port} ({error.strerror}). Try another --port.", file=sys.stderr)
        return 2
    warm(application, first_pages)
    named = "localhost" if host == "0.0.0.0" else host
    print(f"Talentshed is at http://{named}:{port}/ (stop with Ctrl+C)", flush=True)
    stop_asking = ask_meanwhile(application, later)
    supervisor = Supervisor()
    # A polite end, as service managers send it, ends the worker too.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    if with_worker:
        supervisor.start()
    try:
        server.run()
    finally:
        server.close()
        supervisor.end()
        stop_asking()
    return 0


def warm(application: "WSGIApplication", pages: Sequence[str]) -> None:
    """Ask for the first pages ourselves, so that the first reader doesn't wait for data and libraries to open."""
    from talentshed.web.config.editions import current_edition

    edition = current_edition()
    print(f"Public data: edition {edition}" if edition else "Public data: none loaded; pages say so.", flush=True)
    ask(application, pages)


def ask_meanwhile(application: "WSGIApplication", pages: Sequence[str]) -> Callable[[], None]:
    """Ask for pages beside the server; return how to stop, which waits for a page that is half made.

    Such a page uses threads of its own, which must not outlive the interpreter.
    """
    stopping = threading.Event()
    asking = threading.Thread(target=ask, args=(application, pages, stopping), daemon=True)
    asking.start()

    def stop() -> None:
        stopping.set()
        asking.join(LONGEST_PAGE)

    return stop


def ask(application: "WSGIApplication", pages: Sequence[str], stopping: threading.Event | None = None) -> None:
    """Ask for pages as a reader would, until told to stop."""
    from wsgiref.util import setup_testing_defaults

    for page in pages:
        if stopping is not None and stopping.is_set():
            return
        request: dict[str, Any] = {"PATH_INFO": page, "HTTP_HOST": "localhost"}
        setup_testing_defaults(request)
        # Reading the answer to its end is what makes the page.
        b"".join(application(request, lambda status, headers, error=None: len))
