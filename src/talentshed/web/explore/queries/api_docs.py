"""What can a program ask, with which parameters, and what comes back? Made from the API's own description."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.ui.values import Grid, GridColumn, Link

EXAMPLES = {
    "/api/regions": "?kind=edr",
    "/api/regions/{key}": "metro-37900",
    "/api/regions/{key}/report": "metro-37900",
    "/api/regions/{key}/ranking": "metro-37900?level=4&k=5",
    "/api/regions/{key}/sectors/{sector}": "metro-37900",
    "/api/occupations": "?q=machinist",
    "/api/occupations/{soc}": "51-4041",
    "/api/tables/{name}": "county_industry?county_fips=17143&naics=55",
}
"""What stands for the place in braces, and the question after it, in the example of an address."""


@dataclass(frozen=True)
class Operation:
    """One address that a program can ask."""

    key: str
    path: str
    summary: str
    description: str
    parameters: Grid | None
    example: str
    answer: Grid | None


def documented(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template shows of an OpenAPI description."""
    operations = [
        _operation(path, methods["get"], schema) for path, methods in schema["paths"].items() if "get" in methods
    ]
    return {
        "operations": tuple(operations),
        "contents": tuple(Link(f"#{each.key}", each.summary) for each in operations),
        "version": schema["info"]["version"],
    }


def _operation(path: str, found: Mapping[str, Any], schema: Mapping[str, Any]) -> Operation:
    return Operation(
        key=str(found["operationId"]).rpartition("_")[2] + "-" + str(len(path)),
        path=path,
        summary=_(found["summary"]),
        description=_(found.get("description", "")),
        parameters=_parameters(found.get("parameters", ()), path),
        example=example(path),
        answer=_answer(found, schema, path),
    )


def example(path: str) -> str:
    """Return an address that can be followed."""
    given = EXAMPLES.get(path, "")
    value, question, rest = given.partition("?")
    for name in ("{key}", "{soc}", "{name}"):
        path = path.replace(name, value)
    return path.replace("{sector}", "manufacturing") + question + rest


def _parameters(parameters: Any, path: str) -> Grid | None:
    words = {"path": _("in the address"), "query": _("after the question mark")}
    rows = tuple(
        {
            "name": each["name"],
            "place": words.get(each["in"], each["in"]),
            "type": _type(each["schema"]),
            "default": str(each["schema"].get("default", "") or _("none")),
        }
        for each in parameters
    )
    if not rows:
        return None
    return Grid(
        caption=_("Parameters of {path}").format(path=path),
        columns=(
            GridColumn("name", _("Name"), "code"),
            GridColumn("place", _("Where")),
            GridColumn("type", _("Type"), "code"),
            GridColumn("default", _("Without it")),
        ),
        rows=rows,
    )


def _answer(found: Mapping[str, Any], schema: Mapping[str, Any], path: str) -> Grid | None:
    content = found["responses"][200]["content"]["application/json"]["schema"]
    reference = content.get("$ref") or content.get("items", {}).get("$ref", "")
    name = reference.rpartition("/")[2]
    declared = schema["components"]["schemas"].get(name)
    if declared is None:
        return None
    listed = tuple({"name": key, "type": _type(value)} for key, value in declared["properties"].items())
    caption = _("What comes back: a list of {name}") if "items" in content else _("What comes back: {name}")
    return Grid(
        caption=caption.format(name=name),
        columns=(GridColumn("name", _("Field"), "code"), GridColumn("type", _("Type"), "code")),
        rows=listed,
    )


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_type(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return str(schema.get("type", "object"))
