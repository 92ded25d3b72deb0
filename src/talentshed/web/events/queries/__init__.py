"""What may somebody read of events, of those who come, and of help?"""

from talentshed.web.events.queries.public import coming, sitemap

__all__ = ["coming", "sitemap"]
