"""Pages of registers and presence, with their addresses."""

from django.urls import include, path

from school.views.attendance import hours, logs, printing, registers, scanning

register = [
    path("", registers.register, name="register"),
    path("mark/", registers.register_mark, name="register_mark"),
    path("moves/<slug:name>/", registers.register_move, name="register_move"),
    path("log/", logs.register_log, name="register_log"),
    path("print/", printing.register_print, name="register_print"),
    path("pdf/", printing.register_pdf, name="register_pdf"),
]
site = [
    path("sessions/<uuid:public_id>/register/", include(register)),
    path("sessions/<uuid:public_id>/scan/", scanning.scan, name="scan"),
    path("sessions/<uuid:public_id>/room/", scanning.room, name="room"),
    path("here/<str:code>/", scanning.here, name="here"),
    path("enrolments/<uuid:public_id>/badge/", scanning.badge, name="badge"),
    path("editions/<slug:slug>/registers/", registers.register_list, name="register_list"),
    path("editions/<slug:slug>/hours/", hours.hours, name="hours"),
    path("editions/<slug:slug>/close/", hours.edition_close, name="edition_close"),
]
