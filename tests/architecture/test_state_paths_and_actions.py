"""Does every record belong to a state, and does every deed ask its rule and leave its trace?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

SRC = Path(__file__).resolve().parents[2] / "src" / "talentshed" / "web"

WITHOUT_STATE = {
    "access.Person": "people may work in several states",
    "access.Installation": "the one row on the whole installation",
    "access.Letter": "belongs to the person to whom it goes",
    "access.TickRun": "the machine's own",
    "priorities.CalendarFeed": "belongs to the person whose calendar it is",
    "access.RetentionTerm": "holds for the whole installation",
}
"""Models of ours that belong to a person or to the installation, and why."""

WITHOUT_BY = {"arrive": "the person comes to be here, and did it themself"}
"""Actions without `by`, and why."""

WITHOUT_TRACE = {
    f"meetings/actions/room_phones.py:{name}": "a trail of who wrote when would tell whose anonymous post it is"
    for name in ("come_in", "share_badge", "post", "vote", "sign_up", "answer")
} | {
    f"readiness/actions/{name}": "a trail of when each answer came would tell whose it is"
    for name in ("pulse.py:answer_pulse", "rating.py:begin", "rating.py:rate", "rating.py:be_through")
}
"""Actions without an audit record, and why."""


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("talentshed.")]


def walk(model: type[models.Model], path: str) -> type[models.Model]:
    """Return the model at which a lookup path ends."""
    here = model
    for step in path.split("__"):
        if step == "pk":
            continue
        field = here._meta.get_field(step)
        assert field.related_model is not None, f"{step} of {here.__name__} leads to no model"
        here = field.related_model  # type: ignore[assignment]
    return here


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_record_leads_to_its_state(model: type[models.Model]) -> None:
    label = model._meta.label
    path = getattr(model, "STATE_PATH", None)
    if label in WITHOUT_STATE:
        assert path is None, f"{label} has a path to its state and is also listed as having none"
        return
    assert path, f"{label} needs STATE_PATH, the way from a record to its state"
    try:
        end = walk(model, path)
    except FieldDoesNotExist as error:
        pytest.fail(f"{label}: {error}")
    assert end._meta.label == "access.State"


def action_modules() -> Iterator[Path]:
    for capability in sorted(path for path in SRC.iterdir() if path.is_dir()):
        yield from (path for path in [capability / "actions.py"] if path.exists())
        yield from sorted(path for path in capability.glob("actions/**/*.py") if path.name != "__init__.py")


def actions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{path.relative_to(SRC)}:{node.name}", node)
        for path in action_modules()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def calls(node: ast.FunctionDef) -> list[str]:
    return [ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)]


@pytest.mark.parametrize(("name", "node"), actions(), ids=[name for name, _node in actions()])
def test_every_action_asks_its_rule_and_leaves_its_trace(name: str, node: ast.FunctionDef) -> None:
    assert node.args.args == [], "actions take keywords only"
    keywords = {each.arg for each in node.args.kwonlyargs}
    assert "by" in keywords or node.name in WITHOUT_BY, "an action says by whom"
    assert "transaction.atomic" in [ast.unparse(each) for each in node.decorator_list], "an action is whole or nothing"
    called = calls(node)
    asked = [each for each in called if each.endswith(".require") and ("may_" in each or "both(" in each)]
    assert asked, "an action asks its policy: may_…(…).require()"
    assert ("audit.record" in called) != (name in WITHOUT_TRACE), "an action leaves an audit record"


def test_there_are_actions_to_look_at() -> None:
    assert len(actions()) >= 10
