"""What do people fill in: jobs, hires and their sources, a list to upload, the numbers of what-if?"""

from talentshed.web.flows.forms.hires import HiresForm, JobForm, UploadForm
from talentshed.web.flows.forms.release import ReleaseForm
from talentshed.web.flows.forms.what_if import WhatIfForm

__all__ = ["HiresForm", "JobForm", "ReleaseForm", "UploadForm", "WhatIfForm"]
