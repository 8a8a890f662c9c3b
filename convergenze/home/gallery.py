"""The components and an example of each, for ``/ui/``. An example is a file of ``templates/home/gallery``."""

import inspect
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.template.loader import get_template

from convergenze.core.templatetags import formats, ui
from convergenze.home.gallery_sample import sample


@dataclass(frozen=True)
class Component:
    """One component: what it says of itself, how it is called, and an example both rendered and as source."""

    name: str
    says: str
    signature: str
    example: str
    source: str


def names():
    """Names of all components, in the order of ``ui``."""
    return list(ui.register.tags)


def entries(request):
    """Every component with its example."""
    context = {"sample": sample(request)}
    return [_component(name, context, request) for name in names()]


def _component(name, context, request):
    template = get_template(f"home/gallery/{name}.html")
    function = inspect.unwrap(ui.register.tags[name])
    told = [p for p in inspect.signature(function).parameters.values() if p.name != "context"]
    return Component(
        name=name,
        says=_plain(function),
        signature=f"{{% {name} {' '.join(_argument(p) for p in told if p.name != 'content')} %}}",
        example=template.render(context, request),
        source=template.template.source.strip(),
    )


def _plain(function):
    return (inspect.getdoc(function) or "").replace("``", "")


def _argument(parameter):
    return parameter.name if parameter.default is parameter.empty else f"{parameter.name}={parameter.default!r}"


def filters():
    """(name, example shown, what it says) of every format."""
    noon = datetime(2032, 12, 31, 8, 30, tzinfo=UTC)
    values = {"day": noon.date(), "day_long": noon.date(), "weekday": noon, "moment": noon, "clock": noon}
    values |= {"number": 1234, "decimal": 1234.5, "percent": 0.612, "hours": 210, "marked": "**Together** we decide."}
    return [
        (name, made(values.get(name, Decimal("12234500"))), _plain(made))
        for name, made in formats.register.filters.items()
    ]
