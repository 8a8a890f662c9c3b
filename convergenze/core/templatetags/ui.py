"""The components of every page. Built in: templates need no ``{% load %}``; ``/ui/`` shows each with its source.

A component is a function here (in a sibling module) with keyword arguments and one template in templates/components.
A misspelt argument is a template error. Those marked [body] take content and end with ``{% end<name> %}``.

Page        ``{% extends "layouts/page.html" %}``; blocks: title, breadcrumbs, heading, content (wizard: steps, aside).
            ``{% breadcrumbs %}{% crumb label=_("Missions") href=url %}…{% endbreadcrumbs %}``
            ``{% page_header title=x eyebrow=y lead=z %}buttons and badges{% endpage_header %}`` [body]
            ``{% markup as eyebrow %}text with <a>{% endmarkup %}``: a piece of HTML to pass as an argument
            ``{% tabs items=tabs current="coverage" %}``: rows (key, label, href) or (key, label, href, count)
            ``{% linked_data facts %}``: what the page is about, for machines
Blocks      kpis [body] kpi · card panel alert [body] · empty_state · badge status_badge tag_list · family_dot
            family_member family_legend avatar icon · button link_button · definitions [body] definition
            share_badge · back_to
Lists       ``{% data_table caption=… %}<thead>…<tbody>…{% enddata_table %}`` [body] · sort_header pager filter_form
            filter_chips export_links search_box bulk_bar [body] column_choice
Forms       ``<form method="post" data-autosave="mission-new">{% csrf_token %}{% form_fields form %}…``
            form_fields form_errors field form_actions [body] confirm_form [body] stepper diff_table
Figures     progress_bar dot_range figure [body] table_twin [body]
Work        move_bar timeline live_progress show_panels · on a record's page ``{% record_panels record %}`` last in its
            content and ``{% record_panels record "records.header" %}`` among the buttons of its header
Formats     filters euro euro_short number decimal hours percent day day_long weekday moment clock period, all with "–"
            for None; ``marked`` for people's Markdown

CSS         cv-grid (cards), cv-columns-2 and cv-halves (side by side, stacked on phones), cv-form, cv-list-bar (above a
            list), cv-right (numbers), cv-note, cv-list with cv-day, cv-obj, cv-findings, cv-matrix with c0 c1 c2,
            cv-map, cv-hero; an element with ``fam-<family>`` colours its cv-dot, cv-flow, cv-node

Behaviours (``static/js``) are switched on by attributes: data-autosave="key" (draft kept until saved), data-unsaved
(warn before leaving), data-copy="text", data-pick="address" (names added to a text area), data-check-all="name",
data-columns="key", ``cv-map`` (see convergence_map.js).
Every form is guarded against double submission.
"""

from django import template

from convergenze.core.templatetags import blocks, figures, formats, frame, lists, typing_in, work

register = template.Library()

for _module in (frame, blocks, lists, typing_in, figures, work, formats):
    register.tags.update(_module.register.tags)
    register.filters.update(_module.register.filters)
