"""How a component with a body finds its template."""

from django.template.loader import render_to_string


def show(component, **values):
    """``components/<component>.html`` rendered with ``values``; the HTML is safe."""
    return render_to_string(f"components/{component}.html", values)
