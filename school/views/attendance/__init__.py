"""Pages of registers and presence, with their addresses."""

from django.http import Http404
from django.urls import path


def _not_yet(request, **found):
    """The page is being written."""
    raise Http404


site = [
    path(f"{address}/", _not_yet, name=name)
    for address, name in (
        ("sessions/<uuid:public_id>/register", "register"),
        ("sessions/<uuid:public_id>/register/mark", "register_mark"),
        ("sessions/<uuid:public_id>/register/move/<slug:name>", "register_move"),
        ("sessions/<uuid:public_id>/register/log", "register_log"),
        ("sessions/<uuid:public_id>/register/print", "register_print"),
        ("sessions/<uuid:public_id>/register/pdf", "register_pdf"),
        ("sessions/<uuid:public_id>/scan", "scan"),
        ("sessions/<uuid:public_id>/room", "room"),
        ("here/<str:code>", "here"),
        ("enrolments/<uuid:public_id>/badge", "badge"),
        ("editions/<slug:slug>/registers", "register_list"),
        ("editions/<slug:slug>/hours", "hours"),
        ("editions/<slug:slug>/close", "edition_close"),
    )
]
