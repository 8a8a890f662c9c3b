"""Pages of what people are told and follow, and of the mails on their way."""

from django.urls import path

from convergenze.notifications.views import following, inbox, outbox, preferences, tickets, watching

app_name = "notifications"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="read_all"),
    path("inbox/read/<str:kind>/<str:key>/", inbox.read, name="read"),
    path("follow/list/<str:kind>/", watching.watch_new, name="watch_new"),
    path("follow/list/<int:pk>/stop/", watching.watch_stop, name="watch_stop"),
    path("inbox/later/<str:kind>/<str:key>/", inbox.later, name="later"),
    path("follow/<str:kind>/<str:key>/", following.follow, name="follow"),
    path("account/mail/", preferences.preferences, name="preferences"),
    path("mail/stop/<str:ticket>/", tickets.stop, name="stop"),
    path("mail/answer/<str:ticket>/", tickets.answer, name="answer"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/<str:act>/", outbox.act, name="outbox_act"),
]
