"""Words for trials of actions in scenarios and for what they tell."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = {
    -2: _("it breaks"),
    -1: _("it suffers"),
    0: _("it holds"),
    1: _("it gains"),
    2: _("it thrives"),
    None: pgettext_lazy("trial of an action", "not tried"),
}
VERDICTS = {
    "robust": pgettext_lazy("action in scenarios", "Robust"),
    "mixed": pgettext_lazy("action in scenarios", "Depends on the future"),
    "fragile": pgettext_lazy("action in scenarios", "Fragile"),
}
