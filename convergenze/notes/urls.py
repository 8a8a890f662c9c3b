"""Pages of what people attach to records."""

from django.urls import path

from convergenze.notes.views import evidence

app_name = "notes"

urlpatterns = [
    path("evidence/new/<slug:word>/<slug:slug>/", evidence.evidence_new, name="evidence_new"),
    path("evidence/<int:pk>/edit/", evidence.evidence_edit, name="evidence_edit"),
    path("evidence/<int:pk>/remove/", evidence.evidence_remove, name="evidence_remove"),
]
