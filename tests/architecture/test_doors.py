"""Does what people answered in confidence leave through a door only: who asks for it, who names it, and why?

A model says in CONFIDENTIAL which of its fields nobody reads but the modules below. Each of them has its reason. A new
module that asks for such a model fails here until its reason stands here, too, where a reviewer sees it.
"""

from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from door_watch import WITHOUT_RECORDS, Confidential, Use, imports_of, reaches_flows, uses_in

SRC = Path(__file__).resolve().parents[2] / "src" / "talentshed"
WEB = SRC / "web"

FIELDS_ONLY = {"organizations.Site": "where a firm sits is on record for all; its exact number of workers is not"}
"""Models whose records are open, and only the fields of CONFIDENTIAL are not."""

KEEPS = "counts and deletes what is past its term, shows none of it"
TOLD = "tells a person what is held about them, and nobody else"
ACTS = "writes it, for the person or firm whose it is"
DEMO = "tells an invented story through the actions that people use"

MAY = {
    "events.Evaluation": {
        "events/actions/coming.py": ACTS,
        "events/holdings.py": KEEPS,
        "events/queries/staff.py": "counts in batches of five, nothing below",
    },
    "flows.BackMapping": {
        "flows/actions/answering.py": ACTS,
        "flows/handlers.py": TOLD,
        "flows/queries/answering.py": "a firm’s own answer, for its people and who typed it in with consent, by policy",
        "flows/queries/pooling.py": "adds up all firms for the door out (releases), and counts firms for who publishes",
    },
    "flows.BackMappingWay": {
        "flows/actions/answering.py": ACTS,
        "flows/queries/answering.py": "a firm’s own answer, for its people and who typed it in with consent, by policy",
        "flows/queries/pooling.py": "adds up all firms for the door out (releases); without the names firms wrote",
    },
    "meetings.Badge": {
        "meetings/actions/room_*.py": ACTS,
        "meetings/queries/room*.py": "who is in the room and whose turn it is; never joined with posts or ballots",
        "meetings/room_tokens.py": "signs the code of a badge",
        "meetings/views/room_desk.py": "hands badges out by name; what a firm writes or votes isn't there",
        "meetings/views/room_phone.py": "the firm’s own phone",
    },
    "meetings.Ballot": {
        "meetings/actions/room_*.py": ACTS,
        "meetings/queries/room_results.py": "adds up ballots; one firm’s goes back to that firm’s phone only",
    },
    "meetings.BallotLine": {
        "meetings/actions/room_phones.py": ACTS,
        "meetings/queries/room_results.py": "adds up ballots; one firm’s goes back to that firm’s phone only",
    },
    "meetings.Post": {
        "meetings/actions/room_*.py": ACTS,
        "meetings/queries/room*.py": "the words stand on the board for the room; whose they are does not",
        "meetings/room_handlers.py": KEEPS,
        "meetings/views/room_sort.py": "sorts posts into themes by their words",
    },
    "meetings.RoomFirm": {
        "meetings/actions/room_*.py": ACTS,
        "meetings/queries/room_board.py": "counts firms by size class, small classes together",
    },
    "organizations.ChampionNote": {
        "organizations/actions/peers.py": ACTS,
        "organizations/personal.py": TOLD,
        "organizations/queries/champions.py": "for conveners of the scope, by policy",
        "organizations/views/champions.py": "the convener’s own form",
    },
    "organizations.Interaction": {
        "demo_state/contacting.py": DEMO,
        "organizations/actions/*.py": ACTS,
        "organizations/holdings.py": KEEPS,
        "organizations/personal.py": TOLD,
        "organizations/queries/asks.py": "counts asks per month; no words",
        "organizations/queries/champions.py": "counts contacts of a possible champion, for conveners",
        "organizations/queries/one.py": "the log of one organization, as the wall allows",
    },
    "partnerships.GroundTruthNote": {
        "partnerships/actions/ground_truth.py": ACTS,
        "partnerships/holdings.py": KEEPS,
        "partnerships/queries/ground_truth.py": "what each side says of public figures, without who said it",
    },
    "partnerships.HeldIssue": {
        "demo_state/touring.py": DEMO,
        "partnerships/actions/start_group.py": ACTS,
        "partnerships/holdings.py": KEEPS,
        "partnerships/queries/start_group.py": "for those who keep the records, by policy",
    },
    "partnerships.NeutralityAnswer": {
        "partnerships/actions/neutrality.py": ACTS,
        "partnerships/holdings.py": KEEPS,
        "partnerships/queries/facts.py": "for the gate; its tally is shown through the door",
        "partnerships/queries/neutrality.py": "firm by firm for conveners, for the others through the door",
        "partnerships/queries/work.py": "which firms of one’s own have still to answer",
    },
    "priorities.RequestMessage": {
        "priorities/actions/requests.py": ACTS,
        "priorities/holdings.py": TOLD,
        "priorities/views/requests.py": "the thread, for the firm and the bodies to which it went",
    },
    "priorities.ServiceRequest": {
        "priorities/actions/requests.py": ACTS,
        "priorities/holdings.py": KEEPS,
        "priorities/queries/requests.py": "for the firm and the bodies to which it went",
    },
    "priorities.SharedNeedRequest": {
        "demo_state/touring.py": DEMO,
        "priorities/actions/requests.py": ACTS,
        "priorities/queries/requests.py": "three firms at least, names only of those who agreed",
    },
    "readiness.PulseAnswer": {
        "readiness/actions/pulse.py": ACTS,
        "readiness/queries/pulse.py": "hands all answers to the reckoning, which shows none of fewer than five",
    },
    "readiness.PulsePass": {
        "readiness/demo_pulse.py": "answers as the invented firms of a demo",
        "readiness/actions/pulse.py": ACTS,
        "readiness/pulse_tokens.py": "signs and reads a firm’s own link",
        "readiness/queries/pulse.py": "who was asked; never who answered",
    },
    "readiness.PulseValue": {
        "readiness/actions/pulse.py": ACTS,
        "readiness/queries/pulse.py": "hands all answers to the reckoning, which shows none of fewer than five",
    },
    "readiness.PulseWish": {
        "readiness/actions/pulse.py": ACTS,
        "readiness/queries/pulse.py": "words without a name, when five have answered",
    },
    "readiness.Rater": {
        "readiness/actions/*.py": ACTS,
        "readiness/demo.py": DEMO,
        "readiness/queries/rounds.py": "counts who is through; the rater of a link for that rater",
        "readiness/views/rating.py": "the rater’s own sheet, by their link",
    },
    "readiness.Rating": {
        "readiness/actions/*.py": ACTS,
        "readiness/demo.py": DEMO,
        "readiness/queries/results.py": "hands all answers to the scoring, which cuts no group below three",
        "readiness/queries/rounds.py": "the rater’s own answers, by their link; counts for the convener",
        "readiness/views/rating.py": "the rater’s own sheet, by their link",
    },
    "releases.KeptForAudit": {
        "releases/actions/publishing.py": "the door: audits a new release together with the earlier ones",
        "releases/holdings.py": KEEPS,
    },
}
"""For each confidential model the modules of the web that may touch it, and why. A star stands for any letters."""


def relations_of(model: type) -> list[str]:
    """Return the names by which other models reach a model."""
    found = []
    for field in model._meta.get_fields():  # type: ignore[attr-defined]
        remote = getattr(field, "remote_field", None)
        if remote is None or field.auto_created or field.related_model is model:
            continue
        name = remote.get_accessor_name()
        found += [name] if name and not name.endswith("+") else []
    return sorted(set(found))


@cache
def confidential() -> tuple[Confidential, ...]:
    """Return the models that say they are confidential."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("talentshed.")]
    named = Counter(name for model in ours for name in relations_of(model))
    found = []
    for model in ours:
        fields = getattr(model, "CONFIDENTIAL", ())
        if fields:
            relations = relations_of(model)
            shared = tuple(name for name in relations if named[name] > 1)
            label = model._meta.label
            found.append(Confidential(label, tuple(fields), tuple(relations), shared, label in FIELDS_ONLY))
    return tuple(found)


@cache
def uses_in_web() -> tuple[Use, ...]:
    """Return every use in the web, read once."""
    return tuple(uses_in(WEB, confidential()))


def unexplained(uses: Iterable[Use], may: dict[str, dict[str, str]]) -> list[str]:
    """Return the uses for which no reason is listed."""
    return [str(use) for use in uses if not any(fnmatchcase(use.module, each) for each in may.get(use.label, ()))]


def test_models_name_fields_that_they_have() -> None:
    for each in confidential():
        own = {field.name for field in apps.get_model(each.label)._meta.get_fields()}
        assert set(each.fields) <= own, each.label


def test_what_firms_answer_in_confidence_is_marked() -> None:
    marked = {each.label for each in confidential()}
    assert marked == {*MAY, *FIELDS_ONLY}


def test_no_module_touches_confidential_answers_without_a_reason() -> None:
    assert unexplained(uses_in_web(), MAY) == []


def test_every_listed_reason_is_needed() -> None:
    uses = uses_in_web()
    idle = [
        f"{label}: {pattern}"
        for label, patterns in MAY.items()
        for pattern in patterns
        if not any(use.label == label and fnmatchcase(use.module, pattern) for use in uses)
    ]
    assert idle == []


def test_the_command_line_asks_for_no_confidential_model() -> None:
    assert unexplained(uses_in(SRC / "cli", confidential()), {}) == []


PLANTED = {
    "a view that asks for answers": (
        "partnerships/views/leak.py",
        "from talentshed.web.partnerships.models import HeldIssue\nfound = HeldIssue.objects.all()\n",
        "partnerships.HeldIssue: query",
    ),
    "a query that is on no list": (
        "partnerships/queries/leak.py",
        "from talentshed.web.partnerships.models import HeldIssue as Told\nfound = Told.objects.values('text')\n",
        "partnerships.HeldIssue: query",
    ),
    "one over the module of models": (
        "priorities/queries/leak.py",
        "from talentshed.web.partnerships import models\nfound = models.HeldIssue.objects.all()\n",
        "partnerships.HeldIssue: query",
    ),
    "one over the registry": (
        "reports/leak.py",
        "from django.apps import apps\nfound = apps.get_model('partnerships', 'HeldIssue')\n",
        "partnerships.HeldIssue: query",
    ),
    "one over a relation": (
        "partnerships/queries/leak.py",
        "def leak(member):\n    return member.issues.filter(kind='obstacle')\n",
        "partnerships.HeldIssue: query",
    ),
    "a lookup over a relation": (
        "priorities/queries/leak.py",
        "def leak(members):\n    return members.values_list('issues__text')\n",
        "partnerships.HeldIssue: text",
    ),
    "a filter over a relation": (
        "priorities/queries/leak.py",
        "def leak(members):\n    return members.filter(issues__topic='pay')\n",
        "partnerships.HeldIssue: topic",
    ),
    "a form of the model": (
        "partnerships/forms/leak.py",
        "from talentshed.web.partnerships.models import HeldIssue\n"
        "class Leak:\n    class Meta:\n        model = HeldIssue\n",
        "partnerships.HeldIssue: model",
    ),
    "a template tag that names a field": (
        "partnerships/templatetags/leak.py",
        "def leak(issue):\n    return issue.text\n",
        "partnerships.HeldIssue: text",
    ),
    "an export that names a field by getattr": (
        "partnerships/export.py",
        "def leak(held_issue):\n    return getattr(held_issue, 'topic')\n",
        "partnerships.HeldIssue: topic",
    ),
    "an API of ballots": (
        "explore/api_leak.py",
        "def leak(room):\n    return room.ballots.values('lines__dots')\n",
        "meetings.Ballot: query",
    ),
    "what is kept for the audit": (
        "releases/views.py",
        "def leak(release):\n    return release.kept.tables\n",
        "releases.KeptForAudit: tables",
    ),
    "a template": (
        "partnerships/templates/partnerships/leak.html",
        "<ul>{% for issue in issues %}<li>{{ issue.text }}</li>{% endfor %}</ul>",
        "partnerships.HeldIssue: text",
    ),
    "workers of a site": (
        "organizations/views/leak.py",
        "def leak(site):\n    return site.workers\n",
        "organizations.Site: workers",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_found(name: str, tmp_path: Path) -> None:
    module, code, said = PLANTED[name]
    path = tmp_path / module
    path.parent.mkdir(parents=True)
    path.write_text(code, encoding="utf-8")
    found = unexplained(uses_in(tmp_path, confidential()), MAY)
    assert any(each.startswith(f"{module}:") and each.endswith(said) for each in found), found


HARMLESS = {
    "a type annotation": "from talentshed.web.partnerships.models import HeldIssue\ndef f(x: HeldIssue) -> None: ...\n",
    "a list of choices": "from talentshed.web.partnerships.models import HeldIssue\nkinds = HeldIssue.Kind.choices\n",
    "a field of something else": "def f(story):\n    return story.text\n",
    "a dictionary of that name": "def f(sheet):\n    return sheet.issues.get('key', '')\n",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_reads_nothing_is_no_leak(name: str, tmp_path: Path) -> None:
    path = tmp_path / "partnerships" / "views" / "fine.py"
    path.parent.mkdir(parents=True)
    path.write_text(HARMLESS[name], encoding="utf-8")
    assert unexplained(uses_in(tmp_path, confidential()), {}) == []


def test_wage_records_reach_no_page_and_leave_by_the_disclosure_only() -> None:
    assert reaches_flows(SRC) == []


def test_what_pages_may_import_of_the_flows_reads_no_wage_record() -> None:
    for module in WITHOUT_RECORDS:
        path = SRC.parent / f"{module.replace('.', '/')}.py"
        ours = {each for each in imports_of(path) if each.startswith("talentshed.")}
        allowed = ("talentshed.labor.method", "talentshed.labor.tables.declare")
        assert all(each.startswith(allowed) for each in ours), module


@pytest.mark.parametrize(
    ("module", "code", "is_found"),
    [
        ("web/explore/leak.py", "from talentshed.labor.flows import portable\n", True),
        ("web/explore/leak.py", "def f():\n    import talentshed.labor.flows.fast\n", True),
        ("web/flows/leak.py", "from talentshed.labor.flows import what_if\n", True),
        ("web/flows/leak.py", "from talentshed.labor.flows.back_mapping_of_records import read\n", True),
        ("web/flows/fine.py", "from talentshed.labor.flows.what_if import what_if\n", False),
        (
            "web/reports/leak.py",
            "from talentshed.labor import flows\nfrom talentshed.labor.disclosure.protect import protect\n",
            True,
        ),
        ("cli/leak.py", "from talentshed.labor.flows.portable import retention\n", True),
        (
            "cli/flows.py",
            "from talentshed.labor.flows import portable\nfrom talentshed.labor.disclosure.protect import protect\n",
            False,
        ),
        ("cli/flows_fine.py", "from talentshed.labor.flows.simulation.run import simulate\n", False),
        ("web/flows/leak.py", "from talentshed.labor.flows.simulation.run import simulate\n", True),
        ("cli/flows_leak.py", "from talentshed.labor.flows.run import save\n", True),
        ("labor/flows/retention.py", "from talentshed.labor.flows import definitions\n", False),
    ],
)
def test_a_planted_way_around_the_disclosure_is_found(module: str, code: str, is_found: bool, tmp_path: Path) -> None:
    path = tmp_path / module
    path.parent.mkdir(parents=True)
    path.write_text(code, encoding="utf-8")
    assert reaches_flows(tmp_path) == ([module] if is_found else [])


def test_only_the_door_calls_the_protection_in_the_web() -> None:
    """Whoever protects a table by itself has no ledger, and no earlier release stands in its audit."""
    protecting = {"talentshed.labor.disclosure.protect", "talentshed.labor.disclosure.ranges"}
    found = {
        path.relative_to(WEB).parts[0]
        for path in WEB.rglob("*.py")
        if any(each.startswith(tuple(protecting)) for each in imports_of(path))
    }
    assert found == {"releases"}
