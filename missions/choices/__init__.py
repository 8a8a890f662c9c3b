"""Choice lists of challenges and missions (codes of the domain study, 2.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """The six transition themes of the programme."""

    HOUSING_WORKING = "new_housing_and_working", _("New forms of housing and working")
    CLIMATE = "climate_transition", _("Climate transition")
    DIGITAL = "digital_transition", _("Digital transition")
    WELFARE = "welfare_systems", _("Welfare systems")
    REGENERATION = "territorial_regeneration", _("Territorial regeneration")
    POLICIES = "development_and_innovation_policies", _("Development and innovation policies")


class Sdg(models.IntegerChoices):
    """The seventeen goals of the 2030 Agenda."""

    POVERTY = 1, _("1 No poverty")
    HUNGER = 2, _("2 Zero hunger")
    HEALTH = 3, _("3 Good health and well-being")
    EDUCATION = 4, _("4 Quality education")
    GENDER = 5, _("5 Gender equality")
    WATER = 6, _("6 Clean water and sanitation")
    ENERGY = 7, _("7 Affordable and clean energy")
    WORK = 8, _("8 Decent work and economic growth")
    INDUSTRY = 9, _("9 Industry, innovation and infrastructure")
    INEQUALITIES = 10, _("10 Reduced inequalities")
    CITIES = 11, _("11 Sustainable cities and communities")
    CONSUMPTION = 12, _("12 Responsible consumption and production")
    CLIMATE = 13, _("13 Climate action")
    WATER_LIFE = 14, _("14 Life below water")
    LAND_LIFE = 15, _("15 Life on land")
    PEACE = 16, _("16 Peace, justice and strong institutions")
    PARTNERSHIPS = 17, _("17 Partnerships for the goals")


class Stance(models.TextChoices):
    """What an actor is to a challenge; opponents and the excluded stay visible."""

    OWNER = "owner", _("Owns the problem")
    AFFECTED = "affected", _("Is affected")
    CONTRIBUTOR = "contributor", _("Contributes")
    DECIDES = "decides", _("Decides")
    FUNDS = "funds", _("Funds")
    OPPOSES = "opposes", _("Opposes")
    EXCLUDED = "excluded", _("Is left out")


class ChallengeStatus(models.TextChoices):
    """Life of a challenge."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    FRAMING = "framing", _("Being framed")
    ADOPTED = "adopted", _("Adopted")
    MISSIONS_RUNNING = "missions_running", _("Missions running")
    ARCHIVED = "archived", _("Archived")
    RETURNED = "returned", _("Returned")
    MERGED = "merged", _("Merged")

    @classmethod
    def open(cls):
        """States in which work goes on."""
        return (cls.PROPOSED, cls.FRAMING, cls.ADOPTED, cls.MISSIONS_RUNNING)

    @classmethod
    def before_adoption(cls):
        """States in which the challenge is still being written."""
        return (cls.DRAFT, cls.PROPOSED, cls.FRAMING, cls.RETURNED)

    @classmethod
    def adopted(cls):
        """States from which missions may start."""
        return (cls.ADOPTED, cls.MISSIONS_RUNNING)


class MissionKind(models.TextChoices):
    """OECD's four types of mission-oriented policy; ours is local."""

    STRATEGIC_FRAMEWORK = "strategic_framework", _("Strategic framework")
    CHALLENGE_PROGRAMME = "challenge_programme", _("Challenge programme")
    ECOSYSTEM_PROGRAMME = "ecosystem_programme", _("Ecosystem programme")
    LOCAL_MISSION = "local_mission", _("Local mission")


class MissionStatus(models.TextChoices):
    """Life of a mission."""

    CONCEPT = "concept", _("Concept")
    CANDIDATE = "candidate", _("Candidate")
    CO_DESIGN = "co_design", _("Co-design")
    ADOPTED = "adopted", _("Adopted")
    ACTIVE = "active", _("Active")
    UNDER_REVIEW = "under_review", _("Under review")
    COMPLETED_MET = "completed_met", _("Completed, target met")
    COMPLETED_NOT_MET = "completed_not_met", _("Completed, target not met")
    DISCONTINUED = "discontinued", _("Discontinued")

    @classmethod
    def unfinished(cls):
        """States before the end."""
        return (cls.CONCEPT, cls.CANDIDATE, cls.CO_DESIGN, cls.ADOPTED, cls.ACTIVE, cls.UNDER_REVIEW)

    @classmethod
    def running(cls):
        """States in which a mission has a portfolio at work."""
        return (cls.ADOPTED, cls.ACTIVE, cls.UNDER_REVIEW)


class Criterion(models.TextChoices):
    """The five criteria of a mission (Mazzucato 2018), scored 0 to 4."""

    BOLD = "bold", _("Inspiring and relevant")
    TARGET = "target", _("Clear direction: targeted, measurable, time-bound")
    AMBITIOUS_REALISTIC = "ambitious_realistic", _("Ambitious but realistic")
    CROSS = "cross", _("Across disciplines, sectors and actors")
    MULTIPLE = "multiple", _("Several bottom-up solutions")

    @property
    def threshold(self):
        """The median the gate asks: 2, and 3 for the target."""
        return 3 if self is Criterion.TARGET else 2


class Lever(models.TextChoices):
    """What an action pulls to change the system."""

    GOVERNANCE = "governance_policy", _("Governance and policies")
    TECHNOLOGY = "technology_infrastructure", _("Technology, data and infrastructure")
    FINANCE = "finance", _("Finance")
    SOCIAL = "social_innovation", _("Social innovation")
    PARTICIPATION = "participation", _("Participation and culture")
    LEARNING = "learning_capabilities", _("Learning and skills")


class MeasureKind(models.TextChoices):
    """How an indicator is measured (IATI)."""

    UNIT = "unit", _("Number")
    PERCENTAGE = "percentage", _("Percentage")
    ORDINAL = "ordinal", _("Ordered scale")
    NOMINAL = "nominal", _("Category")
    QUALITATIVE = "qualitative", _("Described in words")


class IndicatorLevel(models.TextChoices):
    """What an indicator speaks of."""

    OUTPUT = "output", _("Output")
    OUTCOME = "outcome", _("Outcome")
    IMPACT = "impact", _("Impact")


class Aggregation(models.TextChoices):
    """How values of several places add up; percentages never sum."""

    SUM = "sum", _("Sum")
    WEIGHTED_MEAN = "weighted_mean", _("Weighted mean")
    LATEST = "latest", _("Latest value")
    MAX = "max", _("Highest value")
    NONE = "none", _("Not added up")


class MeasurementStatus(models.TextChoices):
    """Life of a measurement."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")


class TargetGroup(models.TextChoices):
    """Whom an action or a challenge is for."""

    RESIDENTS = "residents", _("Residents")
    FAMILIES = "families", _("Families")
    OLDER_PEOPLE = "older_people", _("Older people")
    YOUNG_PEOPLE = "young_people", _("Young people")
    CHILDREN = "children", _("Children")
    WORKERS = "workers", _("Workers")
    OWNERS = "owners", _("Home owners")
    TENANTS = "tenants_housing_seekers", _("Tenants and people looking for a home")
    MIGRANTS = "migrants", _("Migrants")
    DISABILITIES = "people_with_disabilities", _("People with disabilities")
    BUSINESSES = "businesses", _("Businesses")
    PUBLIC_STAFF = "public_staff", _("Public staff")
    VISITORS = "visitors", _("Visitors")
