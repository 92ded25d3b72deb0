"""Does each e-mail leave once, and does recurring work catch up after a stop?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as sent
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

import people
from talentshed.cli import tick
from talentshed.web.access import mail, ticks
from talentshed.web.access.models import Letter, TickRun


@pytest.fixture
def letters(tmp_path: Path, settings):
    (tmp_path / "asked.subject.txt").write_text("{% load i18n %}{% translate 'Sign in' %}: {{ who }}")
    (tmp_path / "asked.txt").write_text("Dear {{ who }}, see {{ site }}/x/")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}]


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_sent_by_the_worker_once_for_its_key(letters):
    bob = people.person("Bob")
    assert mail.send("asked", bob, {"who": "Pat O'Brien <x>"}, key="asked/1")
    assert mail.send("asked", bob, {"who": "Pat"}, key="asked/1") is None
    assert sent.outbox == []
    tick.queued()
    tick.queued()
    assert len(sent.outbox) == 1
    letter = sent.outbox[0]
    assert letter.to == ["bob@example.org"]
    assert letter.subject.endswith(": Pat O'Brien <x>")
    assert "Dear Pat O'Brien <x>, see http://localhost:8000/x/" in letter.body
    html = letter.alternatives[0][0]
    assert "&lt;x&gt;" in html
    assert '<a href="http://localhost:8000/x/"' in html
    assert Letter.objects.get().sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_letter_about_something_that_was_undone_never_leaves(letters):
    @transaction.atomic
    def deed() -> None:
        mail.send("asked", "bob@example.org", {"who": "Bob"}, key="asked/2")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()
    tick.queued()
    assert sent.outbox == []
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refused_letter_is_tried_again_and_a_claimed_one_is_not(letters, monkeypatch):
    letter = mail.send("asked", "bob@example.org", {"who": "Bob"}, key="asked/3")

    def refuse(self):
        raise ConnectionRefusedError("nobody there")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert mail.deliver.call(letter.pk) is False
    assert mail.deliver.call(letter.pk) is True
    assert mail.deliver.call(letter.pk) is False
    assert len(sent.outbox) == 1


@pytest.mark.django_db
def test_recurring_work_runs_once_a_term_and_once_after_a_stop_of_a_week(monkeypatch):
    monkeypatch.setattr(ticks, "_ticks", {})
    runs = []
    ticks.tick(every=timedelta(hours=1))(lambda: runs.append(1))
    start = timezone.now()
    for minutes in (0, 1, 59, 60, 61, 7 * 24 * 60, 7 * 24 * 60 + 1):
        ticks.run_due(start + timedelta(minutes=minutes))
    assert len(runs) == 3


@pytest.mark.django_db
def test_recurring_work_that_fails_is_noted_tried_again_and_stops_no_other(monkeypatch, caplog):
    monkeypatch.setattr(ticks, "_ticks", {})
    runs = []

    def broken() -> None:
        runs.append("broken")
        raise ValueError("no good")

    def fine() -> None:
        runs.append("fine")

    ticks.tick(every=timedelta(hours=1))(broken)
    ticks.tick(every=timedelta(hours=1))(fine)
    ticks.run_due()
    ticks.run_due()
    assert sorted(runs) == ["broken", "broken", "fine"]
    assert "no good" in TickRun.objects.get(name__endswith="broken").problem


@pytest.mark.django_db
def test_work_that_another_process_does_is_left_to_it_until_that_must_be_dead(monkeypatch):
    monkeypatch.setattr(ticks, "_ticks", {})
    runs = []
    ticks.tick(every=timedelta(minutes=1))(lambda: runs.append(1))
    now = timezone.now()
    name = ticks.registered()[0].name
    TickRun.objects.create(name=name, claimed_at=now - timedelta(minutes=1))
    ticks.run_due(now)
    assert runs == []
    ticks.run_due(now + ticks.DEAD_AFTER)
    assert runs == [1]


@pytest.mark.django_db(transaction=True)
def test_our_own_recurring_work_runs():
    assert {name.rsplit(".", 1)[-1] for name in ticks.run_due()} >= {"apply_retention", "retry_letters"}
    call_command("db_worker", batch=True, startup_delay=False, reload=False, interval=0, verbosity=0)
