"""Lists: table, sorting, filters, pages, exports."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from convergenze.core.templatetags.blocks import drawn
from convergenze.core.templatetags.formats import number_text
from convergenze.core.templatetags.showing import show

register = template.Library()


@register.simple_block_tag
def data_table(content, caption, id="", columns="", show_caption=False):  # noqa: A002 - the HTML name
    """A table at full height with a sticky header, sideways scrolling where too wide.

    ``columns``: key under which the reader's choice of columns is kept.
    The body is thead and tbody; with ``columns``, each th and td carries ``data-column="name"``.
    """
    return show("data_table", content=content, caption=caption, id=id, columns=columns, show_caption=show_caption)


# What ``?sort=`` says of a column: (state for screen readers, icon).
SORTED = {"ascending": "up", "descending": "down", "": "sort"}


@register.simple_tag(takes_context=True)
def sort_header(context, name, label, numeric=False, column=""):
    """A th that sorts by ``?sort=name`` and back by ``-name``, keeping the rest of the query."""
    state = {name: "ascending", f"-{name}": "descending"}.get(_query(context).get("sort", ""), "")
    return format_html(
        '<th scope="col"{}{}{}><a class="cv-sort" href="{}">{}{}</a></th>',
        mark_safe(' class="cv-right"') if numeric else "",
        format_html(' data-column="{}"', column) if column else "",
        format_html(' aria-sort="{}"', state) if state else "",
        query_with(context, sort=f"-{name}" if state == "ascending" else name, page=None), label, drawn(SORTED[state]),
    )  # fmt: skip


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page, target=""):
    """Links to the pages around ``page`` (see ``core.pages``); ``target``: id of the part that htmx replaces."""
    paginator = page.paginator
    shown = [n for n in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)]
    return {
        "page": page, "target": target, "ellipsis": paginator.ELLIPSIS,
        "count": getattr(paginator, "count_label", None) or number_text(paginator.count, 0),
        "pages": [(n, query_with(context, page=n) if isinstance(n, int) else "") for n in shown],
        "previous": query_with(context, page=page.number - 1) if page.has_previous() else "",
        "next": query_with(context, page=page.number + 1) if page.has_next() else "",
    }  # fmt: skip


@register.inclusion_tag("components/filter_form.html", takes_context=True)
def filter_form(context, filterset, target="", search="q", open=False):  # noqa: A002 - the HTML name
    """The form of a ``StrictFilterSet``: search field, filters folded beneath, chips, problems; works by GET.

    ``target``: id of the element around this form and the results; with JavaScript only that is replaced.
    """
    fields = [field for field in filterset.form if field.name != search]
    return {
        "filterset": filterset, "target": target, "fields": fields, "open": open, "request": context.get("request"),
        "search": filterset.form[search] if search in filterset.form.fields else None,
        "kept": [(name, _query(context)[name]) for name in ("sort", "view") if _query(context).get(name)],
    }  # fmt: skip


@register.inclusion_tag("components/filter_chips.html")
def filter_chips(filterset):
    """The filters in use, each with the link that takes it away, and sentences about those not understood."""
    return {"chips": filterset.chips, "problems": filterset.problems}


@register.inclusion_tag("components/export_links.html", takes_context=True)
def export_links(context, href="", formats="csv xlsx"):
    """Downloads of exactly what is shown: ``href`` (this page when empty) with the same query and ``format=``."""
    links = [(name.upper(), href + query_with(context, format=name, page=None)) for name in formats.split()]
    return {"links": links}


@register.inclusion_tag("components/search_box.html")
def search_box(action="", name="q", value="", label="", id="search"):  # noqa: A002 - the HTML name
    """A search field with its button, by GET."""
    return {"action": action, "name": name, "value": value, "label": label, "id": id}


@register.simple_block_tag
def bulk_bar(content, name="chosen", label=""):
    """What to do with the ticked rows (check boxes called ``name``); the body is the buttons."""
    return show("bulk_bar", content=content, name=name, label=label)


@register.inclusion_tag("components/column_choice.html")
def column_choice(columns, key):
    """Which columns of the table with ``columns=key`` to show; ``columns``: rows (name, label). Needs JavaScript."""
    return {"columns": columns, "key": key}


@register.simple_tag(takes_context=True)
def query_with(context, **changes):
    """The page's query string with ``changes``, starting with "?"; None takes a name away."""
    query = _query(context).copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"


def _query(context):
    return context["request"].GET
