"""Which parts do pages share? Headings, notices, buttons, cards, ways to go on."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from talentshed.web.ui import context as frame
from talentshed.web.ui import labels
from talentshed.web.ui.values import Link, Step

register = template.Library()


@register.simple_tag
def label(key: str, many: bool = False, capital: bool = False) -> str:
    """Write an idea of the glossary in this state's words, for example {% label "sector_partnership" many=True %}."""
    word = labels.label(key, many=many)
    return word[:1].upper() + word[1:] if capital else word


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon beside words that say the same. It is hidden from screen readers."""
    return format_html(
        '<svg class="ts-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("talentshed/icons.svg"),
        name,
    )


@register.simple_tag
def localized(path: str) -> str:
    """Write the address of a page in the active language."""
    return frame.localized(path, (get_language() or "en").split("-")[0])


@register.inclusion_tag("ui/components/heading.html")
def page_heading(title: str, lede: str = "", eyebrow: str = "") -> dict[str, Any]:
    """The one first-level heading of a page, with what stands above and beneath it."""
    return {"title": title, "lede": lede, "eyebrow": eyebrow}


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(links: Sequence[Link], here: str) -> dict[str, Any]:
    """The way from the home page to here; the last one is the page itself."""
    return {"links": links, "here": here}


@register.inclusion_tag("ui/components/notice.html")
def notice(text: str, kind: str = "info", heading: str = "", level: int = 2) -> dict[str, Any]:
    """A sentence that must be seen. kind: info, warning, success or error (errors are read out at once)."""
    return {"text": text, "kind": kind, "heading": heading, "level": level}


@register.inclusion_tag("ui/components/tag.html")
def tag(text: str, kind: str = "") -> dict[str, Any]:
    """A word or two that mark something. kind: empty, warm (take care) or plain."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("ui/components/button.html")
def button(
    text: str,
    href: str = "",
    kind: str = "",
    icon_name: str = "",
    name: str = "",
    value: str = "",
    disabled: bool = False,
) -> dict[str, Any]:
    """A button that submits its form, or a link that looks like one if it has an address.

    kind: empty, outline, warm (the one thing to do on a page) or unstyled.
    """
    return {
        "text": text,
        "href": href,
        "kind": kind,
        "icon_name": icon_name,
        "name": name,
        "value": value,
        "disabled": disabled,
    }


@register.inclusion_tag("ui/components/cards.html")
def cards(links: Sequence[Link], level: int = 3) -> dict[str, Any]:
    """Places to go, each with a sentence."""
    return {"links": links, "level": level}


@register.inclusion_tag("ui/components/summary.html")
def summary(heading: str, facts: Sequence[tuple[str, str]], level: int = 2) -> dict[str, Any]:
    """A few facts, each a term and what it is."""
    return {"heading": heading, "facts": facts, "level": level}


@register.inclusion_tag("ui/components/contents.html")
def contents(links: Sequence[Link]) -> dict[str, Any]:
    """What is on this page, as links to its sections."""
    return {"links": links}


@register.inclusion_tag("ui/components/empty.html")
def empty_state(heading: str, text: str, href: str = "", action: str = "", level: int = 2) -> dict[str, Any]:
    """Nothing to show: why, and what to do about it."""
    return {"heading": heading, "text": text, "href": href, "action": action, "level": level}


@register.inclusion_tag("ui/components/steps.html")
def steps(items: Sequence[Step], name: str) -> dict[str, Any]:
    """How far something is that takes several steps. `name` says what, for screen readers."""
    return {"items": items, "name": name}


@register.inclusion_tag("ui/components/downloads.html")
def downloads(links: Sequence[Link], files: bool = False) -> dict[str, Any]:
    """Files to take away: in a row, or, with files=True, one a line with a sentence each."""
    return {"links": links, "files": files}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, page: "Page[Any]", name: str = "page") -> dict[str, Any]:
    """Ways to the other pages of a long list. `name` is the question's name in the address."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    kept = query.urlencode()
    pages = [
        {"number": number, "current": number == page.number, "gap": not isinstance(number, int)}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {"page": page, "pages": pages, "start": f"?{kept}&{name}=" if kept else f"?{name}="}


@register.inclusion_tag("ui/components/languages.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """The same page in the other languages."""
    return {"languages": context.get("languages", ())}
