"""Do the pages of rounds answer to those whose they are, fast, and does a rater get through by link alone?"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import people
import priority_world
from priority_world import World
from readiness_world import NINE, answered, opened, paper, revealed, settled
from talentshed.web.access.mail import deliver
from talentshed.web.access.models import Letter, Person
from talentshed.web.readiness.actions import inviting, opening, rating, revealing, settling
from talentshed.web.readiness.answering import Answer
from talentshed.web.readiness.models import Consensus, Rater, Rating, Round, TechnicalAssistance


@pytest.fixture
def world(db: None) -> World:
    return priority_world.build()


def visit(somebody: Person) -> Client:
    client = Client()
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    return client


def link_of(world: World, round: Round, name: str = "Ann", kind: str = "industry") -> str:
    """Invite somebody and return the path in their letter."""
    inviting.invite(by=world["Alice"], round=round, name=name, email=f"{name.lower()}@example.org", kind=kind)
    found = re.search(r"https?://[^/]+(/\S*readiness/join/\S+)", Letter.objects.latest("pk").text)
    assert found
    return found[1]


def text_of(answer: object) -> str:
    words = answer.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words))


OPEN = "round invite invite_members slips paper last_day call_off reveal"
REVEALED = "round talk results"
SETTLED = "round talk results decide"
OF_PLACE = ("rounds", "gate", "open")


@pytest.mark.parametrize(
    ("stage", "pages"),
    [("open", OPEN), ("revealed", REVEALED), ("settled", SETTLED)],
    ids=["open", "revealed", "settled"],
)
def test_each_page_answers_within_fifteen_questions(
    world: World, stage: str, pages: str, django_assert_max_num_queries
) -> None:
    if stage != "open":
        first = settled(world, "Before", "1", C1_1="0")
        Round.objects.filter(pk=first.pk).update(opened_at=timezone.now() - timedelta(days=180))
    round = {"open": opened, "revealed": revealed, "settled": settled}[stage](world, "Now")
    if stage == "open":
        answered(world, round, kinds=NINE[:4])
        link_of(world, round)
    client = visit(world["Alice"])
    addresses = [round.address(page) for page in pages.split()]
    if stage != "open":
        addresses += [round.address(page, "C1.1") for page in ("item", "screen", "gap")]
        tables = ("components", "items", "kinds", "change", "agreed")
        addresses += [round.address("table", name, kind) for name in tables for kind in ("csv", "xlsx")]
    for address in [*addresses, *(reverse(f"readiness:{page}", args=[world.partnership.pk]) for page in OF_PLACE)]:
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["Charlie", "Hugo"])
def test_strangers_find_nothing(world: World, name: str) -> None:
    round = settled(world)
    client = visit(world[name])
    for page in ("round", "talk", "results", "reveal", "invite"):
        assert client.get(round.address(page)).status_code == 404
    assert client.get(reverse("readiness:rounds", args=[world.partnership.pk])).status_code == 404
    assert client.get(reverse("readiness:state", args=["IL"])).status_code == 404


def test_a_round_of_another_partnership_is_not_there(world: World) -> None:
    round = opened(world)
    address = reverse("readiness:of_partnership:round", args=[world.other.pk, round.pk])
    assert visit(world["Hugo"]).get(address).status_code == 404
    mine = reverse("readiness:of_state:round", args=["IL", round.pk])
    assert visit(world["Frank"]).get(mine).status_code == 404


def test_members_without_the_right_are_told_so(world: World) -> None:
    round = opened(world)
    client = visit(world["Bob"])
    answer = client.get(round.address("invite"))
    assert answer.status_code == 403
    assert "keep the shared records" in text_of(answer)
    assert client.get(round.address("results")).status_code == 403
    assert client.post(round.address("reveal")).status_code == 403


def test_the_convener_sees_how_many_answered_but_not_who(world: World) -> None:
    round = opened(world)
    tokens = [link_of(world, round, name) for name in ("Ann", "Ben")]
    before = text_of(visit(world["Alice"]).get(round.get_absolute_url()))
    client = Client()
    client.post(tokens[0], {"kind": "industry"})
    client.post(tokens[0] + "C1/", {"C1-1": "2"})
    after = text_of(visit(world["Alice"]).get(round.get_absolute_url()))
    assert "0 of 2, 0 are through" in before
    assert "1 of 2, 0 are through" in after
    assert before.replace("0 of 2, 0", "") == after.replace("1 of 2, 0", "")


def test_a_rater_gets_through_by_link_without_an_account(world: World) -> None:
    round = opened(world)
    link = link_of(world, round)
    client = Client()
    start = client.get(link)
    assert start["Referrer-Policy"] == "same-origin"
    assert start["X-Robots-Tag"] == "noindex"
    assert "no-store" in start["Cache-Control"]
    answer = client.post(link, {"kind": "education"})
    assert Rater.objects.get().kind == "education"
    for number in range(1, 6):
        assert answer["Location"].endswith(f"/C{number}/")
        page = client.get(answer["Location"]).content.decode()
        assert page.count('type="radio"') == 8 * 7
        given = {f"C{number}-{at}": "3" for at in range(1, 9)}
        answer = client.post(answer["Location"], given)
    assert answer["Location"].endswith("/through/")
    done = text_of(client.get(answer["Location"]))
    assert "40 answers are saved" in done
    client.post(answer["Location"])
    assert Rater.objects.get().is_done
    assert "Thank you, you are through" in text_of(client.get(answer["Location"]))
    # Coming back shows what was chosen, and an answer can be changed.
    back = client.get(link + "C1/").content.decode()
    assert re.search(r'name="C1-1" value="3" checked', back)
    client.post(link + "C1/", {"C1-1": "0"})
    assert Rating.objects.get(item="C1.1").value == "0"
    assert Rating.objects.count() == 40


def test_all_items_fit_on_one_page_and_a_wrong_one_keeps_what_was_typed(world: World) -> None:
    link = link_of(world, opened(world))
    client = Client()
    page = link + "all/"
    assert client.get(page).content.decode().count('type="radio"') == 40 * 7
    answer = client.post(page, {"C1-1": "2", "C5-8": "na", "C2-1-comment": "We have one."})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Say in a few words why it is not applicable." in text
    assert "You wrote something here: choose a value too." in text
    assert re.search(r'name="C1-1" value="2" checked', text)
    assert "We have one." in text
    assert not Rating.objects.exists()
    good = {"C1-1": "2", "C5-8": "na", "C5-8-reason": "No such leaders.", "C2-1": "1", "C2-1-comment": "We have one."}
    assert client.post(page, good).status_code == 302
    assert Rating.objects.count() == 3


def test_answers_are_saved_as_one_goes(world: World) -> None:
    link = link_of(world, opened(world))
    client = Client()
    header = {"X-Saves-As-You-Go": "1"}
    assert client.post(link + "C1/", {"C1-1": "2"}, headers=header).status_code == 204
    assert client.post(link + "C1/", {"C1-1": "2", "C1-2": "na"}, headers=header).status_code == 422
    assert Rating.objects.get().value == "2"


def test_a_slip_is_exchanged_for_a_link_of_ones_own(world: World) -> None:
    round = opened(world)
    convener = visit(world["Alice"])
    sheet = convener.post(round.address("slips"), {"kind": "community", "count": "2"}).content.decode()
    slips = re.findall(r"https?://[^/<]+(/\S*readiness/join/[^<\s]+)", sheet)
    assert len(set(slips)) == 2
    assert sheet.count("<svg role") == 2
    client = Client()
    assert client.get(slips[0] + "C1/")["Location"] == slips[0]
    started = client.post(slips[0], {"kind": "community"})
    own = started["Location"].removesuffix("C1/")
    assert own != slips[0]
    client.post(own + "C1/", {"C1-1": "4"})
    # Who has printed the slip can't read along.
    assert convener.get(slips[0]).status_code == 404
    assert convener.get(slips[1]).status_code == 200


def test_links_that_are_wrong_lead_nowhere(world: World) -> None:
    link = link_of(world, opened(world))
    client = Client()
    assert client.get("/readiness/join/" + "x" * 43 + "/").status_code == 404
    assert client.get(link + "C9/").status_code == 404


def test_a_link_after_the_last_day_says_so(world: World) -> None:
    round = opened(world)
    link = link_of(world, round)
    Round.objects.filter(pk=round.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    for page in (link, link + "C1/", link + "through/"):
        assert "This round no longer takes answers." in text_of(Client().get(page))
    assert Client().post(link + "C1/", {"C1-1": "1"}).status_code == 200
    assert not Rating.objects.exists()


def test_paper_is_typed_in_on_one_page(world: World) -> None:
    round = opened(world)
    client = visit(world["Alice"])
    refused = client.post(round.address("paper"), {"C1-1": "2"})
    assert "Choose one." in text_of(refused)
    assert not Rater.objects.exists()
    entered = client.post(round.address("paper"), {"kind": "industry", "C1-1": "2", "C1-2": "dk"})
    assert "The form is in." in text_of(client.get(entered["Location"]))
    assert Rater.objects.get().is_paper
    assert "There is no answer on this form." in text_of(client.post(round.address("paper"), {"kind": "industry"}))


def test_from_reveal_to_decision_by_the_pages(world: World) -> None:
    round = opened(world)
    client = visit(world["Alice"])
    answered(world, round, kinds=NINE[:2])
    client.post(round.address("reveal"))
    assert "So far 2 have answered" in text_of(client.get(round.get_absolute_url()))
    answered(world, round, kinds=NINE[2:8])
    low = dict.fromkeys(round.instrument.by_key, "2") | {"C1.1": "0", "C2.1": "dk"}
    paper(world, round, "community", low)
    assert client.post(round.address("reveal"))["Location"] == round.address("talk")
    talk = client.get(round.address("talk")).content.decode()
    # C1.1 has a gap and answers two apart: it comes first.
    assert re.search(r"<tbody>.*?>(C\d\.\d)</a>", talk, re.DOTALL)[1] == "C1.1"  # type: ignore[index]
    assert "answers lie two or more apart" in talk
    page = client.get(round.address("item", "C1.1")).content.decode()
    assert "answers lie two or more apart" in page
    empty = client.post(round.address("item", "C1.1"), {"value": "1"})
    assert "Fill this in." in text_of(empty)
    kept = client.post(
        round.address("item", "C1.1"), {"value": "1", "rationale": "Two packets go round.", "dissent": "One says none."}
    )
    assert kept.status_code == 302
    assert "/talk/C" in kept["Location"]
    assert "Still without an agreed value" in text_of(client.post(round.address("close"), follow=True))
    client.post(round.address("middle"))
    assert Consensus.objects.count() == 40
    closed = text_of(client.post(round.address("close"), follow=True))
    assert "9 of 10 critical items pass" in closed
    wall = text_of(client.get(round.address("screen", "C1.1")))
    assert "Two packets go round." in wall
    client.post(round.address("decide"), {"decision": "fix_first", "decision_reason": "One packet first."})
    assert "fix first : One packet first." in text_of(client.get(round.get_absolute_url()))
    gap = client.post(
        round.address("gap", "C1.1"),
        {"title": "Choose one packet", "due_date": "2030-01-15", "owner": str(world["Bob"].pk)},
    )
    assert gap.status_code == 302
    assert "Choose one packet" in text_of(client.get(round.address("results")))
    assert "Choose one packet" in text_of(client.get(f"/partnerships/{world.partnership.pk}/items/"))


def test_results_show_no_kind_where_it_could_point_at_somebody(world: World) -> None:
    round = opened(world)
    for kind, value in zip(("industry", "industry", "industry", "education"), "1114", strict=True):
        paper(world, round, kind, dict.fromkeys(round.instrument.by_key, value))
    round = revealing.reveal(by=world["Alice"], round=round)
    client = visit(world["Bob"])
    shown = text_of(client.get(round.address("results")))
    assert "Too few raters of several kinds" in shown
    assert b"Education" not in client.get(round.address("table", "kinds", "csv")).content


def test_words_are_shown_without_names_or_kinds(world: World) -> None:
    round = opened(world)
    link = link_of(world, round, kind="community")
    Client().post(link + "C1/", {"C1-1": "1", "C1-1-comment": "Our packet is of 2019 <b>"})
    for name in ("Ben", "Cyd"):
        Client().post(link_of(world, round, name) + "C1/", {"C1-1": "1"})
    answered(world, round, kinds=NINE[:3])
    revealing.reveal(by=world["Alice"], round=round)
    page = visit(world["Bob"]).get(round.address("item", "C1.1")).content.decode()
    said = page[page.index('id="said"') : page.index('id="agreed"')]
    assert "Our packet is of 2019 &lt;b&gt;" in said
    assert "Ann" not in page
    assert "Community" not in said


def test_the_state_opens_a_round_of_its_own_and_plans_help(world: World, django_assert_max_num_queries) -> None:
    settled(world, C1_1="1")
    client = visit(world["Frank"])
    home = reverse("readiness:state", args=["IL"])
    with django_assert_max_num_queries(15):
        assert "1 partnership of Illinois has agreed on a self-assessment; 0 pass" in text_of(client.get(home))
    for kind in ("csv", "xlsx"):
        for name in ("regions", "partnerships"):
            assert client.get(reverse("readiness:state_file", args=["IL", name, kind])).status_code == 200
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    made = client.post(
        reverse("readiness:open_state", args=["IL"]), {"title": "State", "instrument": "state", "closes_on": day}
    )
    assert made.status_code == 302
    round = Round.objects.get(partnership=None)
    for page in ("round", "invite", "slips", "paper", "reveal", "last_day"):
        assert client.get(round.address(page)).status_code == 200
    client.post(
        round.address("invite"), {"name": "Board", "email": "b@example.org", "kind": "workforce", "language": "es"}
    )
    letter = Letter.objects.latest("pk")
    assert letter.language == "es"
    assert "/es/readiness/join/" in letter.text
    plan = reverse("readiness:plan_assistance", args=["IL"])
    assert "We share one current data packet" in text_of(client.get(f"{plan}?item=C1.1"))
    client.post(plan, {"title": "Packet clinic", "on_date": day, "item": "C1.1", "about": "All regions"})
    assert "Packet clinic" in text_of(client.get(home))
    client.post(reverse("readiness:drop_assistance", args=["IL", TechnicalAssistance.objects.get().pk]))
    assert not TechnicalAssistance.objects.exists()
    wrong = client.post(reverse("readiness:add_instrument", args=["IL"]), {"text": "key: x"})
    assert "kind has to be one of" in text_of(wrong)
    example = client.get(reverse("readiness:example")).content.decode()
    assert example.startswith("# The five components")
    own = example.replace("key: five_components", "key: ours")
    assert client.post(reverse("readiness:add_instrument", args=["IL"]), {"text": own}).status_code == 302
    assert "44 items" in text_of(client.get(home))


def test_the_neighbor_s_overseer_finds_nothing_of_this_state(world: World) -> None:
    ines = visit(people.overseer("Ines", people.indiana()))
    made = opening.open_state_round(
        by=world["Frank"], state=people.illinois(), title="S", closes_at=timezone.now() + timedelta(days=2)
    )
    assert ines.get(made.get_absolute_url()).status_code == 404
    assert ines.get(reverse("readiness:state", args=["IL"])).status_code == 404
    assert ines.get(reverse("readiness:state", args=["IN"])).status_code == 200


def test_invitations_can_be_sent_anew_taken_back_and_reminded(world: World) -> None:
    round = opened(world)
    link = link_of(world, round)
    client = visit(world["Alice"])
    invitation = round.invitations.get()
    client.post(round.address("again", invitation.pk))
    assert Client().get(link).status_code == 404
    assert "Those who are not through get a letter." in text_of(client.post(round.address("remind"), follow=True))
    assert "within the last two days" in text_of(client.post(round.address("remind"), follow=True))
    client.post(round.address("withdraw", invitation.pk))
    assert not Rater.objects.exists()
    members = client.get(round.address("invite_members")).content.decode()
    assert "Bob, Acme Gears" in members
    client.post(round.address("invite_members"), {"people": [world["Bob"].pk, world["Edda"].pk]})
    assert dict(round.invitations.values_list("email", "kind")) == {
        "bob@example.org": "industry",
        "edda@example.org": "education",
    }


def test_somebody_who_was_invited_finds_it_in_my_work(world: World) -> None:
    round = opened(world)
    inviting.invite(by=world["Alice"], round=round, name="Bob", email="bob@example.org", kind="industry")
    work = text_of(visit(world["Bob"]).get(reverse("access:my_work")))
    assert "Rate readiness: the link is in your mail" in work
    frank = text_of(visit(world["Frank"]).get(reverse("access:my_work")))
    assert "Readiness in Illinois" in frank


def test_a_sent_letter_keeps_no_working_link(world: World) -> None:
    link = link_of(world, opened(world))
    letter = Letter.objects.latest("pk")
    deliver.call(letter.pk)
    letter.refresh_from_db()
    token = link.split("/join/")[1].strip("/")
    assert letter.sent_at
    assert token not in letter.text + letter.html


def test_the_rater_s_page_speaks_spanish(world: World) -> None:
    link = link_of(world, opened(world))
    page = Client().get("/es" + link + "C1/").content.decode()
    assert "Compartimos un solo informe de datos al día" in page
    assert "Sin empezar" in page


def test_many_raters_are_read_in_few_queries(world: World, django_assert_max_num_queries) -> None:
    round = opened(world)
    answered(world, round, kinds=NINE * 3)
    rater = Rater.objects.first()
    assert rater is not None
    rating.rate(by=rater, answers={"C1.1": Answer("0")})
    round = revealing.reveal(by=world["Alice"], round=round)
    settling.take_the_middle(by=world["Alice"], round=round)
    client = visit(world["Bob"])
    with django_assert_max_num_queries(15):
        assert client.get(round.address("results")).status_code == 200
