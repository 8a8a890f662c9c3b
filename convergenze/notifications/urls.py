"""Pages of what people are told and follow, and of the mails on their way."""

from django.urls import path

from convergenze.notifications.views import following, inbox, outbox, preferences, tickets

app_name = "notifications"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="read_all"),
    path("inbox/read/<str:kind>/<str:key>/", inbox.read, name="read"),
    path("follow/<str:kind>/<str:key>/", following.follow, name="follow"),
    path("account/mail/", preferences.preferences, name="preferences"),
    path("mail/stop/<str:ticket>/", tickets.stop, name="stop"),
    path("mail/answer/<str:ticket>/", tickets.answer, name="answer"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/<str:act>/", outbox.act, name="outbox_act"),
]
