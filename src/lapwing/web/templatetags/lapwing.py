"""The parts of a page, as template tags. Loaded everywhere; each part's markup stands in `web/components/`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from lapwing.rules.moments import LONDON
from lapwing.web import assets, once, parts
from lapwing.web.fields import described
from lapwing.web.stacking import stacked

register = template.Library()
COMPONENTS = "web/components"


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file."""
    return assets.url(name)


@register.filter(name="when")
def _when(at: Any) -> str:
    """A time or day as pages show it."""
    return parts.when(at)


@register.simple_tag
def tag(words: str | parts.Tag, colour: str = "grey") -> SafeString:
    """A state in a word or two."""
    if isinstance(words, parts.Tag):
        words, colour = words.words, words.colour
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


@register.simple_tag
def source_tag(agency: object) -> SafeString:
    """Whose record it is."""
    return format_html('<span class="lw-source"><span class="govuk-visually-hidden">Source: </span>{}</span>', agency)


@register.simple_tag
def clock_tag(clock: parts.Clock) -> SafeString:
    """How a clock stands, in words, with the time it was due."""
    due = format_html(" <span>({})</span>", clock.due) if clock.due else ""
    return format_html('<span class="lw-clock lw-clock--{}"><strong>{}</strong>{}</span>', clock.tone, clock.words, due)


@register.simple_tag
def why_link(url: str, about: str = "") -> SafeString:
    """ "Why can I see this?": `about` tells a reader of screens what "this" is."""
    return _ask(url, "Why can I see this?", about)


@register.simple_tag
def how_counted(url: str, about: str = "") -> SafeString:
    """ "How is this counted?": the definition of a number."""
    return _ask(url, "How is this counted?", about)


@register.simple_tag
def back_link(words: str, to: str, *keys: Any, **query: Any) -> SafeString:
    """The way back, above a page's heading: to a route with its keys and what is asked of it, or to an address."""
    asked = f"?{urlencode(query)}" if query else ""
    return format_html(
        '<nav aria-label="Back"><a class="govuk-back-link" href="{}">{}</a></nav>', _address(to, keys) + asked, words
    )


@register.simple_tag
def button_link(words: str, to: str, *keys: Any, style: str = "", about: str = "") -> SafeString:
    """A link that looks like a button, to a route with its keys, or to an address. `about` tells a reader of screens
    which of several it is.
    """
    return format_html(
        '<a class="govuk-button{}" role="button" draggable="false" data-module="govuk-button" href="{}">{}{}</a>',
        f" govuk-button--{style}" if style else "", _address(to, keys), words,
        format_html('<span class="govuk-visually-hidden"> {}</span>', about) if about else "",
    )  # fmt: skip


@register.simple_tag
def link_to(named: Any, nobody: str = "") -> SafeString:
    """Its `words`, as a link where its reader may open its `url`: a child, mostly. `nobody` where it has no words."""
    if named.url:
        return format_html('<a class="govuk-link" href="{}">{}</a>', named.url, named.words)
    return format_html("{}", named.words or nobody)


def _address(to: str, keys: Iterable[Any]) -> str:
    return reverse(to, args=keys) if to and not to.startswith("/") else to


def _ask(url: str, words: str, about: str) -> SafeString:
    hidden = format_html('<span class="govuk-visually-hidden"> ({})</span>', about) if about else ""
    return format_html('<a class="govuk-link lw-ask" href="{}">{}{}</a>', url, words, hidden)


@register.inclusion_tag(f"{COMPONENTS}/child_card.html")
def child_card(
    child: Any, url: str = "", holder: str = "", tags: Any = (), due: Any = (), why: str = "", level: int = 2
) -> dict[str, Any]:
    """The summary card of a child: a `people.queries.Summary`, who holds the case, states, and what is due
    (pairs of words and `parts.Clock`).
    """
    return {"child": child, "url": url, "holder": holder, "tags": tags, "due": due, "why": why, "level": level}


@register.inclusion_tag(f"{COMPONENTS}/timeline.html")
def timeline(items: Any, empty: str = "Nothing has been recorded yet.", level: int = 3) -> dict[str, Any]:
    """A timeline of `parts.Item`s, in the order given."""
    return {"items": items, "empty": empty, "level": level}


@register.inclusion_tag(f"{COMPONENTS}/summary_list.html")
def summary_list(facts: Any) -> dict[str, Any]:
    """`parts.Fact`s, one below the other."""
    return {"facts": facts, "has_actions": any(fact.url for fact in facts)}


@register.inclusion_tag(f"{COMPONENTS}/empty.html")
def empty_state(heading: str, words: str = "", url: str = "", link: str = "") -> dict[str, Any]:
    """What stands where there is nothing to show, and what to do next."""
    return {"heading": heading, "words": words, "url": url, "link": link}


@register.inclusion_tag(f"{COMPONENTS}/pagination.html", takes_context=True)
def pagination(context: Any, page: Page, name: str = "page", of: str = "", at: str = "") -> dict[str, Any]:
    """Other pages of a list, keeping its filters in the address. Where a page has several lists, `of` says which this
    is, `at` is the id of its heading, and a list that is whole says nothing.
    """
    return {"page": page, "name": name, "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
            "query": context["request"].GET, "of": of or "this list", "at": f"#{at}" if at else "",
            "says": not of or page.has_other_pages()}  # fmt: skip


@register.simple_tag
def with_query(query: Any, name: str, value: object) -> str:
    """The address's question with one value changed."""
    changed = query.copy()
    changed[name] = str(value)
    return f"?{changed.urlencode()}"


@register.inclusion_tag(f"{COMPONENTS}/filter.html", takes_context=True)
def filter_panel(context: Any, form: BaseForm, words: str = "Filter this list") -> dict[str, Any]:
    """A filter that stays in the address bar. Never with words about a person."""
    chosen = [name for name in form.fields if context["request"].GET.get(name)]
    return {"form": form, "words": words, "chosen": chosen, "path": context["request"].path}


@register.inclusion_tag(f"{COMPONENTS}/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What must be put right in the page's form, or forms: at the top of the page, each with a link to its field."""
    fields = [(described(field).first_id, error) for form in forms for field in form for error in field.errors]
    general = [error for form in forms for error in form.non_field_errors()]
    return {"general": general, "fields": fields, "any": bool(general or fields)}


@register.inclusion_tag(f"{COMPONENTS}/field.html")
def field(bound: BoundField, heading: bool = False) -> dict[str, Any]:
    """One field with its label, hint and error. `heading`: the label is the page's `<h1>`."""
    return {"field": described(bound), "heading": heading}


@register.inclusion_tag(f"{COMPONENTS}/fields.html", takes_context=True)
def form_fields(context: Any, form: BaseForm) -> dict[str, Any]:
    """Every field of a form, in order; and beneath them that what is typed is kept."""
    return {"form": form, "request": context.get("request")}


@register.inclusion_tag(f"{COMPONENTS}/keeper.html", takes_context=True)
def draft_keeper(context: Any, form: Any) -> dict[str, Any]:
    """Inside a form with words: keeps what is typed as it is typed, and says when it last did."""
    if not getattr(form, "address", "") or not form.has_words:
        return {}
    url = f"{reverse('keep_draft')}?{urlencode({'at': form.address})}"
    return {"form": form, "url": url, "page": context["request"].path}


@register.simple_tag
def only_once() -> SafeString:
    """A mark inside a form, so that it cannot be sent twice: see `web.once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', once.NAME, once.mark())


@register.inclusion_tag(f"{COMPONENTS}/submit.html")
def submit(words: str = "Save and continue", cancel: str = "", style: str = "") -> dict[str, Any]:
    """The form's one button, guarded against a second press, and a way back."""
    return {"words": words, "cancel": cancel, "style": style}


@register.inclusion_tag(f"{COMPONENTS}/chart.html")
def chart(key: str, caption: str, spec: dict[str, Any], words: str = "") -> dict[str, Any]:
    """A Vega-Lite chart; the page has a table twin beneath it. `words` says in a sentence what it shows."""
    return {"key": key, "caption": caption, "spec": spec, "words": words, "data_id": f"{key}-spec"}


@register.simple_tag
def refreshed(at: Any) -> SafeString:
    """When a part that refreshes itself last did."""
    return format_html('<p class="lw-refreshed">Refreshed {}</p>', f"{at.astimezone(LONDON):%H:%M:%S}")


@register.simple_block_tag(end_name="endtable")
def table(content: str, caption: str, long: bool = False, hide: bool = False, size: str = "m") -> str:
    """`{% table "Caption" long=True hide=True %} … {% endtable %}`: a table whose rows are cards on a phone."""
    rows = stacked(content)
    inner = {
        "caption": caption, "long": long, "cards": rows.stacks,
        "size": "govuk-visually-hidden" if hide else f"govuk-table__caption--{size}",
        "rows": mark_safe(rows.html),  # noqa: S308 - made by the page's own template
    }  # fmt: skip
    return render_to_string(f"{COMPONENTS}/table.html", inner)


@register.simple_block_tag(end_name="endfolded")
def folded(content: str, words: str, about: str = "") -> SafeString:
    """`{% folded "3 more due" %} … {% endfolded %}`: what most readers need not see. `about` tells a reader of screens
    which of several it is.
    """
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        words, format_html('<span class="govuk-visually-hidden">: {}</span>', about) if about else "", content,
    )  # fmt: skip


@register.filter
def readable(name: str) -> str:
    """The name of a form's field as a person reads it."""
    return name.replace("_", " ").replace("-", " ").capitalize()
