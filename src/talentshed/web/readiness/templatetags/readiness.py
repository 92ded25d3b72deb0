"""How are items, answers and signs of disagreement written on the pages of a round?"""

from django import template
from django.utils.translation import gettext as _

from talentshed.web.readiness.instruments.values import Instrument, Item
from talentshed.web.readiness.models import KindOfPartner, Round
from talentshed.web.readiness.scoring import GateLine, ItemResult

register = template.Library()


@register.simple_tag
def page_of(round: Round, page: str, *more: object) -> str:
    """Write the address of a page of a round."""
    return round.address(page, *more)


@register.simple_tag
def part_name(instrument: Instrument, part: str) -> str:
    """Write the name of a component."""
    return next((str(each.name) for each in instrument.parts if each.key == part), part)


@register.simple_tag
def item_text(instrument: Instrument, item: str) -> str:
    """Write the statement of an item."""
    return instrument.by_key[item].text


@register.simple_tag
def item_legend(item: Item) -> str:
    """Write an item with its id, and that it is needed for launch where it is."""
    if item.is_critical:
        return _("{item} (needed for launch) {text}").format(item=item.key, text=item.text)
    return f"{item.key} {item.text}"


@register.simple_tag
def field_name(item: str, part: str) -> str:
    """Write the name of a field beside an item."""
    return f"{item}-{part}"


@register.simple_tag
def answer_words(value: str) -> str:
    """Write an answer: 2, don't know, not applicable."""
    return {"dk": _("don’t know"), "na": _("not applicable")}.get(value, value)


@register.simple_tag
def kind_words(kind: str) -> str:
    """Write a kind of partner."""
    return str(KindOfPartner(kind).label)


@register.simple_tag
def why_talk(result: ItemResult) -> str:
    """Write why an item is to be talked about."""
    named = {
        "range": _("answers lie two or more apart"),
        "sd": _("answers spread widely"),
        "dk": _("a quarter or more don’t know"),
    }
    if not result.rated:
        return _("nobody gave a value")
    return "; ".join(named[sign] for sign in result.why_disagreed) or _("people agree")


@register.simple_tag
def gate_words(line: GateLine) -> str:
    """Write how a critical item stands at the gate."""
    if line.value is not None:
        return _("agreed at {value}").format(value=line.value)
    named = {
        "dont_know": _("don’t know"),
        "not_applicable": _("not applicable"),
        "no_reason": _("not applicable, without a reason"),
    }
    return named.get(line.state, _("nothing agreed"))
