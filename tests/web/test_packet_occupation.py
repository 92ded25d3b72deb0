"""Does the page of an occupation show what the survey, the projections and O*NET publish, and can people find it?"""

import pytest
from django.test import Client

from talentshed.web.explore.queries.occupation_page import occupation
from talentshed.web.explore.queries.occupation_search import search
from talentshed.web.explore.queries.places import edition_of
from talentshed.web.explore.queries.problems import NotHere


def test_machinists_of_peoria_have_the_published_jobs_and_median() -> None:
    pay = occupation("51-4041", "metro-37900").figure("pay")
    assert pay is not None
    assert "500 jobs in Peoria, IL" in pay.heading
    assert "$51,680" in pay.heading


def test_page_has_what_an_occupation_is_takes_and_leads_to() -> None:
    keys = [figure.key for figure in occupation("51-4041", "metro-37900").figures]
    assert keys == [
        *("pay", "outlook", "industries", "tasks", "skills", "technologies", "education", "steps", "related"),
        "programs",
    ]


def test_next_steps_pay_more_and_need_at_most_one_zone_more() -> None:
    steps = occupation("51-4041", "metro-37900").figure("steps")
    assert steps is not None
    assert steps.grid is not None
    gains = [row["wage_gain_share"] for row in steps.grid.rows]
    assert gains
    assert all(isinstance(gain, float) and gain >= 0.05 for gain in gains)


def test_code_that_is_published_with_others_says_so() -> None:
    page = occupation("51-2022")
    pay = page.figure("pay")
    assert pay is not None
    assert any("51-2022" in note and "51-2028" in note for note in pay.notes)


def test_unknown_code_names_its_neighbors(client: Client) -> None:
    with pytest.raises(NotHere, match=r"Near it: 51-40"):
        occupation("51-4049")
    assert client.get("/occupations/51-4049/").status_code == 404


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("machinist", "51-4041"),
        ("machnist", "51-4041"),
        ("regsitered nurse", "29-1141"),
        ("51-4041", "51-4041"),
        ("514041", "51-4041"),
        ("welder", "51-4121"),
    ],
)
def test_search_finds_by_title_code_and_near_spelling(words: str, code: str) -> None:
    assert code in search(edition_of(), words)[:3]


def test_search_for_nonsense_says_that_nothing_fits(client: Client) -> None:
    assert search(edition_of(), "zzqqzz") == []
    assert "No occupation fits" in client.get("/occupations/?q=zzqqzz").content.decode()


def test_search_keeps_the_region_in_its_links(client: Client) -> None:
    text = client.get("/occupations/?q=machinist&region=metro-37900").content.decode()
    assert "/occupations/51-4041/?region=metro-37900" in text
