"""Who holds a share link: somebody without an account who reads a little more than a visitor."""

from django.contrib.auth.models import AnonymousUser

from convergenze.core.visibility import Visibility


class LinkGuest(AnonymousUser):
    """A reader who was given a link: what is for everyone, and what is for whoever has the link. Writes nothing."""

    levels = (Visibility.LINK, Visibility.PUBLIC)

    def __str__(self):
        return "LinkGuest"
