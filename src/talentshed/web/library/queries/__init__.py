"""What other capabilities ask of the library: which stories are told, and which public pages are there?"""

from talentshed.web.library.queries.sitemap import sitemap
from talentshed.web.library.queries.stories import Told, stories_of

__all__ = ["Told", "sitemap", "stories_of"]
