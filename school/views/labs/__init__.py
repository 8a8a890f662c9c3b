"""Pages of labs, teams and what they bring forth, with their addresses."""

from django.http import Http404
from django.urls import path


def _not_yet(request, **found):
    """The page is being written."""
    raise Http404


site = [
    path(f"{address}/", _not_yet, name=name)
    for address, name in (
        ("editions/<slug:slug>/labs/new", "lab_new"),
        ("labs/<uuid:public_id>", "lab_detail"),
        ("labs/<uuid:public_id>/edit", "lab_edit"),
        ("labs/<uuid:public_id>/phase", "lab_phase"),
        ("labs/<uuid:public_id>/wall", "lab_wall"),
        ("labs/<uuid:public_id>/people", "lab_people"),
        ("labs/<uuid:public_id>/mix", "lab_mix"),
        ("labs/<uuid:public_id>/teams/new", "team_new"),
        ("teams/<uuid:public_id>", "team_detail"),
        ("teams/<uuid:public_id>/edit", "team_edit"),
        ("teams/<uuid:public_id>/join", "team_join"),
        ("teams/<uuid:public_id>/leave", "team_leave"),
        ("teams/<uuid:public_id>/confirm", "team_confirm"),
        ("teams/<uuid:public_id>/outputs/new", "output_new"),
        ("outputs/<uuid:public_id>", "output_detail"),
        ("outputs/<uuid:public_id>/edit", "output_edit"),
        ("outputs/<uuid:public_id>/fields/<slug:name>", "output_field"),
        ("outputs/<uuid:public_id>/pulse", "output_pulse"),
        ("outputs/<uuid:public_id>/revise", "output_revise"),
        ("outputs/<uuid:public_id>/compare", "output_compare"),
        ("outputs/<uuid:public_id>/moves/<slug:name>", "output_move"),
        ("outputs/<uuid:public_id>/review", "output_review"),
        ("outputs/<uuid:public_id>/promote", "output_promote"),
    )
]
