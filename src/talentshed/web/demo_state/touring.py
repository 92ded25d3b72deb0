"""What more is told of single partnerships? Planted troubles, notes on figures, knowledge, start groups."""

from collections.abc import Mapping

from django.db import transaction

from talentshed.web.access import audit
from talentshed.web.demo_state.chapters import TOUR, Tale
from talentshed.web.demo_state.stories import industries
from talentshed.web.explore.queries import places
from talentshed.web.partnerships.actions import ground_truth, knowledge, start_group
from talentshed.web.partnerships.models import HeldIssue, Member
from talentshed.web.partnerships.policies import insight, standing
from talentshed.web.partnerships.topics import topic_key
from talentshed.web.priorities.actions import items, requests, table
from talentshed.web.priorities.models import ActionItem, SharedNeedRequest

UNCLAIMED = "A shared heat-treatment line for small lots"
"""Need that nobody has answered for longer than 60 days: a planted fact."""
UNCLAIMED_DAYS = 74
CHAIN = (
    ("Write the specification of the shared heat-treatment line", 41),
    ("Ask three makers for prices of the line", 13),
    ("Decide where the line stands", -11),
)
"""Items that wait for one another, with the days since each was due: a planted fact."""
REQUESTS = (
    ("Tamarlane Castings Co.", "We need two CNC machinists for a new cell", 21),
    ("Kettlemoor Hydraulics Inc.", "Nobody answers our posting for a CNC machinist on nights", 15),
    ("Oxbowtern Fasteners Co.", "Where do we find a CNC machinist who can set up?", 6),
)
"""Similar requests of three firms, which became the proposal of a shared need: a planted fact."""
PROGRAM_LED = "Course for setup technicians"
"""A service that came from a program on the shelf, recorded in several partnerships: a planted fact."""


def visit(tale: Tale) -> None:
    """Add what only some partnerships have."""
    if tale.story.phase >= 4:
        _choose_start_group(tale)
    if tale.story.phase >= 3:
        _note_figures(tale)
        _add_knowledge(tale)
    if tale.story.key == TOUR:
        _leave_a_need_alone(tale)
        _let_items_wait(tale)
        _ask_alike(tale)


def _choose_start_group(tale: Tale) -> None:
    """Firms named issues in interviews; those that share most begin."""
    held = {
        each.organization.name: each
        for each in Member.objects.filter(partnership=tale.partnership).select_related("organization")
    }
    with tale.calendar.on(tale.story.day(4, 0.1)):
        _record_issues_at_once(tale, held)
    with tale.calendar.on(tale.story.day(4, 0.15)):
        start_group.save_start_group(
            by=tale.convener,
            partnership=tale.partnership,
            members=[held[name] for name in tale.story.employers[:4]],
            least=3,
            most=6,
            note="They named the same things in other words.",
        )


@transaction.atomic
def _record_issues_at_once(tale: Tale, held: Mapping[str, Member]) -> None:
    """Write down what all firms named in interviews; one audit record says how much it was."""
    themes = industries()[tale.story.sector].themes
    writer = standing(tale.convener, tale.partnership)
    named: dict[tuple[int, str, str], HeldIssue] = {}
    for place, name in enumerate(tale.story.employers):
        insight.may_record_issue(writer, tale.partnership, held[name]).require()
        for step in (0, 1 if place % 3 else 2)[: 1 + (place < 4)]:
            topic, texts = themes[(place // 2 + step) % len(themes)]
            issue = HeldIssue(
                member=held[name],
                kind="opportunity" if step == 0 else "obstacle",
                topic=topic_key(topic),
                text=texts[place % len(texts)],
                recorded_by=tale.convener,
            )
            named[issue.member_id, issue.kind, issue.topic] = issue
    HeldIssue.objects.bulk_create(named.values())
    partnership = tale.partnership
    audit.record(
        "ISSUES_RECORDED",
        by=tale.convener,
        about=partnership,
        scope=partnership.scope,
        state=partnership.home_state,
        count=len(named),
    )


def _note_figures(tale: Tale) -> None:
    edition = places.edition_of()
    people = [tale.convener, *(tale.cast.person(name) for name in tale.story.employers[:2])]
    said = (
        ("jobs", "real", ""),
        ("establishments", "doubtful", "Two firms closed since, and one is counted twice."),
        ("pay", "missing", "Overtime is half of the pay here, and the figure leaves it out."),
    )
    for number, person in enumerate(people):
        with tale.calendar.on(tale.story.day(3, 0.6 + 0.1 * number)):
            for figure, verdict, comment in said[number : number + 1 + (tale.story.key == TOUR)]:
                ground_truth.note_figure(
                    by=person,
                    partnership=tale.partnership,
                    figure=figure,
                    edition=edition,
                    verdict=verdict,
                    comment=comment,
                )


def _add_knowledge(tale: Tale) -> None:
    notes = (
        ("primer", "How a day in this industry goes", "Three shifts, two bottlenecks, one loading dock."),
        ("glossary", "Setup", "Making a machine ready for another part. It takes longer to learn than running it."),
        ("trend", "Buyers ask for smaller lots", "Orders of a hundred pieces pay if setup takes minutes."),
        ("interview", "An owner on hiring", "We look for people who come back after lunch. The rest we teach."),
    )
    with tale.calendar.on(tale.story.day(3, 0.8)):
        for kind, title, text in notes[: 2 + tale.story.phase % 3]:
            knowledge.add_knowledge(
                by=tale.convener,
                partnership=tale.partnership,
                kind=kind,
                title=title,
                text=text,
                source="Told in a visit for the demo",
                on_date=tale.calendar.at(tale.story.day(3, 0.8)).date(),
                is_shared_with_all=kind == "primer",
            )


def _leave_a_need_alone(tale: Tale) -> None:
    priority = tale.partnership.priorities.get(kind="supply_chain")
    with tale.calendar.on(UNCLAIMED_DAYS):
        table.post_need(
            by=tale.cast.person("Jackdawson Tool & Die"),
            partnership=tale.partnership,
            priority=priority,
            title=UNCLAIMED,
            detail="Small lots wait three weeks for a furnace two hours away.",
            quantity=1,
            unit="line",
            county_fips="17143",
        )


def _let_items_wait(tale: Tale) -> None:
    team = tale.partnership.priorities.get(kind="supply_chain").teams.get()
    owners = ("Amber Plover Wire Products", "Ironbend Economic Development Alliance", "Birdwhistle Gearworks Inc.")
    made: list[ActionItem] = []
    with tale.calendar.on(UNCLAIMED_DAYS - 4):
        for (title, late), owner in zip(CHAIN, owners, strict=True):
            item = items.add_item(
                by=tale.convener,
                partnership=tale.partnership,
                title=title,
                due_date=tale.calendar.at(late).date(),
                owner=tale.cast.person(owner),
                owner_organization=tale.cast.organization(owner),
                team=team,
            )
            if made:
                items.set_waiting(by=tale.convener, item=item, needs=[made[-1]])
            made.append(item)


def _ask_alike(tale: Tale) -> None:
    cast = tale.cast
    for name, text, ago in REQUESTS:
        firm = cast.organization(name)
        with tale.calendar.on(ago):
            made = requests.make_request(
                by=cast.person(name),
                organization=firm,
                site=firm.sites.all()[0],
                topic="hiring",
                occupation="CNC machinist",
                text=text,
                partnership=tale.partnership,
            )
        if ago > 10:
            helper = "Ironbend Workforce Board"
            with tale.calendar.on(ago - 3):
                requests.write_message(
                    by=cast.person(helper),
                    request=made,
                    organization=cast.organization(helper),
                    text="Thank you. We look who asks for the same and call you on Thursday.",
                )
    with tale.calendar.on(5):
        requests.propose_shared_needs(by=None, partnership=tale.partnership)
    place = SharedNeedRequest.objects.select_related("shared", "request__organization__state").get(
        shared__partnership=tale.partnership, request__organization__name=REQUESTS[1][0]
    )
    with tale.calendar.on(3):
        requests.answer_shared(by=cast.person(REQUESTS[1][0]), place=place, answer="yes", shows_name=False)
