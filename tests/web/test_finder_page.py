"""Can a convener find the labor market around a county, see how sure it is, and change it by hand?"""

import html
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from seen import addresses, seen

from talentshed.labor.regions.containment import containment
from talentshed.web.explore.queries.finder import market, page, words
from talentshed.web.explore.queries.finder.asked import Asked
from talentshed.web.explore.queries.finder.changes import changes
from talentshed.web.explore.queries.finder.counties import contested_figure
from talentshed.web.explore.queries.finder.found import found, reachable
from talentshed.web.explore.queries.finder.kept import Kept
from talentshed.web.explore.queries.finder.map import drawing, finder_map
from talentshed.web.explore.queries.places import edition_of

FINDER = "/regions/finder/"
PEORIA = f"{FINDER}?seed=17143&target=90"
HTMX = {"HX-Request": "true"}


def words_of(response) -> str:
    """The page as a reader sees it: without tags, blanks joined."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def asked(**changed) -> Asked:
    return Asked(edition_of(), "17143", 90).changed(**changed)


def test_the_finder_begins_with_a_question_and_every_county_on_the_map(client):
    answer = client.get(FINDER)
    assert "Find the labor market around a county" in words_of(answer)
    links = [link for link in addresses(seen(answer), FINDER) if link.startswith(f"{FINDER}?") and "seed=" in link]
    assert len(links) >= 600
    assert client.get(links[0]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "seed"),
    [("Peoria County, IL", "17143"), ("peoria county, il", "17143"), ("17143", "17143"), ("61602", "17143"),
     ("Tazewell", "17179")],
)  # fmt: skip
def test_a_typed_county_or_zip_code_leads_to_its_labor_market(client, typed, seed):
    answer = client.get(FINDER, {"place": typed, "target": "80", "sector": "manufacturing"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{FINDER}?seed={seed}&target=80&sector=manufacturing"


def test_a_chip_asks_for_its_share(client):
    answer = client.get(FINDER, {"place": "17143", "target": "80", "preset": "60"})
    assert answer["Location"] == f"{FINDER}?seed=17143&target=60"


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("seed=99999", 404, "There is no county 99999 in this edition"),
        ("seed=06037", 404, "There is no county 06037 in this edition"),
        ("seed=17143&target=200", 400, "“200” is not a share that the region can be asked to reach"),
        ("seed=17143&target=77", 400, "choose 50 to 95, in steps of 5"),
        ("seed=17143&county=17143&county=00000", 400, "There are no commuting flows for county 00000"),
        ("seed=17143&sector=nonsense", 404, "nonsense"),
        ("seed=17143&edition=e-00000000", 404, "e-00000000"),
        ("place=", 400, "No county was chosen"),
        ("place=00001", 404, "There is no county or ZIP Code 00001"),
        ("place=Peoira", 404, "There is no county called “Peoira” here"),
        ("place=Lake", 300, "Several counties match “Lake”"),
    ],
)
def test_what_can_not_be_read_is_answered_in_one_sentence(client, query, status, sentence):
    answer = client.get(f"{FINDER}?{query}")
    assert answer.status_code == status
    assert sentence in words_of(answer)


@pytest.mark.parametrize("address", [FINDER, PEORIA, f"{PEORIA}&county=17143&county=17203", f"/es{PEORIA}"])
def test_each_page_of_the_finder_is_whole(client, address):
    whole = seen(client.get(address))
    assert len(whole.headings) == 1
    assert whole.inline == []
    assert len(whole.ids) == len(set(whole.ids))


def test_the_answer_is_a_sentence_that_can_be_read_aloud(client):
    said = words_of(client.get(PEORIA))
    answered = found(asked(), wait=False)
    held = answered.containment
    assert "The labor market around Peoria County is 4 counties: Fulton, Peoria, Tazewell and Woodford." in said
    jobs, residents = round(held.job_share * 100), round(held.resident_share * 100)
    assert f"Of 100 people who work there, {jobs} live there; of 100 workers who live there, {residents} work" in said
    assert ("that is proved." in said) == answered.suggestion.proved_smallest
    assert "2009–2013" in said


def test_the_shares_are_those_of_the_flows():
    answered = found(asked(), wait=False)
    again = containment(market.flows_of(edition_of()), ["17143", "17057", "17179", "17203"])
    assert answered.containment == again
    assert again.containment >= 0.9


def test_without_waiting_the_page_says_that_it_is_being_worked_out(client):
    county = "19113"
    assert market.known_membership(edition_of(), county, 65, "") is None
    address = f"{FINDER}?seed={county}&target=65"
    waiting = client.get(address)
    assert "is being worked out" in words_of(waiting)
    assert f"{address}&probability=1" in addresses(seen(waiting), address)
    known = words_of(client.get(f"{address}&probability=1"))
    assert "is being worked out" not in known
    assert "Of 100 redraws" in known
    assert "is being worked out" not in words_of(client.get(address))


def test_a_contested_county_is_named_with_the_county_that_it_could_join(client):
    said = words_of(client.get(f"{PEORIA}&probability=1"))
    contested = found(asked(), wait=True).membership.contested
    assert contested
    for each in contested:
        assert market.county_names(edition_of())[each.code].label in said
        assert market.county_names(edition_of())[each.could_join].label in said


@pytest.mark.parametrize(
    ("shares", "said"),
    [({"17179": 0.95, "17203": 0.05}, "regions. Each county was in at least 90 of 100 of them, or in fewer than 10."),
     ({"17179": 0.7, "17203": 0.05}, "regions. 1 county is neither sure nor contested: it was in 10 to 40, or in"),
     ({"17179": 0.7, "17203": 0.1}, "regions. 2 counties are neither sure nor contested: each was in 10 to 40, or")],
)  # fmt: skip
def test_counties_between_sure_and_contested_are_counted_and_never_called_clear(shares, said):
    answered = found(asked(), wait=True)
    none_contested = replace(answered.membership, probability={"17143": 1.0, **shares}, contested=())
    assert said in contested_figure(replace(answered, membership=none_contested)).sentence


def test_each_change_keeps_what_the_flows_say_it_keeps():
    answered = found(asked(), wait=True)
    flows = market.flows_of(edition_of())
    listed = changes(answered)
    assert listed[0].code == "17143"
    assert {each.code for each in listed if each.inside} == set(answered.members)
    for each in listed:
        if each.is_seed:
            assert each.changed == answered.containment.containment
            assert each.address == ""
            continue
        other = containment(flows, set(answered.members) ^ {each.code})
        assert each.changed == pytest.approx(other.containment, abs=1e-12)
        assert each.difference == pytest.approx(other.containment - answered.containment.containment, abs=1e-12)


def test_a_sectors_changes_count_its_own_workers():
    answered = found(asked(sector="manufacturing", target=75), wait=False)
    flows = market.workers_of(edition_of(), "manufacturing")
    for each in changes(answered):
        if not each.is_seed:
            other = containment(flows, set(answered.members) ^ {each.code})
            assert each.changed == pytest.approx(other.containment, abs=1e-9)
    assert "an estimate" in " ".join(words.answer(answered))


def test_a_county_is_put_in_and_taken_out_by_its_link(client):
    answered = found(asked(), wait=False)
    with_one = answered.toggled("17175")
    said = words_of(client.get(with_one))
    assert "You put in Stark." in said
    assert "Your region around Peoria County is 5 counties" in said
    assert answered.asked.address() in addresses(seen(client.get(with_one)), with_one)
    edited = found(asked(counties=(*answered.members, "17175")), wait=False)
    assert edited.toggled("17175") == asked().address(), "the suggestion needs no counties in its address"


def test_the_county_that_it_starts_from_always_stays(client):
    said = words_of(client.get(f"{FINDER}?seed=17143&county=17179&county=17203"))
    assert "3 counties: Peoria, Tazewell and Woodford" in said


def test_counties_without_a_start_begin_at_the_largest(client):
    said = words_of(client.get(f"{FINDER}?county=17179&county=17143"))
    assert "around Peoria County" in said


def test_counties_in_pieces_are_said_to_be(client):
    assert "not in one piece" in words_of(client.get(f"{FINDER}?seed=17143&county=17143&county=17031"))
    assert reachable(edition_of(), "17143", ["17143", "17031"]) == {"17143"}


def test_an_edit_is_answered_by_the_result_alone_and_the_rest_follows(client):
    whole = client.get(PEORIA).content.decode()
    edit = client.get(f"{PEORIA}&county=17143&county=17179", headers=HTMX)
    text = edit.content.decode()
    assert "<html" not in text
    assert 'id="finder-result"' in text
    assert 'id="finder-further" hx-swap-oob="true"' in text
    assert "<svg role" not in text, "pictures come with the part that follows"
    assert "HX-Request" in edit["Vary"]
    rest = client.get(f"{PEORIA}&county=17143&county=17179&part=further", headers=HTMX).content.decode()
    for key in ("commuting", "labor-shed", "commute-shed", "alternatives", "table"):
        assert f'id="{key}"' in rest
        assert f'id="{key}"' in whole


def test_every_finding_has_its_receipt_and_its_files(client):
    text = client.get(f"{PEORIA}&probability=1").content.decode()
    shown = page.finder_page(asked())
    assert text.count("Receipt: where this comes from") == len(shown.figures)
    for figure in shown.figures:
        assert figure.receipt.formula
        assert figure.receipt.edition == edition_of()
        assert set(figure.addresses) >= ({"csv", "xlsx"} if figure.grid else set())
    assert shown.permalink == f"{PEORIA}&edition={edition_of()}"


def test_every_file_that_the_finder_offers_is_there(client):
    offered = [link for link in addresses(seen(client.get(f"{PEORIA}&probability=1")), PEORIA) if "/export/" in link]
    assert {re.search(r"\.(\w+)\?", link)[1] for link in offered} >= {"csv", "xlsx", "svg", "pdf", "geojson"}
    for link in offered:
        assert client.get(link).status_code == 200, link


def test_who_must_be_at_the_table_is_named(client):
    said = words_of(client.get(PEORIA))
    over = market.table_for(edition_of(), found(asked(), wait=False).members)
    assert f"{len(over.table)} public bodies have to be at the table" in said
    assert {body.role for body in over.table} == {"workforce", "economic_development", "education"}
    for body in over.table:
        assert (body.name if body.role == "education" else body.key.rpartition("-")[2]) in said
    assert "check with the state" in said


def test_other_answers_stand_beside_ours(client):
    said = words_of(client.get(PEORIA))
    for name in ("Published commuting zone of 1990", "Published commuting zone of 2020", "Coombes and Bond", "Tolbert"):
        assert name in said


def test_without_other_answers_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr("talentshed.web.explore.queries.finder.page.others_figure", lambda answered: None)
    address = f"{FINDER}?seed=17115&target=85&probability=1"
    assert "No other answers to compare with" in words_of(client.get(address))


def test_the_map_outlines_the_region_and_shades_each_county():
    answered = found(asked(), wait=True)
    drawn = finder_map(answered)
    assert {each.fips for each in drawn.counties if each.inside} == set(answered.members)
    for each in drawn.counties:
        assert each.shade == words.class_of(answered.probability(each.fips))
        assert (each.address == "") == (each.fips == "17143")
    assert {each.text for each in drawn.names} == {"Fulton", "Peoria", "Tazewell", "Woodford"}


def test_names_on_the_map_never_cover_each_other():
    answered = found(Asked(edition_of(), "29510", 75), wait=True)
    named = [each.text for each in finder_map(answered).names]
    assert {"St. Louis", "St. Charles"} <= set(named)
    assert "St. Louis city" not in named


def test_the_outline_goes_around_and_leaves_out_borders_inside():
    drawn, _states = drawing(edition_of())
    alone, both = found(asked(counties=("17143",)), wait=False), found(asked(counties=("17143", "17179")), wait=False)
    shared = drawn["17143"].edges & drawn["17179"].edges
    assert shared
    one, two = (finder_map(each).outline.count("M") for each in (alone, both))
    assert one == len(drawn["17143"].edges)
    assert two == len(drawn["17143"].edges) + len(drawn["17179"].edges) - 2 * len(shared)


@pytest.mark.parametrize(
    ("share", "shade"),
    [(1.0, "sure"), (0.9, "sure"), (0.89, "likely"), (0.61, "likely"), (0.6, "contested"), (0.5, "contested"),
     (0.4, "contested"), (0.39, "little"), (0.1, "little"), (0.09, "hardly"), (0.0, "hardly")],
)  # fmt: skip
def test_the_shades_part_at_the_named_shares(share, shade):
    assert words.class_of(share) == shade


def test_a_higher_share_never_takes_fewer_counties():
    sizes = [len(market.suggested(edition_of(), "17143", target, "").members) for target in (60, 75, 90)]
    assert all(few <= more for few, more in pairwise(sizes))


def test_a_named_region_goes_on_to_its_page(client):
    answer = client.get(f"{FINDER}use/?county=17143&county=17179&name=Peoria+area")
    assert answer.status_code == 302
    assert answer["Location"] == "/regions/17143-17179~Peoria%20area/"
    unnamed = client.get(f"{FINDER}use/?county=17143&county=17179&edition={edition_of()}")
    assert unnamed["Location"] == f"/regions/17143-17179/?edition={edition_of()}"


@pytest.mark.parametrize("address", [f"{PEORIA}&name=a%3Cb", f"{FINDER}use/?county=17143&name=a%3Cb"])
def test_a_name_with_markup_is_refused_as_files_refuse_it(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "can't have the sign “<”" in words_of(answer)
    assert "a<b" not in answer.content.decode()


def test_a_county_without_jobs_of_the_sector_is_answered_and_the_page_says_so(client):
    address = f"{FINDER}?seed=21201&sector=manufacturing"
    said = words_of(client.get(f"{address}&probability=1"))
    assert "No job of Manufacturing is known in Robertson County: the region starts there all the same." in said
    assert "Where the people who live in Robertson County work" in said
    assert "Where the people who work in Robertson County live" not in said
    assert client.get(f"{address}&part=further", headers=HTMX).status_code == 200


def test_a_region_beyond_the_industry_figures_says_so(client):
    said = words_of(client.get(f"{FINDER}?seed=18029&county=18029&county=39061"))
    assert "no industry figures for Hamilton County, OH" in said
    assert "Open its page" not in said


def test_the_finder_can_be_reached_from_home_chooser_and_region(client):
    for address in ("/", "/regions/", "/regions/metro-37900/"):
        found_links = [link for link in addresses(seen(client.get(address)), address) if link.startswith(FINDER)]
        assert found_links, address
        assert client.get(found_links[0]).status_code == 200


def test_an_edition_named_stays_named(client):
    address = f"{PEORIA}&edition={edition_of()}"
    text = client.get(address).content.decode()
    main = seen(type("Answer", (), {"content": text[text.index("<main") : text.index("</main>")].encode()}))
    lost = [link for link in addresses(main, address) if link.startswith(f"{FINDER}?") and "edition=" not in link]
    assert lost == []


def test_without_data_the_finder_gives_one_sentence(client, tmp_path, monkeypatch):
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "current").write_text("e-00000000\n")
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path))
    answer = client.get(PEORIA)
    assert answer.status_code == 404
    assert "talentshed data build" in words_of(answer)


def test_spanish_pages_answer_too(client):
    answer = client.get(f"/es{PEORIA}")
    assert answer.status_code == 200
    assert seen(answer).lang == "es"


def test_kept_answers_make_room_for_newer_ones():
    kept = Kept(2)
    assert [kept.find(number, lambda number=number: number * 10) for number in (1, 2, 3)] == [10, 20, 30]
    assert [kept.get(number) for number in (1, 2, 3)] == [None, 20, 30]
    assert kept.find(2, lambda: 99) == 20


def test_a_new_county_is_answered_before_its_pictures_are_drawn(client):
    address = f"{FINDER}?seed=17161&target=65"
    first = words_of(client.get(address))
    assert "are being drawn" in first
    assert "have to be at the table" not in first
    assert "have to be at the table" in words_of(client.get(f"{address}&part=further", headers=HTMX))
    again = words_of(client.get(address))
    assert "are being drawn" not in again
    assert "have to be at the table" in again
