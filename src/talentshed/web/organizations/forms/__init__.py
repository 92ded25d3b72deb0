"""What do people fill in about organizations, and what is wrong with it?"""

from talentshed.web.organizations.forms.asking import AskCapForm, InteractionForm
from talentshed.web.organizations.forms.importing import MappingForm, UploadForm
from talentshed.web.organizations.forms.keeping import (
    AssociationsForm,
    ContactForm,
    OrganizationForm,
    ServedForm,
    SiteForm,
)
from talentshed.web.organizations.forms.listing import wanted
from talentshed.web.organizations.forms.peers import NoteForm, PeerForm
from talentshed.web.organizations.forms.speaking import AppointForm, SpeakForm
from talentshed.web.ui.forms import Shown, shown

__all__ = [
    "AppointForm",
    "AskCapForm",
    "AssociationsForm",
    "ContactForm",
    "InteractionForm",
    "MappingForm",
    "NoteForm",
    "OrganizationForm",
    "PeerForm",
    "ServedForm",
    "Shown",
    "SiteForm",
    "SpeakForm",
    "UploadForm",
    "shown",
    "wanted",
]
