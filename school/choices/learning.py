"""How well somebody does something, as they see it themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.choices.catalogue import Competence


class Level(models.IntegerChoices):
    """From hearing of it to teaching it."""

    AWARE = 1, _("I know what it is")
    HELPED = 2, _("I do it with somebody's help")
    ALONE = 3, _("I do it by myself")
    TEACHES = 4, _("I help others do it")


# What each competence is in the work of who answers.
MEANINGS = {
    Competence.ADVISE: _("To prepare choices for who decides, with their reasons, limits and consequences."),
    Competence.INNOVATE: _("To try new ways on a small scale, learn from what fails, and change course."),
    Competence.EVIDENCE: _("To find data and studies, weigh how sound they are, and use them in a decision."),
    Competence.FUTURES: _("To imagine different futures, read weak signals, and prepare for more than one."),
    Competence.ENGAGE: _("To involve citizens and whoever is concerned, and to give back what came of it."),
    Competence.COLLABORATE: _("To work across offices, bodies and families of actors towards one aim."),
    Competence.COMMUNICATE: _("To tell a policy so that it is understood, inside the body and outside."),
}
