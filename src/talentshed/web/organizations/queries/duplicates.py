"""Which records may be the same organization, why, and what would move if they were merged?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from talentshed.web.organizations import policies
from talentshed.web.organizations.matching import Likeness, Record, likely_pairs
from talentshed.web.organizations.models import DuplicatePair, ImportRow, Merge, Organization, Site
from talentshed.web.organizations.queries import places
from talentshed.web.organizations.queries.hanging import relation_name, relations_to

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.policies import Standing


@dataclass(frozen=True)
class Move:
    """Records of one kind that hang on an organization."""

    relation: str
    """Model and field, for example organizations.site.organization."""
    words: str
    count: int


def records(state_id: int) -> list[Record]:
    """Return what is compared of each organization of a state, merged ones left out."""
    there: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    sites = Site.objects.filter(organization__state_id=state_id, organization__merged_into__isnull=True)
    for pk, fips, city in sites.values_list("organization_id", "county_fips", "city"):
        there[pk][0].update({fips} - {""})
        there[pk][1].update({city.casefold()} - {""})
    rows = Organization.objects.filter(state_id=state_id, merged_into__isnull=True)
    return [
        Record(pk, name, frozenset(there[pk][0]), frozenset(there[pk][1]), naics, kind)
        for pk, name, naics, kind in rows.values_list("pk", "name", "naics", "kind").order_by("pk")
    ]


def found_pairs(state_id: int, only: Iterable[int] | None = None) -> list[tuple[int, int, Likeness]]:
    """Return pairs that look alike and that nobody has looked at, most alike first."""
    decided = set(DuplicatePair.objects.filter(first__state_id=state_id).values_list("first_id", "second_id"))
    wanted = frozenset(only) if only is not None else None
    pairs = [(one.pk, two.pk, how) for one, two, how in likely_pairs(records(state_id), wanted)]
    return sorted((each for each in pairs if each[:2] not in decided), key=lambda each: (-each[2].score, each[:2]))


def proposed(state_id: int) -> QuerySet[DuplicatePair]:
    """Return the pairs of a state that wait for a decision, most alike first."""
    found = DuplicatePair.objects.filter(
        first__state_id=state_id,
        status=DuplicatePair.Status.PROPOSED,
        first__merged_into__isnull=True,
        second__merged_into__isnull=True,
    )
    return found.select_related("first", "second").prefetch_related("first__sites", "second__sites")


def visible_pair(who: "Person | Standing", pair_id: int) -> DuplicatePair:
    """Return a pair that somebody may decide on.

    Raises:
        Http404: there is none, or not for them.
    """
    found = DuplicatePair.objects.select_related("first__state", "second__state").filter(pk=pair_id).first()
    if found is None or not policies.may_settle_duplicates(who, found.first.state_id):
        raise Http404
    return found


def visible_merge(who: "Person | Standing", merge_id: int) -> Merge:
    """Return a merge that somebody may see.

    Raises:
        Http404: there is none, or not for them.
    """
    found = Merge.objects.select_related("survivor__state", "merged").filter(pk=merge_id).first()
    if found is None or not policies.may_settle_duplicates(who, found.survivor.state_id):
        raise Http404
    return found


def merges(state_id: int) -> QuerySet[Merge]:
    """Return the merges of a state, newest first."""
    return Merge.objects.filter(survivor__state_id=state_id).select_related("survivor", "merged", "by", "undone_by")


def relations() -> list[Any]:
    """Return every relation through which records hang on an organization, those of upper capabilities included.

    Left out are the records of the merging itself, and rows of imports, which tell what a file made.
    """
    return [
        relation
        for relation in relations_to(Organization)
        if relation.related_model not in (DuplicatePair, Merge, ImportRow)
        and not (relation.related_model is Organization and relation.field.name == "merged_into")
    ]


def moves(organization: Organization) -> list[Move]:
    """Return what hangs on an organization and would move, by kind; kinds without any are left out."""
    asked = relations()
    counted = {f"n{number}": _count(relation) for number, relation in enumerate(asked)}
    # One statement for all kinds, however many capabilities there are.
    held: Any = Organization.objects.filter(pk=organization.pk).order_by().values(**counted).get()
    found = []
    for number, relation in enumerate(asked):
        count = held[f"n{number}"]
        if count:
            meta = relation.related_model._meta
            words = meta.verbose_name if count == 1 else meta.verbose_name_plural
            found.append(Move(relation_name(relation), str(words), count))
    return found


def _count(relation: Any) -> Subquery:
    field = relation.field.name
    rows = relation.related_model._default_manager.filter(**{field: OuterRef("pk")}).order_by()
    return Subquery(rows.values(field).annotate(n=Count("pk")).values("n"))


def reasons_in_words(pair: DuplicatePair) -> list[str]:
    """Return why two records look alike, as sentences."""
    words = {
        "name_same": _("The names are the same without legal form and punctuation."),
        "name_same_but_spaces": _("The names are the same but for spaces."),
        "name_typo": _("The names differ by a letter or two."),
        "name_words_shared": _("The names share most of their telling words."),
        "name_differs": _("The names differ."),
        "name_numbers_differ": _("The names have different numbers."),
        "place_same_city": _("Both are in the same city."),
        "place_same_county": _("Both are in the same county."),
        "place_unknown": _("The county of one of them is not known."),
        "place_differs": _("They are in different counties."),
        "industry_same": _("Both are in the same industry (first four digits)."),
        "industry_near": _("Both are in the same sector (first two digits)."),
        "industry_unknown": _("The industry of one of them is not known."),
        "industry_differs": _("They are in different sectors."),
    }
    return [words[key] for key in pair.reasons if key in words]


def where(sites: Sequence[Site]) -> str:
    """Return the places of an organization in a line."""
    cities = sorted({site.city for site in sites if site.city})
    named = places.county_names(site.county_fips for site in sites)
    return "; ".join(filter(None, (", ".join(cities[:4]), named))) or _("place not known")
