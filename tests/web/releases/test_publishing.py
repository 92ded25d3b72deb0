"""Is nothing published that could be worked out, and does the ledger say what was published and what wasn't?"""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from answered import OPENINGS, openings, people
from partnership_world import World
from talentshed.web.access import retention
from talentshed.web.access.models import AuditEntry
from talentshed.web.releases import chain, pseudonyms
from talentshed.web.releases.actions.floors import agree_to_lower, ask_to_lower, end_lowering
from talentshed.web.releases.actions.publishing import Published, publish, take_back
from talentshed.web.releases.models import KeptForAudit, LedgerIsKeptError, LoweredFloor, Release
from talentshed.web.releases.problems import NotPossible

PEOPLE = {"C1": 40, "C2": 35, "C3": 30, "C4": 4}


def released(world: World, *tables: object, by: str = "Alice", **more: object) -> Published:
    """Publish for Machinery."""
    fields = {
        "scope": world.machinery.scope,
        "title": "Openings",
        "period": "2026-Q1",
        "policy": "employer-answers",
        **more,
    }
    return publish(by=world[by], tables=tables or (openings(),), **fields)  # type: ignore[arg-type]


def cells(published: Published) -> dict[str, tuple[str, str]]:
    """Return code -> value and status of the first table."""
    columns = published.tables[0]["columns"]
    return dict(zip(columns["geo"], zip(columns["value"], columns["status"], strict=True), strict=True))


def test_a_small_cell_and_its_neighbor_are_hidden_and_the_rest_is_printed(world: World) -> None:
    # C4: two firms, 20 + 21; R2 and C3 are printed only if C4 can't be worked out from them
    made = released(world)
    found = cells(made)
    assert made.is_published
    assert found["C4"] == ("", "suppressed_primary")
    assert found["C1"] == (str(sum(20 + n for n in range(9))), "reported")
    hidden = {code for code, (value, _status) in found.items() if not value}
    assert hidden & {"C3", "R2"}, "R2 less C3 would be C4"
    said = dict(zip(made.tables[0]["columns"]["geo"], made.tables[0]["sentence"]["en"], strict=True))
    assert "fewer than 5 employers" in said["C4"]
    assert {code for code, sentence in said.items() if sentence} == hidden


def test_an_entry_holds_no_name_and_no_hidden_value(world: World) -> None:
    made = released(world)
    entry = Release.objects.get()
    text = entry.certificate + entry.tables + entry.settings
    assert "firm" not in text.replace("firms", "")
    assert json.loads(entry.certificate)["audit"]["passed"] is True
    kept = KeptForAudit.objects.get()
    assert "C1 firm 0" not in kept.tables
    assert pseudonyms.pseudonym("C1 firm 0", pseudonyms.current()) in kept.tables
    assert made.release == entry


def test_one_firm_less_is_refused_and_the_refusal_stands_in_the_ledger(world: World) -> None:
    released(world)
    without = {key: n for key, n in OPENINGS.items() if key != ("C1", "C1 firm 0")}
    refused = released(world, openings(without), title="Without one")
    assert not refused.is_published
    assert refused.tables == ()
    assert "subtracts IL-1 from IL-2" in refused.reason
    assert "geo C1" in refused.reason
    assert "at least 5 came, left or changed" in refused.what_would_pass
    entry = Release.objects.get(number=2)
    assert (entry.status, entry.tables, entry.linked_names) == ("refused", "", ("IL-1",))
    assert not hasattr(entry, "kept")


def test_the_same_again_and_a_later_quarter_of_the_same_firms_pass(world: World) -> None:
    released(world)
    assert released(world, title="Again").is_published
    later = {key: n + 1 for key, n in OPENINGS.items()}
    assert released(world, openings(later), period="2026-Q2").is_published
    assert Release.objects.get(number=3).linked_names == ("IL-1", "IL-2")


def test_a_release_of_another_partnership_with_the_same_firms_is_audited_too(world: World) -> None:
    released(world)
    without = {key: n for key, n in OPENINGS.items() if key != ("C1", "C1 firm 0")}
    assert not released(world, openings(without), by="Rosa", scope=world.health.scope).is_published
    others = {(county, f"other {firm}"): n for (county, firm), n in OPENINGS.items()}
    assert released(world, openings(others), by="Rosa", scope=world.health.scope).is_published


def test_what_was_taken_back_still_counts_because_readers_may_have_kept_it(world: World) -> None:
    first = released(world)
    take_back(by=world["Alice"], release=first.release, reason="A county was wrong")
    without = {key: n for key, n in OPENINGS.items() if key != ("C1", "C1 firm 0")}
    assert not released(world, openings(without)).is_published
    with pytest.raises(NotPossible, match="already"):
        take_back(by=world["Alice"], release=first.release, reason="again")


def test_people_are_compared_within_a_period(world: World) -> None:
    assert released(world, people(**PEOPLE), policy="people").is_published
    refused = released(world, people(**PEOPLE | {"C1": 41}), policy="people")
    assert "for the same period with other values" in refused.reason
    assert released(world, people(**PEOPLE | {"C1": 41}), policy="people", period="2026-Q2").is_published


def test_of_two_firms_nothing_is_printed_not_even_the_total(world: World) -> None:
    made = released(world, openings({("C1", "a"): 50, ("C2", "b"): 60}))
    assert set(cells(made).values()) == {("", "suppressed_primary")}


def test_where_no_pattern_protects_the_refusal_names_nobody_and_says_what_helps(world: World, monkeypatch) -> None:
    from talentshed.labor.disclosure import protect as engine

    def hopeless(*_args: object, **_more: object) -> None:
        raise engine.ProtectionError("C1 firm 0, who knows its own part, can work out 41")

    monkeypatch.setattr(engine, "protect", hopeless)
    made = released(world)
    assert not made.is_published
    assert "C1 firm 0" not in made.reason + made.what_would_pass
    assert "Merge categories" in made.what_would_pass


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "title"),
        ({"period": "spring"}, "2026-Q1"),
        ({"period": "2026-Q5"}, "2026-Q1"),
        ({"audience": "friends"}, "members, state or public"),
        ({"policy": "../secret"}, "no policy"),
        ({"policy": "people"}, "persons"),
        ({"changes": {"minimum_contributors": 3}}, "beyond the floor 5"),
        ({"changes": {"colour": 3}}, "no setting 'colour'"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(world: World, change: dict[str, object], words: str) -> None:
    with pytest.raises(NotPossible, match=words):
        released(world, **change)
    assert not Release.objects.exists()
    assert not AuditEntry.objects.filter(kind__in=chain.KINDS).exists()


def test_no_table_and_two_of_one_name_are_refused(world: World) -> None:
    with pytest.raises(NotPossible, match="no table"):
        publish(by=world["Alice"], scope=world.machinery.scope, title="x", period="2026", tables=(), policy="people")
    with pytest.raises(NotPossible, match="same name"):
        released(world, openings(), openings())


@pytest.mark.parametrize("name", ["Bob", "Dan", "Erin", "Frank", "Grace", "Rosa", "Charlie", "Fay"])
def test_only_conveners_and_the_data_steward_publish(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        released(world, by=name)
    assert not Release.objects.exists()


def test_the_data_steward_publishes_and_administrators_for_their_state(world: World) -> None:
    assert released(world, by="Stu").is_published
    scope = f"state/{world.illinois.pk}"
    others = {(county, f"other {firm}"): n for (county, firm), n in OPENINGS.items()}
    assert released(world, openings(others), by="Grace", scope=scope).is_published
    for name in ("Frank", "Ines", "Alice"):
        with pytest.raises(PermissionDenied):
            released(world, by=name, scope=scope)


def test_the_ledger_is_neither_changed_nor_cut(world: World) -> None:
    released(world)
    released(world, people(**PEOPLE), policy="people")
    entry = Release.objects.get(number=1)
    entry.title = "Another"
    for deed in (entry.save, entry.delete, Release.objects.all().delete, lambda: Release.objects.update(title="x")):
        with pytest.raises(LedgerIsKeptError):
            deed()
    assert chain.check(world.illinois).is_whole


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "Another"),
        ("approver_name", "Eve"),
        ("tables", "[]"),
        ("period", "2020"),
        ("certificate", "{}"),
        ("audience", "public"),
        ("scope", "partnership/999"),
        ("released_at", "2020-01-01 00:00:00"),
        ("linked", "IL-9"),
    ],
)
def test_whoever_changes_an_entry_in_the_database_is_found_out(world: World, column: str, value: str) -> None:
    released(world)
    released(world, people(**PEOPLE), policy="people")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE releases_release SET {column} = %s WHERE number = 1", [value])
    found = chain.check(world.illinois)
    assert "changed after it was written" in found.problem
    with pytest.raises(NotPossible, match="before the ledger is mended"):
        released(world, title="Next")


def test_whoever_cuts_the_last_entry_off_is_found_out(world: World) -> None:
    released(world)
    released(world, people(**PEOPLE), policy="people")
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM releases_keptforaudit WHERE release_id IN (SELECT id FROM releases_release WHERE number = 2)"
        )
        cursor.execute("DELETE FROM releases_release WHERE number = 2")
    assert "broken at its end" in chain.check(world.illinois).problem


def test_two_entries_after_the_same_one_are_refused_by_the_database(world: World) -> None:
    released(world)
    entry = Release.objects.get()
    entry.pk, entry.number, entry.digest, entry._state.adding = None, 2, "f" * 64, True
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_each_state_has_a_ledger_of_its_own(world: World) -> None:
    released(world)
    assert chain.check(world.indiana).entries == 0
    assert chain.check(world.illinois).entries == 1


def test_what_is_kept_goes_after_its_term_and_the_same_period_is_refused_then(world: World) -> None:
    released(world)
    KeptForAudit.objects.update(kept_at=timezone.now() - timedelta(days=8 * 365))
    assert retention.apply(retention.holding("releases.kept")) == 1
    assert "is deleted" in released(world, title="Again").reason
    later = released(world, period="2027")
    assert later.is_published
    assert json.loads(later.release.certificate)["releases"]["not_compared"] == ["IL-1"]


def test_a_new_secret_compares_under_the_old_one_and_without_it_nothing_leaves(world: World, settings) -> None:
    released(world)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another secret of more than thirty-two letters"
    without = {key: n for key, n in OPENINGS.items() if key != ("C1", "C1 firm 0")}
    assert "no longer known" in released(world, openings(without)).reason
    settings.SECRET_KEY_FALLBACKS = [old]
    assert "subtracts IL-1" in released(world, openings(without)).reason


def lowered(world: World, **more: object) -> LoweredFloor:
    fields = {
        "scope": world.machinery.scope,
        "policy": "employer-answers",
        "setting": "minimum_contributors",
        "to": 4.0,
        "reason": "Counsel agreed for one table",
        **more,
    }
    return ask_to_lower(by=world["Grace"], state=world.illinois, **fields)  # type: ignore[arg-type]


def test_a_floor_goes_lower_when_two_people_agree_and_both_stand_in_the_certificate(world: World) -> None:
    import people as cast

    hank = cast.administrator("Hank", world.illinois)
    asked = lowered(world)
    with pytest.raises(PermissionDenied, match="yourself"):
        agree_to_lower(by=world["Grace"], lowered=asked)
    with pytest.raises(PermissionDenied):
        agree_to_lower(by=world["Alice"], lowered=asked)
    before = json.loads(released(world).release.settings)
    assert (before["minimum_contributors"], "lowered" in before) == (5, False)
    agree_to_lower(by=hank, lowered=asked)
    policy = json.loads(released(world).release.certificate)["policy"]
    assert policy["minimum_contributors"] == 4
    (note,) = policy["lowered"]
    assert (note["floor"], note["to"], note["approver"], note["second_approver"]) == (5, 4, "Grace", "Hank")
    end_lowering(by=world["Grace"], lowered=asked)
    assert json.loads(released(world).release.certificate)["policy"]["minimum_contributors"] == 5
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {"FLOOR_ASKED", "FLOOR_LOWERED", "FLOOR_ENDED"} <= kinds


def test_the_database_itself_refuses_one_person_for_both(world: World) -> None:
    asked = lowered(world)
    asked.approved_by, asked.approved_at = world["Grace"], timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "why this group"),
        ({"to": 5.0}, "isn’t below"),
        ({"to": 3.5}, "whole number"),
        ({"to": 1.0}, "hides nothing"),
        ({"setting": "rounding_base"}, "no floor"),
        ({"setting": "largest_share", "to": 20.0}, "isn’t below"),
        ({"policy": "nobody"}, "no policy"),
    ],
)
def test_a_floor_that_makes_no_sense_is_not_asked_for(world: World, change: dict[str, object], words: str) -> None:
    with pytest.raises(NotPossible, match=words):
        lowered(world, **change)
    assert not LoweredFloor.objects.exists()


def test_a_floor_of_one_scope_is_not_one_of_another(world: World) -> None:
    import people as cast

    agree_to_lower(by=cast.administrator("Hank", world.illinois), lowered=lowered(world))
    made = released(world, by="Rosa", scope=world.health.scope)
    assert json.loads(made.release.certificate)["policy"]["minimum_contributors"] == 5
