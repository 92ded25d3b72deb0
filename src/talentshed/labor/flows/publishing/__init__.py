"""What of an analysis may leave, and how is it made safe, drawn and written?"""

from talentshed.labor.flows.publishing.asked import About, Action, Asked, SourceFile, StepTaken
from talentshed.labor.flows.publishing.folder import Published, make_safe, publish

__all__ = ["About", "Action", "Asked", "Published", "SourceFile", "StepTaken", "make_safe", "publish"]
