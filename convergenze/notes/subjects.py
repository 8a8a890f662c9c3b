"""What evidence may be about: higher apps offer their records by a word used in addresses and in the API.

In an app's ``registrations.py``: ``subjects.register("challenges", Challenge)``. The model has ``visible_to``, a slug,
a ``public_id`` and a permission ``<app>.change_<model>``, which is also the right to write its evidence.
"""

_subjects: dict[str, type] = {}


def register(word, model):
    """Let evidence be about records of ``model``, addressed by ``word``."""
    _subjects[word] = model


def model_of(word):
    """The model behind ``word``; None when nobody offered it."""
    return _subjects.get(word)


def word_of(record):
    """The word under which ``record`` (or its model) was offered; "" when it was not."""
    return next((word for word, model in _subjects.items() if model._meta.label == record._meta.label), "")


def words():
    """The words offered, sorted."""
    return sorted(_subjects)


def models():
    """The models offered."""
    return list(_subjects.values())
