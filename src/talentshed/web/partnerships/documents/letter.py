"""How does a champion ask a peer to come? The invitation letter, over the champion's name."""

from django.utils.translation import gettext as _

from talentshed.web.partnerships.documents.values import Block, Document, Names, bullets, or_gap, signatures, text


def invitation(names: Names) -> Document:
    """Return the letter of one champion to a peer; without a champion their name is left open."""
    champion = names.champions[names.signer] if names.champions else ("", "")
    person = or_gap(champion[0], _("name of the champion"))
    firm = or_gap(champion[1], _("firm of the champion"))
    host = names.conveners[0][1] if names.conveners else ""
    missing = [] if names.champions else [_("Nobody is a champion yet: a letter goes out over a champion’s name only.")]
    missing.append(_("Day, time and place of the first meeting."))
    return Document(
        key="invitation",
        title=_("Invitation to a peer"),
        about=_("A page from one executive to another. The champion changes it until it sounds like them, and signs."),
        blocks=(
            text(_("{person}, {firm}").format(person=person, firm=firm)),
            text(or_gap("", _("date"))),
            text(_("Dear {peer},").format(peer=or_gap("", _("name of the peer")))),
            *_purpose(names),
            bullets(
                _("When: {when}").format(when=or_gap("", _("day and time"))),
                _("Where: {where}").format(where=or_gap("", _("place"))),
                _("Host: {host}, who keeps the records and has no vote").format(
                    host=or_gap(host, _("body that convenes"))
                ),
            ),
            text(
                _(
                    "We do not talk about wages, prices, customers or whom we hire from whom. The rules are read out "
                    "at the start, and they hold in the hallway too."
                )
            ),
            text(_("Will you come yourself? I will call you in a week.")),
            signatures(_("{person}, {firm}").format(person=person, firm=firm)),
        ),
        missing=tuple(missing),
    )


def _purpose(names: Names) -> tuple[Block, ...]:
    return (
        text(
            _(
                "We run different firms, and in much we compete. In some things we are in the same boat: the people we "
                "look for, the roads and rules we depend on, and how our industry is seen here."
            )
        ),
        text(
            _(
                "I would like to sit down with a handful of executives in {industry} from {region}, for two hours. We "
                "name the biggest chances for our industry here, decide what is needed to seize them, and see who "
                "leads what. The agenda is ours. Schools and agencies sit in, listen, and answer when we have chosen."
            ).format(industry=names.industry, region=names.region)
        ),
    )
