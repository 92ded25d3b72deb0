"""When are two differently written names the same firm's name?"""

import re
import unicodedata
from functools import lru_cache

_LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "llc",
        "lc",
        "ltd",
        "limited",
        "lp",
        "llp",
        "lllp",
        "pllc",
        "pc",
        "plc",
        "sa",
        "ag",
        "gmbh",
        "nfp",
        "pbc",
        "the",
    ]
)
"""Legal forms and the article, which say nothing about who it is."""

_SHORT = {
    "mfg": "manufacturing",
    "mfrs": "manufacturers",
    "intl": "international",
    "natl": "national",
    "assn": "association",
    "assoc": "association",
    "assocs": "associates",
    "bros": "brothers",
    "ctr": "center",
    "centre": "center",
    "med": "medical",
    "hosp": "hospital",
    "hlth": "health",
    "hlthcare": "healthcare",
    "svc": "services",
    "svcs": "services",
    "service": "services",
    "tech": "technologies",
    "technology": "technologies",
    "prod": "products",
    "prods": "products",
    "product": "products",
    "ind": "industries",
    "inds": "industries",
    "industry": "industries",
    "dist": "distribution",
    "distrib": "distribution",
    "trans": "transportation",
    "transp": "transportation",
    "univ": "university",
    "dept": "department",
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "us": "usa",
    "and": "",
    "of": "",
    "d": "",
}
"""Short forms, spelled out; empty for words that carry nothing."""


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words that tell a firm apart: small letters, no accents, no punctuation, no legal form."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"\bd\s*/?\s*b\s*/?\s*a\b", " ", plain)
    # Initials written with dots, and possessives, are one word: A.B.C. Tool, Joe's.
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    plain = re.sub(r"['’`]", "", plain)
    found = re.findall(r"[a-z0-9]+", plain)
    known = [_SHORT.get(word, word) for word in found]
    kept = tuple(word for word in known if word and word not in _LEGAL)
    return kept or tuple(word for word in found if word)


def name_key(name: str) -> str:
    """Return what equal names have in common, for example "acme tool manufacturing" of The Acme Tool Mfg. Co., Inc."""
    return " ".join(words_of(name))[:200]
