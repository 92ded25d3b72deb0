"""Where do the public data of this installation lie, which edition is shown, and what does its receipt say?"""

from talentshed.labor.store.manifest import Receipt, StoreError
from talentshed.labor.store.opening import Store, home, open_store, starter_folder
from talentshed.labor.store.packing import Packing, find_packing
from talentshed.labor.store.writing import Edition, read_edition, replace_folder, save_edition, save_folder, switch_to

__all__ = [
    "Edition",
    "Packing",
    "Receipt",
    "Store",
    "StoreError",
    "find_packing",
    "home",
    "open_store",
    "read_edition",
    "replace_folder",
    "save_edition",
    "save_folder",
    "starter_folder",
    "switch_to",
]
