"""How does a text of the playbook read in this state's words?"""

from talentshed.web.partnerships.playbook.values import Words
from talentshed.web.ui.labels import label

LABELS = ("sector_partnership", "convener", "support_partner", "data_packet")


def worded(text: Words) -> str:
    """Return a text in the active language, with the words of the label pack in its braces."""
    words = {key: label(key) for key in LABELS}
    words |= {f"{key}s": label(key, many=True) for key in LABELS}
    return str(text).format_map(words)
