"""What happens in the two hours of the first meeting? The launch agenda."""

from django.utils.translation import gettext as _

from talentshed.web.partnerships.documents.values import (
    Document,
    Names,
    bullets,
    heading,
    named,
    or_gap,
    table,
    text,
)


def launch_agenda(names: Names) -> Document:
    """Return the agenda of the launch meeting with who speaks when."""
    chair = names.chairs or names.champions
    opener = named(chair[0]) if chair else or_gap("", _("champion who opens"))
    helper = or_gap(names.facilitator, _("facilitator"))
    missing = [] if chair else [_("Who opens: name a champion or an industry chair.")]
    if not names.facilitator:
        missing.append(_("The facilitator."))
    missing.append(_("Day, time and place."))
    return Document(
        key="launch_agenda",
        title=_("First meeting of {partnership}").format(partnership=names.partnership),
        about=_("Two hours, owned by the firms. Print it for each seat."),
        blocks=(
            text(_("{when}, {where}").format(when=or_gap("", _("day and time")), where=or_gap("", _("place")))),
            table(_("Agenda"), (_("Minute"), _("What"), _("Who")), _lines(opener, helper)),
            heading(_("Guard-rails")),
            bullets(
                _("We do not talk about wages, offers, prices, customers, bids, or whom anybody hires from whom."),
                _("Anybody may say “stop” when talk comes near. The topic is then closed."),
                _("Public partners sit outside the table and listen until the vote is over."),
                _("One firm, one vote. Public partners do not vote."),
            ),
        ),
        missing=tuple(missing),
    )


def _lines(opener: str, helper: str) -> tuple[tuple[str, str, str], ...]:
    firms = _("each firm")
    return (
        ("0–10", _("Why I am here: welcome by one of us"), opener),
        ("10–20", _("Rules of the table, guard-rails on competition"), helper),
        ("20–55", _("The biggest opportunities for our industry here, each firm once"), firms),
        ("55–80", _("What is required to seize them?"), firms),
        ("80–100", _("Vote: two to four priorities"), firms),
        ("100–112", _("Who champions each? What nobody takes is parked"), firms),
        ("112–120", _("What the partners heard; date of the next meeting"), _("support partners")),
    )
