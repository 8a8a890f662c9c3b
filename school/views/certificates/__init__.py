"""Pages of certificates, credentials and of what is forgotten, with their addresses."""

from django.http import Http404
from django.urls import path


def _not_yet(request, **found):
    """The page is being written."""
    raise Http404


site = [
    path(f"{address}/", _not_yet, name=name)
    for address, name in (
        ("editions/<slug:slug>/certificates", "certificates"),
        ("enrolments/<uuid:public_id>/documents", "documents"),
        ("certificates/<str:code>", "certificate_detail"),
        ("verify", "verify_search"),
        ("verify/<str:code>", "verify"),
        ("keys/<str:kid>", "signing_key"),
    )
]
