"""Opening a round, moving its last day, calling it off; and adding an instrument of a state's own."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.readiness.instruments.reading import InstrumentError, read_instrument
from talentshed.web.readiness.instruments.shipped import FOR_ROUNDS, shipped, text_of
from talentshed.web.readiness.models import InstrumentVersion, Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.problems import RoundError
from talentshed.web.readiness.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def open_round(
    *,
    by: "Person",
    partnership: "Partnership",
    title: str,
    closes_at: datetime,
    instrument: str = "five_components",
    with_optional: bool = False,
) -> Round:
    """Open a round of a partnership.

    instrument: key of a shipped one, or the number of a version that the partnership's state added.

    Raises:
        RoundError: another round is going on, the last day has passed, or the questions can't be used.
    """
    policies.may_open_round(by, partnership).require()
    if partnership.readiness_rounds.filter(status__in=["open", "revealed"]).exists():
        raise RoundError(_("A round is going on. Close its consensus, or call it off, before you open the next one."))
    version = _version(instrument, partnership.home_state)
    made = _open(by, version, partnership.home_state, partnership, title, closes_at, with_optional)
    audit.record("READINESS_OPENED", by=by, about=made, **where(made), closes=closes_at.isoformat())
    return made


@transaction.atomic
def open_state_round(
    *, by: "Person", state: "State", title: str, closes_at: datetime, instrument: str = "state"
) -> Round:
    """Open a round in which the bodies of a state rate themselves. Raises RoundError as above."""
    policies.may_open_state_round(by, state).require()
    made = _open(by, _version(instrument, state), state, None, title, closes_at, False)
    audit.record("READINESS_OPENED", by=by, about=made, **where(made), closes=closes_at.isoformat())
    return made


def _open(
    by: "Person",
    version: InstrumentVersion,
    state: "State",
    partnership: "Partnership | None",
    title: str,
    closes_at: datetime,
    with_optional: bool,
) -> Round:
    _still_to_come(closes_at)
    if not title.strip():
        raise RoundError(_("Give the round a title."))
    return Round.objects.create(
        state=state,
        partnership=partnership,
        instrument_version=version,
        with_optional=with_optional,
        title=title.strip(),
        opened_by=by,
        closes_at=closes_at,
    )


def _version(named: str, state: "State") -> InstrumentVersion:
    if named.isascii() and named.isdigit():
        own = InstrumentVersion.objects.filter(pk=int(named), state=state).first()
        if own is None:
            raise RoundError(_("There are no such questions. Choose from the list."))
        return own
    if named not in FOR_ROUNDS:
        raise RoundError(_("There are no such questions. Choose from the list."))
    instrument = shipped(named)
    version, _made = InstrumentVersion.objects.get_or_create(
        state=None,
        key=instrument.key,
        version=instrument.version,
        defaults={"digest": instrument.digest, "text": text_of(named)},
    )
    if version.digest != instrument.digest:
        sentence = _(
            "The questions “{title}”, version {version}, have been answered with other words than they have now. "
            "Whoever changed the file gives it a new version."
        )
        raise RoundError(sentence.format(title=instrument.title, version=instrument.version))
    return version


def _still_to_come(closes_at: datetime) -> None:
    if closes_at <= timezone.now():
        raise RoundError(_("The last day is still to come. Choose a later one."))


@transaction.atomic
def move_last_day(*, by: "Person", round: Round, closes_at: datetime) -> Round:
    """Give raters more or less time. Raises RoundError if the day has passed."""
    policies.may_change_round(by, round).require()
    _still_to_come(closes_at)
    round.closes_at = closes_at
    round.save(update_fields=["closes_at"])
    audit.record("READINESS_DAY_MOVED", by=by, about=round, **where(round), closes=closes_at.isoformat())
    return round


@transaction.atomic
def call_off(*, by: "Person", round: Round) -> None:
    """End a round before anybody saw an answer. Its answers are deleted."""
    policies.may_change_round(by, round).require()
    round.raters.all().delete()
    round.status = Round.Status.CALLED_OFF
    round.save(update_fields=["status"])
    audit.record("READINESS_CALLED_OFF", by=by, about=round, **where(round))


@transaction.atomic
def add_instrument(*, by: "Person", state: "State", text: str) -> InstrumentVersion:
    """Add an instrument of a state's own, checked like those that come with the package.

    Raises:
        InstrumentError: it is not one; it bears the name of a shipped one; or this version is here already.
    """
    policies.may_add_instrument(by, state).require()
    read = read_instrument(text)
    if read.kind != "readiness":
        raise InstrumentError(_("A round needs an instrument of kind readiness."))
    if read.key in (*FOR_ROUNDS, "pulse"):
        raise InstrumentError(
            _("“{key}” is the key of an instrument that comes with the package; choose your own.").format(key=read.key)
        )
    try:
        with transaction.atomic():
            made = InstrumentVersion.objects.create(
                state=state, key=read.key, version=read.version, digest=read.digest, text=text, added_by=by
            )
    except IntegrityError:
        sentence = _("Version {version} of “{key}” is here already, and a version never changes; give a new version.")
        raise InstrumentError(sentence.format(version=read.version, key=read.key)) from None
    audit.record("INSTRUMENT_ADDED", by=by, about=made, state=state, digest=read.digest)
    return made
