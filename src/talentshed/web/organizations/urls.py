"""Which address leads to which page on organizations?"""

from django.urls import path, re_path

from talentshed.web.organizations.views import asking, champions, duplicates, importing, listing, one

app_name = "organizations"

urlpatterns = [
    path("organizations/", listing.organizations, name="list"),
    re_path(r"^organizations/list\.(?P<kind>csv|xlsx)$", listing.list_file, name="file"),
    path("organizations/add/", one.add, name="add"),
    path("organizations/asks/", asking.ask_cap, name="ask_cap"),
    path("organizations/import/", importing.upload, name="upload"),
    re_path(r"^organizations/import/template\.(?P<kind>csv|xlsx)$", importing.template, name="import_template"),
    path("organizations/import/<int:pk>/", importing.batch, name="import"),
    path("organizations/import/<int:pk>/run/", importing.run, name="run_import"),
    path("organizations/import/<int:pk>/undo/", importing.undo, name="undo_import"),
    path("organizations/import/<int:pk>/discard/", importing.discard, name="discard_import"),
    path("organizations/duplicates/", duplicates.pairs, name="duplicates"),
    path("organizations/duplicates/look/", duplicates.look, name="look_for_duplicates"),
    path("organizations/duplicates/<int:pk>/", duplicates.pair, name="pair"),
    path("organizations/duplicates/<int:pk>/different/", duplicates.different, name="different"),
    path("organizations/duplicates/<int:pk>/merge/", duplicates.merge, name="merge"),
    path("organizations/merges/<int:pk>/undo/", duplicates.undo, name="undo_merge"),
    path("organizations/decline/<str:token>/", champions.decline, name="decline"),
    path("organizations/for/<slug:kind>/<int:number>/champions/", champions.suggested, name="champions"),
    path("organizations/for/<slug:kind>/<int:number>/champions/<int:contact_pk>/", champions.note, name="note"),
    path("organizations/for/<slug:kind>/<int:number>/peers/", champions.peer_tree, name="peers"),
    path("organizations/for/<slug:kind>/<int:number>/peers/invite/", champions.invite_peer, name="invite_peer"),
    path(
        "organizations/for/<slug:kind>/<int:number>/peers/<int:invitation_pk>/remind/", champions.remind, name="remind"
    ),
    path("organizations/<int:pk>/", one.organization, name="organization"),
    path("organizations/<int:pk>/edit/", one.edit, name="edit"),
    path("organizations/<int:pk>/counties/", one.served, name="served"),
    path("organizations/<int:pk>/associations/", one.associations, name="associations"),
    path("organizations/<int:pk>/sites/add/", one.site, name="add_site"),
    path("organizations/<int:pk>/sites/<int:site_pk>/", one.site, name="site"),
    path("organizations/<int:pk>/sites/<int:site_pk>/remove/", one.remove_site, name="remove_site"),
    path("organizations/<int:pk>/people/add/", one.contact, name="add_contact"),
    path("organizations/<int:pk>/people/<int:contact_pk>/", one.contact, name="contact"),
    path("organizations/<int:pk>/people/<int:contact_pk>/left/", one.end_contact, name="end_contact"),
    path("organizations/<int:pk>/contacts/add/", asking.interaction, name="add_interaction"),
    path("organizations/<int:pk>/speakers/invite/", asking.invite, name="invite_speaker"),
    path("organizations/<int:pk>/speakers/confirm/", asking.appoint, name="appoint_speaker"),
    path("organizations/<int:pk>/speakers/invited/<int:link_pk>/take-back/", asking.withdraw, name="withdraw_speaker"),
    path("organizations/<int:pk>/speakers/<int:speaker_pk>/end/", asking.dismiss, name="dismiss_speaker"),
]
