"""Pages of courses, editions, meetings, experts, venues, with their addresses."""

from django.urls import include, path

from school.views.catalogue import browsing, editions, materials, records, sessions, setting_up

course = [
    path("", browsing.course_detail, name="course_detail"),
    path("edit/", records.course_edit, name="course_edit"),
    path("moves/<slug:name>/", records.course_move, name="course_move"),
]


def _part(key):
    """The addresses of a section of the page where an edition is made."""
    told = {"key": key}
    return [
        path(f"{key}/", setting_up.part_add, told, name=f"edition_{key}"),
        path(f"{key}/<int:pk>/edit/", setting_up.part_edit, told, name=f"edition_{key}_edit"),
        path(f"{key}/<int:pk>/remove/", setting_up.part_remove, told, name=f"edition_{key}_remove"),
    ]


edition = [
    path("", editions.edition_detail, name="edition_detail"),
    path("calendar.ics", editions.edition_calendar, name="edition_calendar"),
    path("edit/", setting_up.edition_edit, name="edition_edit"),
    path("moves/<slug:name>/", editions.edition_move, name="edition_move"),
    path("copy/", setting_up.edition_copy, name="edition_copy"),
    *(address for key in setting_up.PARTS for address in _part(key)),
    path("sessions/new/", sessions.session_new, name="session_new"),
]
session = [
    path("edit/", sessions.session_edit, name="session_edit"),
    path("remove/", sessions.session_remove, name="session_remove"),
    path("moves/<slug:name>/", sessions.session_move, name="session_move"),
    path("speakers/", sessions.session_speakers, name="session_speakers"),
    path("speakers/<int:pk>/remove/", sessions.speaker_remove, name="speaker_remove"),
    path("join/", editions.session_join, name="session_join"),
]
site = [
    path("", browsing.home, name="home"),
    path("courses/new/", records.course_new, name="course_new"),
    path("courses/<slug:slug>/", include(course)),
    path("editions/new/", setting_up.edition_new, name="edition_new"),
    path("editions/<slug:slug>/", include(edition)),
    path("sessions/<uuid:public_id>/", include(session)),
    path("materials/<uuid:public_id>/", materials.material_open, name="material_open"),
    path("experts/new/", records.expert_new, name="expert_new"),
    path("experts/<slug:slug>/", records.expert_detail, name="expert_detail"),
    path("experts/<slug:slug>/edit/", records.expert_edit, name="expert_edit"),
    path("venues/new/", records.venue_new, name="venue_new"),
    path("venues/<slug:slug>/", records.venue_detail, name="venue_detail"),
    path("venues/<slug:slug>/edit/", records.venue_edit, name="venue_edit"),
]
