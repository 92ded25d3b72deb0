"""Which address leads to the playbook, its drafts, and what the table knows?"""

from django.urls import URLPattern, path

from talentshed.web.partnerships.views import drafts, figures, knowledge, playbook, start_group, support_team, words

urlpatterns: list[URLPattern] = [
    path("oversee/<str:code>/words/", words.words, name="words"),
    path("partnerships/<int:pk>/playbook/", playbook.playbook, name="playbook"),
    path("partnerships/<int:pk>/playbook/<int:number>/", playbook.phase, name="phase"),
    path("partnerships/<int:pk>/playbook/steps/<slug:step>/done/", playbook.step_done, name="step_done"),
    path("partnerships/<int:pk>/playbook/steps/<slug:step>/reopen/", playbook.step_reopen, name="step_reopen"),
    path("partnerships/<int:pk>/drafts/<slug:key>/", drafts.document, name="document"),
    path("partnerships/<int:pk>/drafts/<slug:key>.docx", drafts.document_file, name="document_file"),
    path("partnerships/<int:pk>/start-group/", start_group.start_group, name="start_group"),
    path("partnerships/<int:pk>/start-group/issues/add/", start_group.add_issue, name="issue_add"),
    path(
        "partnerships/<int:pk>/start-group/issues/<int:issue_pk>/remove/", start_group.remove_issue, name="issue_remove"
    ),
    path("partnerships/<int:pk>/start-group/save/", start_group.save, name="start_group_save"),
    path("partnerships/<int:pk>/team/", support_team.team, name="team"),
    path("partnerships/<int:pk>/team/<int:member_pk>/", support_team.covers, name="covers"),
    path("partnerships/<int:pk>/figures/", figures.figures, name="figures"),
    path("partnerships/<int:pk>/figures/<slug:figure>/", figures.note, name="figure_note"),
    path("partnerships/<int:pk>/knowledge/", knowledge.library, name="knowledge"),
    path("partnerships/<int:pk>/knowledge/add/", knowledge.add, name="knowledge_add"),
    path("partnerships/<int:pk>/knowledge/<int:note_pk>/", knowledge.change, name="knowledge_change"),
    path("partnerships/<int:pk>/knowledge/<int:note_pk>/remove/", knowledge.remove, name="knowledge_remove"),
]
