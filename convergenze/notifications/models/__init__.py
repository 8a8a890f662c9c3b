"""Who follows what, what they are told, and the mails on their way."""

from convergenze.notifications.models.follow import Follow
from convergenze.notifications.models.mail import Mail
from convergenze.notifications.models.notification import Notification
from convergenze.notifications.models.preference import Preference
from convergenze.notifications.models.question import Question
from convergenze.notifications.models.watch import Watch

__all__ = ["Follow", "Mail", "Notification", "Preference", "Question", "Watch"]
