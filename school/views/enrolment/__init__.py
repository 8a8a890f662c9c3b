"""Pages of enrolments, with their addresses."""

from django.urls import path

from school.views.enrolment import bodies, desk, enrolling, files, inviting, nominating, own, reminders

site = [
    path("mine/", own.mine, name="mine"),
    path("enrolments/<uuid:public_id>/", own.enrolment_detail, name="enrolment_detail"),
    path("enrolments/<uuid:public_id>/moves/<str:name>/", own.enrolment_move, name="enrolment_move"),
    path("enrolments/<uuid:public_id>/edit/", own.enrolment_edit, name="enrolment_edit"),
    path("editions/<slug:slug>/enrol/", enrolling.enrol, name="enrol"),
    path("editions/<slug:slug>/nominate/", nominating.nominate, name="nominate"),
    path("editions/<slug:slug>/enrol-file/", files.enrol_file, name="enrol_file"),
    path("editions/<slug:slug>/participants/", desk.participants, name="participants"),
    path("editions/<slug:slug>/desk/", desk.desk, name="desk"),
    path("editions/<slug:slug>/desk/decide/", desk.edition_decide, name="edition_decide"),
    path("editions/<slug:slug>/desk/pools/<int:pk>/", desk.pool_capacity, name="pool_capacity"),
    path("editions/<slug:slug>/desk/numbers/", desk.desk_numbers, name="desk_numbers"),
    path("editions/<slug:slug>/desk/messages/", desk.desk_messages, name="desk_messages"),
    path("editions/<slug:slug>/desk/invitations/", inviting.invitation_list, name="invitation_list"),
    path(
        "editions/<slug:slug>/desk/invitations/<int:pk>/revoke/", inviting.invitation_revoke, name="invitation_revoke"
    ),
    path("editions/<slug:slug>/desk/reminders/", reminders.reminder_list, name="reminder_list"),
    path("editions/<slug:slug>/desk/reminders/new/", reminders.reminder_new, name="reminder_new"),
    path("editions/<slug:slug>/desk/reminders/<int:pk>/", reminders.reminder_edit, name="reminder_edit"),
    path("editions/<slug:slug>/desk/reminders/<int:pk>/delete/", reminders.reminder_delete, name="reminder_delete"),
    path("invitations/<str:token>/", inviting.invitation, name="invitation"),
    path("bodies/<slug:slug>/", bodies.body, name="body"),
]
