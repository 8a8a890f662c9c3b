"""Pages of labs, teams and what they bring forth, with their addresses."""

from django.urls import path

from school.views.labs import labs, outputs, teams, writing

site = [
    path("editions/<slug:slug>/labs/new/", labs.lab_new, name="lab_new"),
    path("labs/<uuid:public_id>/", labs.lab_detail, name="lab_detail"),
    path("labs/<uuid:public_id>/edit/", labs.lab_edit, name="lab_edit"),
    path("labs/<uuid:public_id>/phase/", labs.lab_phase, name="lab_phase"),
    path("labs/<uuid:public_id>/wall/", labs.lab_wall, name="lab_wall"),
    path("labs/<uuid:public_id>/people/", labs.lab_people, name="lab_people"),
    path("labs/<uuid:public_id>/mix/", labs.lab_mix, name="lab_mix"),
    path("labs/<uuid:public_id>/teams/new/", teams.team_new, name="team_new"),
    path("teams/<uuid:public_id>/", teams.team_detail, name="team_detail"),
    path("teams/<uuid:public_id>/edit/", teams.team_edit, name="team_edit"),
    path("teams/<uuid:public_id>/join/", teams.team_join, name="team_join"),
    path("teams/<uuid:public_id>/leave/", teams.team_leave, name="team_leave"),
    path("teams/<uuid:public_id>/confirm/", teams.team_confirm, name="team_confirm"),
    path("teams/<uuid:public_id>/remove/", teams.team_remove, name="team_remove"),
    path("teams/<uuid:public_id>/roles/<int:pk>/", teams.team_role, name="team_role"),
    path("teams/<uuid:public_id>/outputs/new/", teams.output_new, name="output_new"),
    path("outputs/<uuid:public_id>/", outputs.output_detail, name="output_detail"),
    path("outputs/<uuid:public_id>/edit/", writing.output_edit, name="output_edit"),
    path("outputs/<uuid:public_id>/fields/<slug:name>/", writing.output_field, name="output_field"),
    path("outputs/<uuid:public_id>/pulse/", writing.output_pulse, name="output_pulse"),
    path("outputs/<uuid:public_id>/revise/", outputs.output_revise, name="output_revise"),
    path("outputs/<uuid:public_id>/compare/", outputs.output_compare, name="output_compare"),
    path("outputs/<uuid:public_id>/moves/<slug:name>/", outputs.output_move, name="output_move"),
    path("outputs/<uuid:public_id>/review/", outputs.output_review, name="output_review"),
    path("outputs/<uuid:public_id>/promote/", outputs.output_promote, name="output_promote"),
]
