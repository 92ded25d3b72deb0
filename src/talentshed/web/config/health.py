"""Is this installation well? One line for whoever watches the server."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 "ok", or 503 with a sentence on what is wrong with the database."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _plain("The database doesn't answer. Check TALENTSHED_DATABASE_URL and that its server runs.", 503)
    if behind:
        sentence = "The database lacks the latest changes. Save a copy of it, then run: talentshed serve --migrate"
        return _plain(sentence, 503)
    return _plain("ok", 200)


def _plain(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
