"""What is due? Sends waiting e-mail, reminders and digests once; for cron, where `talentshed serve` has no worker."""

import argparse
import os
import sys
import threading

TURN_SECONDS = 60
PAUSE_SECONDS = 1.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed tick`."""
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help="do queued work each second and what recurs each minute, until standard input ends (serve starts this)",
    )


def run(args: argparse.Namespace) -> int:
    """Do what is due, once or again and again. Return 0, or 2 with a sentence on what is wrong."""
    from talentshed.web.config.environment import SettingError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentshed.web.config.settings")
    try:
        import django

        django.setup()
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    if args.keep_going:
        keep_going()
    else:
        turn()
        queued()
    return 0


def turn() -> None:
    """Run the recurring work that is due."""
    from talentshed.web.access import ticks

    ticks.run_due()


def queued() -> None:
    """Do all queued work, then return."""
    from django.core.management import call_command

    call_command("db_worker", batch=True, startup_delay=False, reload=False, interval=0, verbosity=0)


def keep_going() -> None:
    """Work until whoever started this closes standard input, which also happens when they are killed."""
    from django.db import OperationalError, close_old_connections

    stop = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    waited = float(TURN_SECONDS)
    while not stop.is_set():
        try:
            if waited >= TURN_SECONDS:
                turn()
                waited = 0.0
            queued()
        except OperationalError as error:
            # The database is away or busy; the work is still there when it comes back.
            print(f"The background work waits for the database: {error}", file=sys.stderr, flush=True)
        close_old_connections()
        stop.wait(PAUSE_SECONDS)
        waited += PAUSE_SECONDS
