"""What a server process keeps until it ends."""

import gc

from django.conf import settings
from django.urls import get_resolver
from django.utils.translation import override


def keep_what_is_loaded():
    """Load every address and language now, and let the garbage collector overlook what there is.

    Nothing of it is ever thrown away, yet each full collection walked through all of it: some requests in a hundred
    waited 200 ms for that. Workers forked later also go on sharing the memory.
    """
    _ = get_resolver().url_patterns
    for code, _name in settings.LANGUAGES:
        with override(code):
            str(settings.LANGUAGES[0][1])
    gc.collect()
    gc.freeze()
