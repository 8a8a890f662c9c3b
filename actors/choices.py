"""Choice lists of territories and actors (codes of the domain study, 2.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Level of a territory."""

    COUNTRY = "country", _("Country")
    REGION = "region", _("Region")
    PROVINCE = "province", _("Province")
    METROPOLITAN_CITY = "metropolitan_city", _("Metropolitan city")
    UNION = "union_of_municipalities", _("Union of municipalities")
    DISTRICT = "district", _("Health and social district")
    MUNICIPALITY = "municipality", _("Municipality")
    LOCALITY = "locality", _("Hamlet or neighbourhood")
    INNER_AREA = "inner_area", _("Inner area")
    COALITION = "coalition", _("Coalition of territories")

    @classmethod
    def overlapping(cls):
        """Levels made of municipalities listed one by one, beside the administrative tree."""
        return (cls.UNION, cls.DISTRICT, cls.INNER_AREA, cls.COALITION)

    @classmethod
    def provincial(cls):
        """Levels that stand between municipality and region."""
        return (cls.PROVINCE, cls.METROPOLITAN_CITY)


class Family(models.TextChoices):
    """The nine families of actors; each has one colour (``static/css``: ``.fam-<code>``), always beside its label."""

    PUBLIC_ADMINISTRATION = "public_administration", _("Public administration")
    PUBLIC_BODY = "public_body", _("Public body")
    FOUNDATION = "foundation", _("Foundation")
    COOPERATION = "cooperation", _("Cooperation")
    ECONOMIC_ACTOR = "economic_actor", _("Economic actor")
    THIRD_SECTOR = "third_sector", _("Third sector")
    FINANCIAL_BODY = "financial_body", _("Financial body")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    KNOWLEDGE = "knowledge", _("Knowledge")

    @classmethod
    def public(cls):
        """The two public families."""
        return (cls.PUBLIC_ADMINISTRATION, cls.PUBLIC_BODY)


class Kind(models.TextChoices):
    """Kind of actor; ``Kind(x).family`` tells its family."""

    MINISTRY = "ministry", _("Ministry")
    REGION = "region", _("Region")
    PROVINCE = "province", _("Province")
    METROPOLITAN_CITY = "metropolitan_city", _("Metropolitan city")
    UNION = "union_of_municipalities", _("Union of municipalities")
    MUNICIPALITY = "municipality", _("Municipality")
    DISTRICT = "district", _("District")
    HEALTH_AUTHORITY = "health_authority", _("Health authority")
    PUBLIC_SERVICE_COMPANY = "public_service_company", _("Public service company (ASP)")
    PUBLIC_HOUSING_COMPANY = "public_housing_company", _("Public housing company")
    CHAMBER_OF_COMMERCE = "chamber_of_commerce", _("Chamber of commerce")
    REGIONAL_AGENCY = "regional_agency", _("Regional agency")
    PARK_AUTHORITY = "park_authority", _("Park authority")
    IN_HOUSE_COMPANY = "in_house_company", _("In-house company")
    LOCAL_ACTION_GROUP = "local_action_group", _("Local action group (GAL)")
    OTHER_PUBLIC_BODY = "other_public_body", _("Other public body")
    BANKING_FOUNDATION = "banking_foundation", _("Banking foundation")
    COMMUNITY_FOUNDATION = "community_foundation", _("Community foundation")
    CORPORATE_FOUNDATION = "corporate_foundation", _("Corporate foundation")
    FAMILY_FOUNDATION = "family_foundation", _("Family foundation")
    PARTICIPATORY_FOUNDATION = "participatory_foundation", _("Participatory foundation")
    WORKER_COOP = "worker_coop", _("Workers' cooperative")
    SOCIAL_COOPERATIVE_A = "social_cooperative_a", _("Social cooperative (type A)")
    SOCIAL_COOPERATIVE_B = "social_cooperative_b", _("Social cooperative (type B)")
    COMMUNITY_COOPERATIVE = "community_cooperative", _("Community cooperative")
    HOUSING_COOPERATIVE = "housing_cooperative", _("Housing cooperative")
    CONSUMER_COOP = "consumer_coop", _("Consumers' cooperative")
    AGRICULTURAL_COOP = "agricultural_coop", _("Agricultural cooperative")
    COOP_CONSORTIUM = "coop_consortium", _("Consortium of cooperatives")
    COOP_FEDERATION = "coop_federation", _("Federation of cooperatives")
    COMPANY_SME = "company_micro_sme", _("Micro, small or medium company")
    COMPANY_LARGE = "company_large", _("Large company")
    BENEFIT_COMPANY = "benefit_company", _("Benefit company")
    STARTUP = "startup", _("Start-up")
    FARM = "farm", _("Farm")
    PROFESSIONAL = "professional", _("Professional")
    BUSINESS_NETWORK = "business_network", _("Business network")
    TRADE_ASSOCIATION = "trade_association", _("Trade association")
    TRADE_UNION = "trade_union", _("Trade union")
    ODV = "odv", _("Voluntary organisation (ODV)")
    APS = "aps", _("Social promotion association (APS)")
    PHILANTHROPIC_ENTITY = "philanthropic_entity", _("Philanthropic entity")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    ASSOCIATIVE_NETWORK = "associative_network", _("Associative network")
    MUTUAL_AID_SOCIETY = "mutual_aid_society", _("Mutual aid society")
    OTHER_ETS = "other_ets", _("Other third-sector body")
    COOPERATIVE_BANK = "cooperative_bank", _("Cooperative bank (BCC)")
    BANK = "bank", _("Bank")
    CONFIDI = "confidi", _("Credit guarantee consortium (confidi)")
    IMPACT_FUND = "impact_fund", _("Impact fund")
    MUTUAL_FUND_COOP = "mutual_fund_coop", _("Mutual fund for cooperation")
    PROMOTIONAL_INSTITUTION = "promotional_institution", _("Promotional institution (CDP, EIB)")
    INSURER = "insurer", _("Insurer")
    INFORMAL_GROUP = "informal_group", _("Informal group")
    COMMITTEE = "committee", _("Committee")
    CITIZENS_ASSEMBLY = "citizens_assembly", _("Citizens' assembly")
    MEMBERS_COMMITTEE = "members_committee", _("Members' committee")
    PARISH = "parish", _("Parish")
    SCHOOL_COMMUNITY = "school_community", _("School community")
    UNIVERSITY = "university", _("University")
    RESEARCH_CENTRE = "research_centre", _("Research centre")
    SCHOOL = "school", _("School")
    ITS_VET = "its_vet", _("Vocational training body")
    INNOVATION_AGENCY = "innovation_agency", _("Innovation agency")
    THINK_TANK = "think_tank", _("Think tank")

    @property
    def family(self):
        """The family this kind belongs to."""
        return next(family for family, kinds in KINDS.items() if self in kinds)

    @classmethod
    def grouped(cls):
        """Choices grouped by family, for forms."""
        return [(family.label, [(kind.value, kind.label) for kind in kinds]) for family, kinds in KINDS.items()]


def _between(first, last):
    kinds = list(Kind)
    return tuple(kinds[kinds.index(first) : kinds.index(last) + 1])


KINDS = {
    Family.PUBLIC_ADMINISTRATION: _between(Kind.MINISTRY, Kind.DISTRICT),
    Family.PUBLIC_BODY: _between(Kind.HEALTH_AUTHORITY, Kind.OTHER_PUBLIC_BODY),
    Family.FOUNDATION: _between(Kind.BANKING_FOUNDATION, Kind.PARTICIPATORY_FOUNDATION),
    Family.COOPERATION: _between(Kind.WORKER_COOP, Kind.COOP_FEDERATION),
    Family.ECONOMIC_ACTOR: _between(Kind.COMPANY_SME, Kind.TRADE_UNION),
    Family.THIRD_SECTOR: _between(Kind.ODV, Kind.OTHER_ETS),
    Family.FINANCIAL_BODY: _between(Kind.COOPERATIVE_BANK, Kind.INSURER),
    Family.CIVIL_SOCIETY: _between(Kind.INFORMAL_GROUP, Kind.SCHOOL_COMMUNITY),
    Family.KNOWLEDGE: _between(Kind.UNIVERSITY, Kind.THINK_TANK),
}


class MembershipRole(models.TextChoices):
    """What a person may do for an actor: a representative signs, an editor writes, a member reads."""

    REPRESENTATIVE = "representative", _("Representative")
    EDITOR = "editor", _("Editor")
    MEMBER = "member", _("Member")

    @classmethod
    def writers(cls):
        """Roles that may correct the actor and its actions."""
        return (cls.REPRESENTATIVE, cls.EDITOR)


class TieKind(models.TextChoices):
    """How two actors are tied."""

    PART_OF = "part_of", _("is part of")
    CONTROLS = "controls", _("controls")
    FUNDS = "funds", _("funds")
    AGREEMENT = "agreement", _("has an agreement with")
    PARTNERSHIP = "partnership", _("works with")
    SUPPLIES = "supplies", _("supplies")
    REPRESENTS = "represents", _("represents")


class Resource(models.TextChoices):
    """What actors and actions offer or need."""

    SPACE = "space", _("Space")
    DATA = "data", _("Data")
    PEOPLE = "people", _("People")
    EXPERTISE = "expertise", _("Expertise")
    EQUIPMENT = "equipment", _("Equipment")
    MATERIALS = "materials", _("Materials")
    SERVICE = "service", _("Service")
    MONEY = "money", _("Money")
    VOLUNTEERS = "volunteers", _("Volunteers")
    PERMISSION = "permission", _("Permission")
    NETWORK = "network", _("Network")
    TRAINING_PLACES = "training_places", _("Training places")
    WORK_SITES = "work_sites", _("Work sites")


class ClaimStatus(models.TextChoices):
    """A representative's request to answer for an actor."""

    OPEN = "open", _("Waiting for an answer")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


# Tags that the programme uses; a tag written by somebody else is read as it is written, without underscores.
TAGS = {
    "vacant_homes": _("vacant homes"),
    "managed_homes": _("homes managed for their owners"),
    "local_timber": _("local timber"),
    "renovation": _("renovation"),
    "building_trades": _("building trades"),
    "building": _("building"),
    "care": _("care"),
    "energy_audit": _("energy audits"),
    "transport": _("transport"),
    "public": _("public buildings"),
    "hamlets": _("in the hamlets"),
}


def tag_label(tag):
    """The tag of an offer or a need in the reader's words: "vacant homes" for ``vacant_homes``."""
    return TAGS.get(tag) or str(tag).replace("_", " ")


class IntroductionStatus(models.TextChoices):
    """Life of a request to be introduced."""

    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("introduction", "Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("introduction", "Taken back")
