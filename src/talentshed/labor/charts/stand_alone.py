"""How does a picture leave as a file of its own, with its title and its words inside?"""

import re

_LABEL = re.compile(r' role="img" aria-label="[^"]*"')


def stand_alone_svg(drawn: str, *, title: str, description: str) -> str:
    """Return the SVG of a page as a document (UTF-8) with the title and desc that every viewer can read.

    `drawn` is what `svg` of `talentshed.labor.charts.picture` returns. A title without words falls back to the
    description, because a picture without a name can't be found by a screen reader.
    """
    head = f'<title id="title">{_text(title or description)}</title><desc id="description">{_text(description)}</desc>'
    named = _LABEL.sub(' role="img" aria-labelledby="title description"', drawn, count=1)
    start = named.index(">", named.index("<svg")) + 1
    return f"{named[:start]}{head}{named[start:]}\n"


def _text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
