"""What is stored of talent flows?"""

from talentshed.web.flows.models.back_mapping import (
    BackMapping,
    BackMappingWay,
    BackMapPublication,
    CriticalJob,
    SourceCode,
)
from talentshed.web.flows.models.release import FlowFile, FlowRelease

__all__ = [
    "BackMapPublication",
    "BackMapping",
    "BackMappingWay",
    "CriticalJob",
    "FlowFile",
    "FlowRelease",
    "SourceCode",
]
