"""Which requests are somebody's to read, who said what in the thread, and which needs look shared?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.organizations.queries import bodies_serving, organizations_of, places
from talentshed.web.partnerships.queries import partnerships_of
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import ServiceRequest, SharedNeed, SharedNeedRequest
from talentshed.web.ui.values import Grid, GridColumn

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization, Site
    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class Place:
    """A site from which somebody may ask, and who would get the request."""

    key: str
    label: str
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """A shared need as members see it: how many firms, which words, and the names of those who agreed."""

    shared: SharedNeed
    firms: int
    yes: int
    names: tuple[str, ...]

    @property
    def explained(self) -> str:
        """Why it is proposed, in a sentence without names."""
        words = self.shared.words
        sentence = ngettext(
            "{firms} firm asked about the same topic ({topic}) with the same words: {words}.",
            "{firms} firms asked about the same topic ({topic}) with the same words: {words}.",
            self.firms,
        )
        return sentence.format(firms=self.firms, topic=self.shared.get_topic_display(), words=words)

    @property
    def answers(self) -> str:
        """What the firms said so far."""
        return _("{yes} of {firms} firms said that they share it.").format(yes=self.yes, firms=self.firms)


def readable(person: "Person") -> "QuerySet[ServiceRequest]":
    """Return the requests of somebody's firms and those that went to their bodies, newest first."""
    mine = organizations_of(person).order_by().values("pk")
    found = ServiceRequest.objects.filter(Q(organization_id__in=mine) | Q(routes__body_id__in=mine)).distinct()
    return found.select_related("organization", "organization__state", "site", "partnership").prefetch_related(
        "routes__body"
    )


def thread(person: "Person", pk: int) -> ServiceRequest:
    """Return a request with its state; 404 to everybody but the firm and the bodies that it asked."""
    found = ServiceRequest.objects.select_related("organization__state", "site", "partnership").filter(pk=pk).first()
    if found is None or not policies.may_read_request(person, found):
        raise Http404
    return found


def voices(person: "Person", request: ServiceRequest) -> "list[Organization]":
    """Return in whose name somebody may write in a thread."""
    inside = {request.organization_id, *request.routes.values_list("body_id", flat=True)}
    return list(organizations_of(person).filter(pk__in=inside).order_by("name"))


def asking_places(person: "Person") -> list[Place]:
    """Return the sites of somebody's firms with the bodies that serve each, so that routing explains itself."""
    found = []
    for firm in organizations_of(person).filter(kind="employer").prefetch_related("sites"):
        for site in firm.sites.all():
            county = places.county_name(site.county_fips) if site.county_fips else _("county not known")
            bodies = bodies_serving(site.county_fips).order_by("name") if site.county_fips else ()
            label = f"{firm}: {site}, {county}" if str(site) != str(firm) else f"{firm}, {county}"
            found.append(Place(f"{firm.pk}:{site.pk}", label, tuple(str(body) for body in bodies)))
    return found


def site_of(person: "Person", key: str) -> "tuple[Organization, Site]":
    """Return the firm and the site of a key that `asking_places` gave; 404 for others."""
    firm_pk, _colon, site_pk = key.partition(":")
    firm = organizations_of(person).filter(pk=int(firm_pk), kind="employer").first()
    site = firm.sites.filter(pk=int(site_pk)).first() if firm is not None else None
    if firm is None or site is None:
        raise Http404
    return firm, site


def asking_partnerships(person: "Person") -> "list[Partnership]":
    """Return the open partnerships in which a request can count toward a shared need."""
    return [each for each in partnerships_of(person) if each.is_open]


def waiting_for(person: "Person", *, partnership: "Partnership | None" = None) -> "list[SharedNeedRequest]":
    """Return the proposals that wait for an answer of somebody's firms."""
    mine = organizations_of(person).order_by().values("pk")
    found = SharedNeedRequest.objects.filter(
        request__organization_id__in=mine, answer="", shared__status=SharedNeed.Status.PROPOSED
    )
    if partnership is not None:
        found = found.filter(shared__partnership=partnership)
    return list(found.select_related("shared__partnership", "request__organization"))


def place_of(person: "Person", pk: int) -> SharedNeedRequest:
    """Return the place of a firm in a proposal; 404 to everybody but that firm's people."""
    places_found = SharedNeedRequest.objects.select_related(
        "shared__partnership__home_state", "request__organization__state"
    )
    found = places_found.filter(pk=pk, request__organization__in=organizations_of(person)).first()
    if found is None:
        raise Http404
    return found


def proposals(partnership: "Partnership") -> list[Proposal]:
    """Return the shared needs of a partnership in two queries, names only of firms that agreed."""
    shared = list(SharedNeed.objects.filter(partnership=partnership).select_related("need"))
    rows: dict[int, list[tuple[int, str, bool, str]]] = {each.pk: [] for each in shared}
    held = SharedNeedRequest.objects.filter(shared__in=rows).values_list(
        "shared_id", "request__organization_id", "answer", "shows_name", "request__organization__name"
    )
    for pk, firm, answer, shows, name in held:
        rows[pk].append((firm, answer, shows, name))
    return [
        Proposal(
            each,
            len({firm for firm, *_rest in rows[each.pk]}),
            len({firm for firm, answer, *_rest in rows[each.pk] if answer == "yes"}),
            tuple(sorted({name for _firm, answer, shows, name in rows[each.pk] if shows and answer == "yes"})),
        )
        for each in shared
    ]


def proposal_of(place: SharedNeedRequest) -> Proposal:
    """Return the proposal that a firm is asked about."""
    return next(each for each in proposals(place.shared.partnership) if each.shared.pk == place.shared_id)


def proposals_grid(found: list[Proposal]) -> Grid:
    """Return the proposals as a table."""
    return Grid(
        caption=_("Shared needs"),
        columns=(
            GridColumn("topic", _("Topic")),
            GridColumn("words", _("Shared words")),
            GridColumn("firms", _("Firms"), "count"),
            GridColumn("yes", _("Said yes"), "count"),
            GridColumn("status", _("How far")),
            GridColumn("names", _("Firms that show their name")),
        ),
        rows=tuple(
            {
                "topic": str(each.shared.get_topic_display()),
                "words": each.shared.words,
                "firms": each.firms,
                "yes": each.yes,
                "status": str(each.shared.get_status_display()),
                "names": ", ".join(each.names) or _("none shown"),
            }
            for each in found
        ),
    )
