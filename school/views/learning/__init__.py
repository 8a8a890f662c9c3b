"""Pages of assignments, feedback and self-assessment, with their addresses."""

from django.urls import path

from school.views.learning import assignments, voices

site = [
    path("editions/<slug:slug>/assignments/", assignments.assignment_list, name="assignment_list"),
    path("editions/<slug:slug>/assignments/new/", assignments.assignment_new, name="assignment_new"),
    path("assignments/<uuid:public_id>/", assignments.assignment_detail, name="assignment_detail"),
    path("assignments/<uuid:public_id>/edit/", assignments.assignment_edit, name="assignment_edit"),
    path("submissions/<uuid:public_id>/mark/", assignments.submission_mark, name="submission_mark"),
    path("submissions/<uuid:public_id>/file/", assignments.submission_file, name="submission_file"),
    path("sessions/<uuid:public_id>/feedback/", voices.feedback, name="feedback"),
    path("sessions/<uuid:public_id>/feedback/answers/", voices.feedback_answers, name="feedback_answers"),
    path("enrolments/<uuid:public_id>/competences/", voices.self_assessment, name="self_assessment"),
    path("editions/<slug:slug>/competences/", voices.competences, name="competences"),
]
