"""Moves of an item: the form of one move on its own page, and making it."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from recommendations import permissions, tracking, workflow
from recommendations.models import Recommendation
from recommendations.refusals import Refused
from recommendations.tracking import unsent
from recommendations.tracking.effects import OFFERED
from recommendations.tracking.forms import MoveForm
from recommendations.tracking.moves import state_in_words
from recommendations.web.acts import Act, answer, found, show, version_of
from recommendations.web.requests import signed_in
from recommendations.web.views.unsent import keep_files, restore
from recommendations.workflow import Move

CONFIRMED = "confirmed"
_SURE = gettext_lazy("I have read this and want to go on. It ends the follow-up of this recommendation, or changes it.")


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, symbol: str, reference: str, code: str) -> HttpResponse:
    """GET shows the move's form, POST makes the move."""
    item, user, at = found(request, symbol, reference), signed_in(request), timezone.now()
    row = next((row for row in OFFERED if row.code == code), None)
    if row is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    form = with_confirmation(MoveForm(row, item, user, timezone.localdate(at), data=data, files=files))
    act = act_for(item, row, form)
    if data is None:
        restore(act, unsent.kept_of(item, by=user).get(code))
        return show(request, item, act)

    def make() -> None:
        if row.danger and not data.get(CONFIRMED):
            raise Refused(fields={CONFIRMED: [_("Tick this box if you mean it.")]})
        try:
            tracking.move(item, code, by=user, at=at, given=data, files=files, version=version_of(request))
        except Refused:
            keep_files(request, item, act, code)
            raise
        unsent.discard(item, code, by=user)

    return answer(request, item, act, make)


def with_confirmation(form: MoveForm) -> MoveForm:
    """A move that is hard to take back asks for one tick more."""
    if form.move.danger:
        form.fields[CONFIRMED] = forms.BooleanField(label=_SURE)
    return form


def act_for(item: Recommendation, row: Move, form: MoveForm) -> Act:
    """The move as its page shows it, with what stands in its way."""
    person = form.by.standing(form.on)
    blocked = [str(condition.refusal) for condition in form.blockers]
    if why := permissions.refusal(row, item, person):
        blocked = [str(why)]
    elif not item.is_leaf:
        blocked = [_("This recommendation has parts; move its parts instead.")]
    elif not row.starts_from(item):
        now = {"move": row.label, "state": state_in_words(item)}
        blocked = [_("“%(move)s” is not possible now: the recommendation is “%(state)s”.") % now]
    url = reverse("recommendations:move", args=[item.report.symbol, item.reference, row.code])
    return Act(
        row.label,
        form,
        url,
        row.done,
        help=row.help,
        danger=row.danger,
        blocked=blocked,
        leads=_rank(row, item) == 0 and not blocked,
        keep_url=keep_url(item, row.code) if unsent.is_kept(row) else "",
    )


def keep_url(item: Recommendation, code: str) -> str:
    return reverse("recommendations:unsent", args=[item.report.symbol, item.reference, code])


def likeliest_first(offers: list[tracking.Offer], item: Recommendation) -> list[tracking.Offer]:
    """What is most probably wanted, first: what can be done at once, then the next step of the way."""
    return sorted(offers, key=lambda one: (bool(one.blocked), _rank(one.move, item), one.move.number))


def _rank(row: Move, item: Recommendation) -> int:
    """0 for a usual next step, 1 for putting it off, 2 for an end or handing the item to somebody else."""
    if row.danger or row is workflow.HAND_OVER or (row is workflow.ASSIGN and item.owner_id is not None):
        return 2
    return 1 if row is workflow.CONSIDER else 0
