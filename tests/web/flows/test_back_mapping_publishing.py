"""Does what firms told leave by the door alone, added up, with nothing that tells of one firm?"""

import json

import pytest
from django.core.exceptions import PermissionDenied

from flow_world import PERIOD, all_answered, typed_in, welder
from partnership_world import World
from talentshed.web.access.models import AuditEntry
from talentshed.web.flows.actions.answering import tell_hires
from talentshed.web.flows.actions.publishing import publish_sources
from talentshed.web.flows.answers import Answer, Way
from talentshed.web.flows.models import BackMapPublication
from talentshed.web.flows.problems import NotPossible
from talentshed.web.flows.queries import picture, pooling
from talentshed.web.partnerships.policies import standing
from talentshed.web.releases.actions.publishing import Published, take_back
from talentshed.web.releases.models import Release


def published(world: World, by: str = "Alice", period: str = PERIOD) -> Published:
    return publish_sources(by=world[by], partnership=world.machinery, period=period)


def cells(made: Published, table: str, one: str, other: str) -> dict[tuple[str, str], tuple[str, str]]:
    found = next(each for each in made.tables if each["name"] == table)["columns"]
    return {
        (a, b): (value, status)
        for a, b, value, status in zip(found[one], found[other], found["value"], found["status"], strict=True)
    }


def test_sources_add_up_to_the_hires_and_what_is_open_is_not_reported(world: World) -> None:
    # nine firms of 20: school 72, same industry 45, agency 1 (one firm), not reported 8 x 7 + 6 = 62; in all 180
    all_answered(world)
    pooled, _holdings = pooling.pooled_answers(world.machinery, PERIOD)
    by_source: dict[str, int] = {}
    for row in pooled.to_pylist():
        by_source[row["tier1"]] = by_source.get(row["tier1"], 0) + row["hires"]
    assert by_source == {"school": 72, "same_industry_here": 45, "temp_agency": 1, "not_reported": 62}
    assert sum(by_source.values()) == 180


def test_what_one_firm_alone_told_is_hidden_with_another_number_and_the_rest_is_shown(world: World) -> None:
    all_answered(world)
    made = published(world)
    assert made.is_published, made.reason
    found = cells(made, pooling.BY_JOB, pooling.JOB, pooling.DIRECT)
    assert found["Total", "Total"] == ("180", "reported")
    assert found["Total", "temp_agency"] == ("", "suppressed_primary")
    hidden = {code for (job, code), (value, _status) in found.items() if job == "Total" and not value}
    assert len(hidden) >= 2, "with one number hidden alone it could be worked out from the sum"
    assert found["Total", "school"] == ("72", "reported")
    ways = cells(made, pooling.BY_WAY, pooling.DIRECT, pooling.EARLIER)
    assert ways["school", "not_reported"] == ("72", "reported")
    assert ways["temp_agency", "unemployed"][0] == ""


def test_no_name_that_a_firm_wrote_and_no_firm_is_in_the_release(world: World) -> None:
    all_answered(world)
    published(world)
    entry = Release.objects.get()
    text = entry.tables + entry.certificate + entry.settings
    for secret in ("Academy", "Firm 1", "organization/"):
        assert secret not in text


def test_four_firms_are_too_few_and_the_refusal_or_hiding_tells_nothing(world: World) -> None:
    all_answered(world, 4)
    made = published(world)
    if made.is_published:
        assert all(not value for value, _status in cells(made, pooling.BY_JOB, pooling.JOB, pooling.DIRECT).values())
    else:
        assert not BackMapPublication.objects.exists()
        assert AuditEntry.objects.filter(kind="HIRE_SOURCES_REFUSED").exists()


def test_a_firm_that_is_most_of_the_hires_hides_them(world: World) -> None:
    made = all_answered(world)
    typed_in(world, made[0], 900, Way("school", 800))
    release = published(world)
    if release.is_published:
        assert cells(release, pooling.BY_JOB, pooling.JOB, pooling.DIRECT)["Total", "school"][0] == ""


def test_one_answer_changed_since_the_last_release_is_refused(world: World) -> None:
    made = all_answered(world)
    assert published(world).is_published
    typed_in(world, made[3], 23, Way("school", 11))
    again = published(world)
    assert not again.is_published
    assert "subtracts" in again.reason
    assert BackMapPublication.objects.count() == 1


@pytest.mark.parametrize("name", ["Bob", "Dan", "Fay", "Erin", "Charlie"])
def test_others_publish_nothing(world: World, name: str) -> None:
    all_answered(world)
    with pytest.raises(PermissionDenied):
        published(world, by=name)
    assert not Release.objects.exists()


def test_nothing_told_is_nothing_to_publish(world: World) -> None:
    with pytest.raises(NotPossible, match="No firm has told of hires in July to December 2025 yet"):
        published(world, period="2025-H2")
    job = welder(world)
    tell_hires(
        by=world["Bob"],
        partnership=world.machinery,
        organization=world.acme,
        period=PERIOD,
        answers=[Answer(job.pk, 0)],
    )
    with pytest.raises(NotPossible):
        published(world)


def test_the_picture_shows_what_was_published_with_its_shares_and_receipt(world: World) -> None:
    all_answered(world)
    made = published(world)
    shown = picture.picture(standing(world["Bob"], world.machinery))
    assert shown is not None
    assert "180 hires" in shown.summary
    assert "School or college program" in shown.summary
    assert "40%" in shown.summary  # 72 / 180
    sources = next(each for each in shown.figures if each.key == "sources")
    assert sources.grid is not None
    rows = {row["source"]: row for row in sources.grid.rows}
    assert (rows["School or college program"]["hires"], rows["School or college program"]["share"]) == (72, 0.4)
    assert rows["Staffing agency"]["hires"] is None
    assert rows["Staffing agency"]["hires_status"] == "suppressed_primary"
    assert sources.receipt.sources[0].digest == made.release.table_digest
    assert sources.receipt.edition == made.name
    assert "<svg" in sources.svg
    assert "Hidden sources, together" in sources.svg  # 180 - 72 - 62: which of them is which isn't said
    assert "46" in sources.svg
    ways = next(each for each in shown.figures if each.key == "ways")
    assert ways.grid is not None
    told = [(row["before"], row["source"]) for row in ways.grid.rows]
    assert ("Military", "Same industry, in the region") in told
    assert ("Military", "School or college program") not in told, "nobody came that way"
    names = json.loads(ways.spec)["vconcat"][0]["data"]["values"]
    assert "Military → Same industry" in json.dumps(names, ensure_ascii=False)


def test_what_was_taken_back_is_shown_no_more(world: World) -> None:
    all_answered(world)
    made = published(world)
    take_back(by=world["Alice"], release=made.release, reason="Wrong period")
    assert picture.picture(standing(world["Bob"], world.machinery)) is None
