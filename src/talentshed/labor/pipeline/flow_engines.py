"""Where do the records live, and how is the engine there reached? PostgreSQL and Spark, left as they were found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from talentshed.labor.flows.configuration import FlowsConfiguration
from talentshed.labor.flows.problem import FlowsError


@contextmanager
def open_elsewhere(engine: str, configuration: FlowsConfiguration, *, _: Callable[[str], str] = str) -> Iterator[Any]:
    """Open an Ibis backend on the engine where the records live, `postgres` or `spark`, and leave it at the end.

    A Spark session that runs already is used and stays. Raises FlowsError where the engine can't be reached.
    """
    url = configuration.backend.url
    if engine == "postgres" and not url.startswith("postgres"):
        message = _("--engine postgres needs [backend] url in flows.toml, as postgresql://server/database.")
        raise FlowsError(message)
    try:
        backend, is_ours = (_postgres(url, _), True) if engine == "postgres" else _spark(url)
    except ImportError:
        message = _("--engine {engine} needs more packages: install talentshed[{engine}].")
        raise FlowsError(message.format(engine=engine)) from None
    try:
        yield backend
    finally:
        if is_ours:
            backend.disconnect()


def _postgres(url: str, _: Callable[[str], str]) -> Any:
    import ibis
    import psycopg

    try:
        return ibis.connect(url)
    except psycopg.OperationalError as problem:
        why = str(problem).strip().splitlines()[0]
        message = _(
            "The server of [backend] url can't be reached ({why}): check the address, your name and PGPASSWORD."
        )
        raise FlowsError(message.format(why=why)) from None


def _spark(url: str) -> tuple[Any, bool]:
    """Connect as Spark's own settings say, or to the master or the Spark Connect server that the url names."""
    import ibis

    session = import_module("pyspark.sql").SparkSession
    runs_already = session.getActiveSession() is not None
    builder = session.builder.appName("talentshed flows")
    # without Arrow a missing integer would arrive as a float
    builder = builder.config("spark.sql.execution.arrow.pyspark.enabled", "true")
    if url.startswith("sc://"):
        builder = builder.remote(url)
    elif url not in ("", "spark"):
        builder = builder.master(url)
    return ibis.pyspark.connect(builder.getOrCreate()), not runs_already
