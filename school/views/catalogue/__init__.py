"""Pages of courses, editions, meetings, experts, venues, with their addresses."""

from django.http import HttpResponse
from django.urls import include, path


def soon(request, **place):
    """Not written yet."""
    return HttpResponse()


course = [
    path("", soon, name="course_detail"),
    path("edit/", soon, name="course_edit"),
    path("moves/<slug:name>/", soon, name="course_move"),
]
edition = [
    path("", soon, name="edition_detail"),
    path("calendar.ics", soon, name="edition_calendar"),
    path("edit/", soon, name="edition_edit"),
    path("moves/<slug:name>/", soon, name="edition_move"),
    path("copy/", soon, name="edition_copy"),
    path("pools/", soon, name="edition_pools"),
    path("staff/", soon, name="edition_staff"),
    path("questions/", soon, name="edition_questions"),
    path("materials/", soon, name="edition_materials"),
    path("sessions/new/", soon, name="session_new"),
]
session = [
    path("edit/", soon, name="session_edit"),
    path("moves/<slug:name>/", soon, name="session_move"),
    path("join/", soon, name="session_join"),
]
site = [
    path("", soon, name="home"),
    path("courses/new/", soon, name="course_new"),
    path("courses/<slug:slug>/", include(course)),
    path("editions/new/", soon, name="edition_new"),
    path("editions/<slug:slug>/", include(edition)),
    path("sessions/<uuid:public_id>/", include(session)),
    path("materials/<uuid:public_id>/", soon, name="material_open"),
    path("experts/new/", soon, name="expert_new"),
    path("experts/<slug:slug>/", soon, name="expert_detail"),
    path("experts/<slug:slug>/edit/", soon, name="expert_edit"),
    path("venues/new/", soon, name="venue_new"),
    path("venues/<slug:slug>/", soon, name="venue_detail"),
    path("venues/<slug:slug>/edit/", soon, name="venue_edit"),
]
