"""In which order do public files become an edition: read, check, derive, save, and only then switch?"""

from talentshed.labor.pipeline.building import add, build, preview
from talentshed.labor.pipeline.problem import PipelineError
from talentshed.labor.pipeline.starter import starter

__all__ = ["PipelineError", "add", "build", "preview", "starter"]
