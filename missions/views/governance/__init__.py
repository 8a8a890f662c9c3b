"""Pages of governance, with their addresses: ``of_mission`` below a mission, ``site`` beside the missions."""

from django.urls import include, path

from missions.views.governance import bodies, commitments, decisions, meetings, overview, procedures

of_mission = [
    path("governance/", overview.governance, name="governance"),
    path("bodies/new/", bodies.body_new, name="body_new"),
    path("decisions/new/", decisions.decision_new, name="decision_new"),
    path("commitments/new/", commitments.commitment_new, name="commitment_new"),
    path("procedures/new/", procedures.procedure_new, name="procedure_new"),
]
body = [
    path("", bodies.body_detail, name="body_detail"),
    path("edit/", bodies.body_edit, name="body_edit"),
    path("seats/", bodies.seat_new, name="seat_new"),
    path("seats/<int:pk>/", bodies.seat_edit, name="seat_edit"),
    path("seats/<int:pk>/remove/", bodies.seat_remove, name="seat_remove"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
]
meeting = [
    path("", meetings.meeting_detail, name="meeting_detail"),
    path("edit/", meetings.meeting_edit, name="meeting_edit"),
    path("attendance/", meetings.meeting_attendance, name="meeting_attendance"),
    path("moves/<slug:name>/", meetings.meeting_move, name="meeting_move"),
]
decision = [
    path("", decisions.decision_detail, name="decision_detail"),
    path("edit/", decisions.decision_edit, name="decision_edit"),
    path("subjects/", decisions.decision_subjects, name="decision_subjects"),
    path("subjects/<int:pk>/remove/", decisions.decision_subject_remove, name="decision_subject_remove"),
    path("moves/<slug:name>/", decisions.decision_move, name="decision_move"),
]
commitment = [
    path("", commitments.commitment_detail, name="commitment_detail"),
    path("edit/", commitments.commitment_edit, name="commitment_edit"),
    path("report/", commitments.commitment_report, name="commitment_report"),
    path("moves/<slug:name>/", commitments.commitment_move, name="commitment_move"),
]
procedure = [
    path("", procedures.procedure_detail, name="procedure_detail"),
    path("edit/", procedures.procedure_edit, name="procedure_edit"),
    path("deadlines/", procedures.procedure_deadlines, name="procedure_deadlines"),
    path("advance/", procedures.procedure_advance, name="procedure_advance"),
    path("moves/<slug:name>/", procedures.procedure_move, name="procedure_move"),
]
site = [
    path("bodies/", bodies.body_list, name="body_list"),
    path("bodies/<slug:slug>/", include(body)),
    path("meetings/<slug:slug>/", include(meeting)),
    path("decisions/", decisions.decision_list, name="decision_list"),
    path("decisions/<slug:slug>/", include(decision)),
    path("commitments/", commitments.commitment_list, name="commitment_list"),
    path("commitments/<slug:slug>/", include(commitment)),
    path("procedures/", procedures.procedure_list, name="procedure_list"),
    path("procedures/<slug:slug>/", include(procedure)),
]
