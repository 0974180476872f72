"""What a person is told: the list of their notices, and what of it they have read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from recommendations.models import Notice
from recommendations.models.notice import NoticeQuerySet
from recommendations.notices import News, in_words
from recommendations.web import keyset, rows
from recommendations.web.acts import found
from recommendations.web.requests import HtmxRequest, signed_in

_UNREAD = Case(When(read_at__isnull=True, then=Value(1)), default=Value(0), output_field=IntegerField())
UNREAD_FIRST = keyset.Order(
    (keyset.Column("is_unread", keyset.whole_number), keyset.Column("pk", keyset.whole_number)), descending=True
)


@dataclass(frozen=True)
class Line:
    """A notice of the list, with the item it is about."""

    notice: Notice
    news: News
    row: rows.Row


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Unread ones first, the latest first among each."""
    user = signed_in(request)
    page = UNREAD_FIRST.page(
        with_words(Notice.objects.visible_to(user)).annotate(is_unread=_UNREAD),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    lines = _lines(page.rows)
    latest = max((line.notice.pk for line in lines), default=0)
    context = {"page": page, "lines": lines, "unread": user.standing().unread, "latest": latest}
    return render(request, "notices/notice_list.html", context)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, and on to the recommendation it is about where that was asked for."""
    notice = get_object_or_404(with_words(Notice.objects.visible_to(signed_in(request))), pk=pk)
    _mark(Notice.objects.filter(pk=notice.pk))
    if request.POST.get("open"):
        return redirect(notice.recommendation)
    return redirect("recommendations:notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """All up to the latest that the page showed: what came meanwhile nobody has seen."""
    latest = request.POST.get("latest", "")
    try:
        seen = Notice.objects.filter(to=signed_in(request), pk__lte=keyset.whole_number(latest))
    except ValueError:
        seen = Notice.objects.none()
    count = _mark(seen)
    done = ngettext("%(n)s notice marked as read.", "%(n)s notices marked as read.", count) % {"n": count}
    messages.success(request, done)
    return redirect("recommendations:notices")


@require_POST
def read_about(request: HtmxRequest, symbol: str, reference: str) -> HttpResponse:
    """All about one recommendation. A script asks for it once its page has been looked at, a button does without."""
    item, user = found(request, symbol, reference), signed_in(request)
    _mark(Notice.objects.filter(to=user, recommendation=item))
    if not request.htmx:
        return redirect(item)
    left = Notice.objects.visible_to(user).unread()[:100].count()
    return render(request, "notices/notice_count.html", {"unread": left, "out_of_band": True})


def with_words(notices: NoticeQuerySet) -> NoticeQuerySet:
    """With all that the words of a notice and the row of its item need."""
    return notices.select_related(
        "entry__by", "entry__on_behalf_of", "recommendation__report", "recommendation__unit", "recommendation__owner"
    )


def _lines(notices: Iterable[Notice]) -> list[Line]:
    notices = list(notices)
    shown = rows.rows_of(notice.recommendation for notice in notices)
    return [Line(notice, in_words(notice), row) for notice, row in zip(notices, shown, strict=True)]


def _mark(notices: NoticeQuerySet) -> int:
    return notices.unread().update(read_at=timezone.now())
