"""Does the team page show gaps and warn, and do drafts carry the partnership's own names?"""

import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import reverse

from organization_world import organization
from partnership_world import World, member
from talentshed.web.partnerships.documents import DOCUMENTS
from talentshed.web.partnerships.functions import ESSENTIAL, FUNCTIONS
from talentshed.web.partnerships.models import Member
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.support_team import core_warning, support_team

Browse = Callable[[str], Client]


@pytest.mark.parametrize(("core", "business", "warns"), [(0, 0, False), (1, 0, True), (2, 2, False), (3, 2, True)])
def test_the_warning_fires_where_the_core_outnumbers_business(core: int, business: int, warns: bool) -> None:
    assert bool(core_warning(core, business)) == warns


@pytest.mark.django_db
def test_partners_cover_functions_and_gaps_are_shown(world: World, browse: Browse) -> None:
    pk = world.machinery.pk
    alice = browse("Alice")
    college = Member.objects.get(partnership=world.machinery, organization=world.college)
    form = reverse("partnerships:covers", args=[pk, college.pk])
    assert alice.post(form, {"functions": ["college", "adult_education"]}).status_code == 302
    team = support_team(facts_of(world.machinery))
    covered = {each.key: [str(member) for member in each.partners] for each in team.functions if each.partners}
    assert covered == {"college": ["River College"], "adult_education": ["River College"]}
    assert {each.key for each in team.gaps[: len(ESSENTIAL) - 2]} == set(ESSENTIAL) - set(covered)
    shown = alice.get(reverse("partnerships:team", args=[pk])).content.decode()
    assert "2 of 12 functions are covered" in shown
    assert alice.post(form, {}).status_code == 302
    assert Member.objects.get(pk=college.pk).covers == ""
    assert "Select a valid choice" in alice.post(form, {"functions": ["magic"]}).content.decode()


@pytest.mark.django_db
def test_the_page_warns_where_the_core_outnumbers_business(world: World, browse: Browse) -> None:
    page = reverse("partnerships:team", args=[world.machinery.pk])
    assert "outnumbers the firms" not in browse("Bob").get(page).content.decode()
    for name in ("Chamber", "Schools"):
        member(world.machinery, organization(name, "community"), core_team=True)
    assert "The core team (3) outnumbers the firms at the table (2)." in browse("Bob").get(page).content.decode()


@pytest.mark.django_db
def test_only_partners_cover_and_only_who_keeps_the_records_says_what(world: World, browse: Browse) -> None:
    pk = world.machinery.pk
    acme = Member.objects.get(partnership=world.machinery, organization=world.acme)
    college = Member.objects.get(partnership=world.machinery, organization=world.college)
    assert browse("Alice").get(reverse("partnerships:covers", args=[pk, acme.pk])).status_code == 404
    assert browse("Dan").post(reverse("partnerships:covers", args=[pk, college.pk])).status_code == 403
    assert set(FUNCTIONS) >= {"k12_cte", "college", "university", "workforce", "economic_development", "labor"}


@pytest.mark.django_db
@pytest.mark.parametrize("key", list(DOCUMENTS))
def test_each_draft_is_a_page_and_a_word_file_with_the_same_words(world: World, browse: Browse, key: str) -> None:
    pk = world.machinery.pk
    bob = browse("Bob")
    page = bob.get(reverse("partnerships:document", args=[pk, key])).content.decode()
    assert "not legal advice" in page
    answer = bob.get(reverse("partnerships:document_file", args=[pk, key]))
    assert answer.status_code == 200
    assert f"machinery-{key}.docx" in answer["Content-Disposition"]
    opened = docx.Document(io.BytesIO(answer.content))
    assert opened.core_properties.author == "Machinery"
    assert opened.paragraphs[0].style.name == "Heading 1"
    shown = page.replace("&#x27;", "'").replace("&amp;", "&")
    for paragraph in opened.paragraphs:
        assert paragraph.text.strip("_") == "" or paragraph.text in shown


@pytest.mark.django_db
def test_the_letter_goes_out_over_the_name_of_the_chosen_champion(world: World, browse: Browse) -> None:
    from partnership_world import role

    role(world.machinery, world["Hugo"], "champion", world.brown)
    page = reverse("partnerships:document", args=[world.machinery.pk, "invitation"])
    alice = browse("Alice")
    assert "Carol, Acme Gears, Inc." in alice.get(page).content.decode().split("ts-paper")[1]
    assert "Hugo, Brown Bearings LLC" in alice.get(page, {"signer": "1"}).content.decode().split("ts-paper")[1]
    assert "Carol" in alice.get(page, {"signer": "77"}).content.decode().split("ts-paper")[1]
    world.machinery.roles.filter(role="champion").delete()
    left_open = alice.get(page).content.decode()
    assert "[name of the champion]" in left_open
    assert "over a champion’s name only" in left_open


@pytest.mark.django_db
def test_the_case_carries_the_regions_own_figures_with_their_source(world: World, browse: Browse) -> None:
    page = browse("Alice").get(reverse("partnerships:document", args=[world.machinery.pk, "case_statement"]))
    shown = page.content.decode()
    assert "jobs in this region" in shown
    assert "edition=e-" in shown
    world.machinery.sector_key = ""
    world.machinery.save()
    without = browse("Alice").get(reverse("partnerships:document", args=[world.machinery.pk, "case_statement"]))
    assert "[three facts on the industry here, with source and year]" in without.content.decode()


@pytest.mark.django_db
def test_a_draft_that_is_none_leads_nowhere(world: World, browse: Browse) -> None:
    assert browse("Alice").get(reverse("partnerships:document", args=[world.machinery.pk, "poem"])).status_code == 404
