"""The rules of the platform as people read them: printed from the registry that is enforced, never typed again."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import sentences
from convergenze.home.wording import NOUNS, PREDICATES, VERBS

NAME = re.compile(r"\w+")
TOKEN = re.compile(r"\w+|\S|\s")


@dataclass(frozen=True)
class Rule:
    """A permission with what it lets do and who may, both in words."""

    name: str
    act: str
    who: str


def by_app():
    """[(app's name, rules)] of every registered permission, in the order of the house."""
    found: dict[str, list[Rule]] = {}
    for name, predicate in sentences().items():
        found.setdefault(name.partition(".")[0], []).append(Rule(name, act_of(name), who_of(predicate)))
    return [(_app_name(label), sorted(rules, key=lambda rule: rule.act)) for label, rules in found.items()]


def act_of(name):
    """ "missions.adopt_mission" → "adopt: mission", in the reader's language."""
    label, _dot, codename = name.partition(".")
    verb, _line, noun = codename.partition("_")
    words = VERBS.get(verb)
    return f"{words if words else verb} · {_noun(label, noun)}" if noun else str(words or verb)


def who_of(predicate):
    """ "(is_officer | leads_it)" → "is a programme officer or is the person who leads it", in the reader's language."""
    bare = predicate.removeprefix("(").removesuffix(")") if _is_wrapped(predicate) else predicate
    return "".join(_words(match.group()) for match in TOKEN.finditer(bare))


def _is_wrapped(text):
    """Whether one pair of brackets holds all of ``text``."""
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return letter == ")" and position == len(text) - 1
    return False


def _words(token):
    known = {"|": _("or"), "&": _("and"), "~": _("not: "), "(": "(", ")": ")", " ": " "}
    return str(known.get(token) or PREDICATES.get(token) or token.replace("_", " "))


def unworded():
    """Names of predicates and verbs that nobody has put in words yet, sorted."""
    predicates = {name for sentence in sentences().values() for name in NAME.findall(sentence)}
    verbs = {name.partition(".")[2].partition("_")[0] for name in sentences()}
    return sorted((predicates - PREDICATES.keys()) | (verbs - VERBS.keys()))


def _noun(label, noun):
    try:
        return str(apps.get_model(label, noun)._meta.verbose_name)
    except LookupError:
        return str(NOUNS.get(noun) or noun.replace("_", " "))


def _app_name(label):
    try:
        models = [model for model in apps.get_app_config(label).get_models() if hasattr(model.objects, "visible_to")]
    except LookupError:
        models = []
    names = [str(model._meta.verbose_name_plural) for model in models[:3]]
    return ", ".join(names) or {"accounts": _("accounts"), "history": _("history")}.get(label, label)
