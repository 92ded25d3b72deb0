"""Which code has each county of Illinois?"""

import re

# The 102 counties in the order of their codes, which are the odd numbers from 001.
_NAMES = """
Adams|Alexander|Bond|Boone|Brown|Bureau|Calhoun|Carroll|Cass|Champaign|Christian|Clark|Clay|Clinton|Coles|Cook|Crawford
Cumberland|DeKalb|De Witt|Douglas|DuPage|Edgar|Edwards|Effingham|Fayette|Ford|Franklin|Fulton|Gallatin|Greene|Grundy
Hamilton|Hancock|Hardin|Henderson|Henry|Iroquois|Jackson|Jasper|Jefferson|Jersey|Jo Daviess|Johnson|Kane|Kankakee
Kendall|Knox|Lake|LaSalle|Lawrence|Lee|Livingston|Logan|McDonough|McHenry|McLean|Macon|Macoupin|Madison|Marion|Marshall
Mason|Massac|Menard|Mercer|Monroe|Montgomery|Morgan|Moultrie|Ogle|Peoria|Perry|Piatt|Pike|Pope|Pulaski|Putnam|Randolph
Richland|Rock Island|Saint Clair|Saline|Sangamon|Schuyler|Scott|Shelby|Stark|Stephenson|Tazewell|Union|Vermilion|Wabash
Warren|Washington|Wayne|White|Whiteside|Will|Williamson|Winnebago|Woodford
"""

COUNTIES: dict[str, str] = {
    re.sub(r"[^a-z]", "", name.lower()): f"17{2 * place + 1:03}"
    for place, name in enumerate(re.split(r"[|\n]", _NAMES.strip()))
}
"""County name in lower-case letters only, without 'county', to 5-digit FIPS."""
