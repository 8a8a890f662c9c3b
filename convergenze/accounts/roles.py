"""Roles as data: each with what it is for. What each may do is said by the rules of every app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role granted on the platform or on one scope (a mission). Rights add up."""

    ADMINISTRATOR = "administrator", _("Administrator")
    MANAGER = "manager", _("Programme manager")
    OFFICER = "officer", _("Programme officer")
    SCHOOL = "school", _("School coordinator")
    EDITOR = "editor", _("Research editor")
    ANALYST = "analyst", _("Analyst")
    STEWARD = "steward", _("Mission steward")
    TEAM = "team", _("Mission team")

    @classmethod
    def platform(cls):
        """Roles of the programme's own people."""
        return (cls.ADMINISTRATOR, cls.MANAGER, cls.OFFICER, cls.SCHOOL, cls.EDITOR, cls.ANALYST)

    @classmethod
    def scoped(cls):
        """Roles that only mean something on a mission."""
        return (cls.STEWARD, cls.TEAM)

    @classmethod
    def readers_of_everything(cls):
        """Roles that read every record (contacts apart)."""
        return (cls.ADMINISTRATOR, cls.MANAGER, cls.OFFICER, cls.ANALYST)

    @classmethod
    def keepers_of_contacts(cls):
        """Roles that read people's e-mails and phones."""
        return (cls.ADMINISTRATOR, cls.MANAGER, cls.OFFICER, cls.SCHOOL)

    @property
    def description(self):
        """One sentence on what the role is for."""
        return DESCRIPTIONS[self]


DESCRIPTIONS = {
    Role.ADMINISTRATOR: _("Runs the platform: accounts, roles, settings; may do anything."),
    Role.MANAGER: _("Directs the programme: approves, decides, shares and merges everywhere."),
    Role.OFFICER: _("Works on territories: imports, frames challenges, opens missions, fills portfolios."),
    Role.SCHOOL: _("Runs courses, editions, enrolments and labs."),
    Role.EDITOR: _("Keeps the research library."),
    Role.ANALYST: _("Reads and exports everything except contacts; changes nothing."),
    Role.STEWARD: _("Answers for one mission: its gate, portfolio, measurements and decisions."),
    Role.TEAM: _("Works on one mission together with its steward."),
}
