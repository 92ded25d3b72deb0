"""Which address leads to the quick check, the employer pulse and the documents of readiness?"""

from django.urls import URLPattern, path

from talentshed.web.readiness.views import documents, pulse, quick

_PULSES = "partnerships/<int:pk>/pulse/"
_PULSE = f"{_PULSES}<int:pulse_pk>/"

round_urlpatterns: list[URLPattern] = [
    path("form.<slug:kind>", documents.round_form, name="form"),
    path("report.<slug:kind>", documents.report, name="report"),
]
"""Beneath the address of a round."""

urlpatterns: list[URLPattern] = [
    path("readiness/", quick.quick, name="quick"),
    path("readiness/result.<slug:kind>", quick.keep, name="quick_file"),
    path("readiness/letter/", quick.letter, name="quick_letter"),
    path("readiness/letter/sent/", quick.sent, name="quick_sent"),
    path("readiness/forms/<slug:name>/", documents.form, name="form"),
    path("readiness/forms/<slug:name>.<slug:kind>", documents.form_file, name="form_file"),
    path("readiness/pulse/thanks/", pulse.thanks, name="pulse_thanks"),
    path("readiness/pulse/<str:token>/", pulse.answer, name="pulse_answer"),
    path(_PULSES, pulse.pulses, name="pulses"),
    path(f"{_PULSES}file.<slug:kind>", pulse.pulses_file, name="pulses_file"),
    path(f"{_PULSES}new/", pulse.open_pulse, name="open_pulse"),
    path(_PULSE, pulse.pulse, name="pulse"),
    path(f"{_PULSE}file.<slug:kind>", pulse.pulse_file, name="pulse_file"),
    path(f"{_PULSE}links/", pulse.links, name="pulse_links"),
    path(f"{_PULSE}close/", pulse.close, name="close_pulse"),
]
