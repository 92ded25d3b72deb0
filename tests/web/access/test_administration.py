"""Who gives state roles, and who decides how long records are kept? Each role tries everything."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

import people
from talentshed.web.access import policies, retention
from talentshed.web.access.actions import records, state_roles
from talentshed.web.access.models import AuditEntry, Letter, Person, RetentionTerm, StateRole
from talentshed.web.access.verdict import Verdict, both

pytestmark = pytest.mark.django_db

WHO = ("Grace", "Frank", "Charlie", "Hoosier")


@pytest.fixture
def cast():
    return {
        "Grace": people.administrator("Grace"),
        "Frank": people.overseer("Frank"),
        "Charlie": people.person("Charlie"),
        "Hoosier": people.administrator("Hoosier", people.indiana()),
    }


#                            Grace  Frank  Charlie  Hoosier (administers Indiana)
RIGHTS = {
    "may_see_state":         (True, True, False, False),
    "may_administer":        (True, False, False, False),
    "may_see_records":       (True, False, False, True),
    "may_keep_records":      (False, False, False, False),
}  # fmt: skip


@pytest.mark.parametrize("right", RIGHTS)
def test_each_role_may_what_the_table_says(cast, right):
    state = (people.illinois(),) if right in ("may_see_state", "may_administer") else ()
    verdicts = [getattr(policies, right)(cast[name], *state) for name in WHO]
    assert tuple(bool(verdict) for verdict in verdicts) == RIGHTS[right]
    assert all(verdict.reason.endswith(".") for verdict in verdicts if not verdict)


def test_who_administers_every_state_decides_on_records(cast):
    assert not policies.may_keep_records(cast["Grace"])
    people.administrator("Grace", people.indiana())
    assert policies.may_keep_records(cast["Grace"])


def test_both_gives_the_first_reason():
    assert both(Verdict(), Verdict())
    assert both(Verdict(), Verdict("A."), Verdict("B.")).reason == "A."


@pytest.mark.parametrize(
    ("name", "sees", "gives"), [("Grace", 200, 302), ("Frank", 200, 403), ("Charlie", 404, 404), ("Hoosier", 404, 404)]
)
def test_the_page_of_a_state_is_for_its_own(cast, name, sees, gives):
    client = Client()
    client.force_login(cast[name])
    assert client.get("/states/IL/roles/").status_code == sees
    answer = client.post("/states/IL/roles/", {"email": "new@example.org", "role": "overseer"})
    assert answer.status_code == gives
    assert StateRole.objects.filter(person__email="new@example.org").exists() is (gives == 302)
    if gives == 403:
        assert "Only administrators of Illinois may do this." in answer.content.decode()


def test_a_role_is_given_seen_in_the_trail_and_taken(cast):
    grace = cast["Grace"]
    given = state_roles.give_state_role(state=people.illinois(), email="New@example.org", role="overseer", by=grace)
    state_roles.give_state_role(state=people.illinois(), email="new@example.org", role="overseer", by=grace)
    client = Client()
    client.force_login(cast["Frank"])
    assert "Grace gave new@example.org the role overseer." in client.get("/states/IL/roles/").content.decode()
    client.force_login(grace)
    assert client.post(f"/states/IL/roles/{given.pk}/take/").status_code == 302
    assert not StateRole.objects.filter(pk=given.pk).exists()
    kinds = AuditEntry.objects.filter(scope=f"state/{people.illinois().pk}").values_list("kind", flat=True)
    assert sorted(kinds) == ["STATE_ROLE_GIVEN", "STATE_ROLE_TAKEN"]


def test_a_role_of_another_state_is_not_there(cast):
    client = Client()
    client.force_login(cast["Grace"])
    theirs = StateRole.objects.get(person=cast["Hoosier"])
    assert client.post(f"/states/IL/roles/{theirs.pk}/take/").status_code == 404
    assert client.post(f"/states/IN/roles/{theirs.pk}/take/").status_code == 404


def test_a_state_keeps_its_last_administrator(cast):
    own = StateRole.objects.get(person=cast["Grace"])
    with pytest.raises(PermissionDenied, match="needs at least one administrator"):
        state_roles.take_state_role(role=own, by=cast["Grace"])


def test_the_first_administrator_is_named_on_the_command_line(capsys):
    call_command("administer", "wi", "Ann@example.org")
    role = StateRole.objects.get()
    assert (role.state.name, role.state.fips, role.person.email) == ("Wisconsin", "55", "ann@example.org")
    for wrong in (("XX", "ann@example.org"), ("WI", "ann")):
        with pytest.raises(CommandError):
            call_command("administer", *wrong)


def old_letter(days: int) -> Letter:
    at = timezone.now() - timedelta(days=days)
    return Letter.objects.create(key=f"{days}", template="x", to="a@example.org", language="en", queued_at=at)


@pytest.fixture
def grace():
    return people.administrator("Grace")


def test_what_is_past_its_term_goes_and_what_is_not_stays(grace):
    old_letter(89)
    old_letter(91)
    assert retention.apply_all() == {"access.letter": 1}
    assert Letter.objects.get().key == "89"
    gone = AuditEntry.objects.get(kind="RETENTION_DELETED")
    assert gone.detail == {"kind_of_record": "access.letter", "count": 1}
    assert retention.apply_all() == {}


def test_an_administrator_sets_a_term_and_deletes_before_the_night(grace):
    old_letter(40)
    client = Client()
    client.force_login(grace)
    page = client.get("/records/").content.decode()
    assert "E-mail that was sent" in page
    assert client.post("/records/access.letter/", {"days": "0"}).status_code == 200
    assert client.post("/records/access.letter/", {"days": "30"}).status_code == 302
    assert RetentionTerm.objects.get().days == 30
    assert "1 record is past its term" in client.get("/records/access.letter/").content.decode()
    client.post("/records/access.letter/", {"delete": "1"})
    assert not Letter.objects.exists()
    kinds = [entry.kind for entry in AuditEntry.objects.filter(by=grace)]
    assert kinds == ["RETENTION_DELETED", "RETENTION_SET"]


def test_the_audit_trail_itself_ends_with_its_term(grace):
    AuditEntry.objects.create(kind="OLD", by_name="X", at=timezone.now() - timedelta(days=8 * 365))
    AuditEntry.objects.create(kind="NEW", by_name="X")
    assert records.delete_now(kind="access.audit", by=grace) == 1
    assert set(AuditEntry.objects.values_list("kind", flat=True)) == {"NEW", "RETENTION_DELETED"}


def test_others_decide_nothing_about_records(grace):
    client = Client()
    client.force_login(people.overseer("Frank"))
    assert client.get("/records/").status_code == 404
    assert client.get("/records/access.letter/").status_code == 404
    with pytest.raises(PermissionDenied):
        records.set_term(kind="access.letter", days=1, by=Person.objects.get(name="Frank"))


def test_every_kind_of_record_is_counted_in_two_queries_together(grace, django_assert_max_num_queries):
    for days in range(20):
        old_letter(days)
    with django_assert_max_num_queries(2):
        found = {each.holding.kind: each for each in retention.report()}
    assert set(found) == {each.kind for each in retention.holdings()}
    assert found["access.letter"].count == 20
    assert retention.report("access.letter") == (found["access.letter"],)
