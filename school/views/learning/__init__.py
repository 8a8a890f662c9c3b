"""Pages of assignments, feedback and self-assessment, with their addresses."""

from django.http import Http404
from django.urls import path


def _not_yet(request, **found):
    """The page is being written."""
    raise Http404


site = [
    path(f"{address}/", _not_yet, name=name)
    for address, name in (
        ("editions/<slug:slug>/assignments", "assignment_list"),
        ("editions/<slug:slug>/assignments/new", "assignment_new"),
        ("assignments/<uuid:public_id>", "assignment_detail"),
        ("assignments/<uuid:public_id>/edit", "assignment_edit"),
        ("submissions/<uuid:public_id>/mark", "submission_mark"),
        ("submissions/<uuid:public_id>/file", "submission_file"),
        ("sessions/<uuid:public_id>/feedback", "feedback"),
        ("sessions/<uuid:public_id>/feedback/answers", "feedback_answers"),
        ("enrolments/<uuid:public_id>/competences", "self_assessment"),
        ("editions/<slug:slug>/competences", "competences"),
    )
]
