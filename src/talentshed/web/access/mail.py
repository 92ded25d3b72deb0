"""How does an e-mail leave: in the reader's language, once, and only if what it tells of was really saved?

Codes to sign in are sent at once by `signing_in` and are kept nowhere; everything else goes through here.
"""

import logging
import re
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django_tasks import task

from talentshed.web.access.models import Letter, Person

logger = logging.getLogger(__name__)
_WORKING_LINK = re.compile(r"(/(?:join|decline)/)[\w:.=-]{16,}")


def send(
    template: str,
    to: "Person | str",
    context: dict[str, Any],
    language: str = "",
    *,
    key: str,
    calendar: bytes = b"",
) -> Letter | None:
    """Queue one e-mail; return it, or nothing where one of that key was queued before.

    template: path without ending, such as "meetings/mail/invited": `.subject.txt` and `.txt` are rendered, and the text
    once more as simple HTML. key: names the occasion for good, such as "meeting/12/invited/7". calendar: a date as an
    iCalendar file that goes along, until the letter is sent. It is called in the transaction of the deed: if that is
    undone, so is the letter.
    """
    address = to.email if isinstance(to, Person) else to
    if isinstance(to, Person) and to.is_demo and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return None  # people who don't exist get no mail over the network
    spoken = language or (to.language if isinstance(to, Person) else settings.LANGUAGE_CODE)
    with translation.override(spoken):
        values = {"site": settings.TALENTSHED_URL, **context}
        subject = " ".join(_plain(f"{template}.subject.txt", values).split())
        text = _plain(f"{template}.txt", values).strip() + "\n"
        html = render_to_string("access/mail/letter.html", {"subject": subject, "text": text, "language": spoken})
    letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "template": template,
            "to": address,
            "language": spoken,
            "subject": subject[:300],
            "text": text,
            "html": html,
            "calendar": calendar.decode(),
        },
    )
    if not is_new:
        return None
    # The task is a row of the same transaction: the worker sees it when the deed is saved, or never.
    deliver.enqueue(letter.pk)
    return letter


def _plain(name: str, values: dict[str, Any]) -> str:
    # In a plain text an apostrophe is an apostrophe; the HTML of the letter escapes the whole text itself.
    template: Any = get_template(name)
    return str(template.template.render(Context(values, autoescape=False)))


@task()
def deliver(letter_id: int) -> bool:
    """Hand one letter to the mail server; say whether it went. Two workers never send the same one."""
    claimed = Letter.objects.filter(pk=letter_id, claimed_at__isnull=True).update(claimed_at=timezone.now())
    if not claimed:
        return False
    letter = Letter.objects.get(pk=letter_id)
    message = EmailMultiAlternatives(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to])
    message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach("date.ics", letter.calendar, f"text/calendar; method={_method(letter.calendar)}")
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        # The server said no, so nothing left: it may be tried again. After a crash the claim stays: never sent twice.
        logger.warning("The letter %s could not be sent: %s", letter.pk, error)
        Letter.objects.filter(pk=letter_id).update(claimed_at=None)
        return False
    # A link in a letter is as good as a key, so no working one is kept here.
    text, html = (_WORKING_LINK.sub(r"\1…", words) for words in (letter.text, letter.html))
    Letter.objects.filter(pk=letter_id).update(sent_at=timezone.now(), text=text, html=html, calendar="")
    return True


def _method(calendar: str) -> str:
    # Mail programs offer to add, change or remove the date only where the part's own heading says the method, too.
    found = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    return found.group(1) if found else "PUBLISH"


def retry(since: datetime) -> None:
    """Queue again what was refused since a time and is not waiting to be sent."""
    before = timezone.now() - timedelta(minutes=2)
    waiting = Letter.objects.filter(sent_at__isnull=True, claimed_at__isnull=True)
    for pk in waiting.filter(queued_at__gte=since, queued_at__lt=before).values_list("pk", flat=True)[:200]:
        deliver.enqueue(pk)
