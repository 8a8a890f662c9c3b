"""What notifications offers the house: an ear on the history, links."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from convergenze.core import about, navigation, panels
from convergenze.core.tasks import start
from convergenze.history import services as history
from convergenze.notifications import lists, queries, services
from convergenze.notifications.services import outbox
from convergenze.notifications.tasks import send_mails

history.listen(services.hear)
outbox.on_post(lambda: start(send_mails))

navigation.register(_("Inbox"), "notifications:inbox", place="account", order=5)
navigation.register(_("Mail and notifications"), "notifications:preferences", place="account", order=15)
navigation.register(
    _("Outbox"), "notifications:outbox", place="account", order=95, permission="notifications.view_outbox"
)


@panels.register("lists.filter", template="notifications/_follow_list.html")
def the_way_to_follow_a_list(filterset, user):
    """The link that follows a list as it is filtered; for who is signed in."""
    found = lists.of_filter(filterset) if user.is_authenticated else None
    if found is None:
        return None
    query = found.asked(filterset.data)
    return {"address": reverse("notifications:watch_new", args=[found.kind]) + (f"?{query}" if query else "")}


@panels.register("records.header", template="notifications/_follow_button.html")
def the_way_to_follow(record, user):
    """The button that follows or stops; for who is signed in."""
    if not user.is_authenticated or not about.is_subject(record):
        return None
    return {"follow": queries.follow_of(record, user), "kind": about.kind_of(record), "key": about.key_of(record)}
