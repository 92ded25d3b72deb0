"""What does a reader's browser find in a page: headings, links, tables, scripts, and what must not be there?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

DATA = ("application/json", "application/ld+json")
"""Kinds of script that browsers never run: they carry data for our own scripts, or for search engines."""


@dataclass
class Seen(HTMLParser):
    """One page, taken apart."""

    lang: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tables: list[list[str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    """What a strict security policy forbids: scripts and styles in the page, event attributes."""

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.inline += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith(("on", "hx-on"))]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA):
            self.inline.append(f"<{tag}>")
        self._open(tag, given)

    def _open(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "html":
            self.lang = given.get("lang", "")
        elif tag == "h1":
            self.headings.append("")
        elif tag == "table":
            self.tables.append([])

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            return
        if self._inside[-1:] == ["title"] and "svg" not in self._inside:
            self.title += words
        if "h1" in self._inside:
            self.headings[-1] += words
        if "table" in self._inside and "caption" not in self._inside:
            self.tables[-1].append(words)


def seen(response: Any) -> Seen:
    """Take an answer's page apart."""
    found = Seen()
    found.feed(response.content.decode())
    return found


def addresses(page: Seen, here: str) -> list[str]:
    """Return the addresses on our own host that a page links to, each once, without the part after #."""
    whole = (urljoin(f"http://testserver{here}", link).partition("#")[0] for link in page.links)
    inside = (urlsplit(link) for link in whole if link.startswith("http://testserver/"))
    return list(dict.fromkeys(link.path + (f"?{link.query}" if link.query else "") for link in inside))
