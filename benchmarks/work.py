"""A small organisation whose people do whatever they may, at random: the same seed does the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, cast

from django import forms

if TYPE_CHECKING:
    from recommendations.models import Recommendation, User
    from recommendations.tracking.forms import MoveForm

BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
WORDS = (
    "The team has met.",
    "已起草准则。",
    "Le texte est prêt.",
    "Работа продолжается.",
    "تم إعداد التقرير.",
    "Falta el anexo.",
)


@dataclass
class Organisation:
    """Units in a tree, somebody of each role, and items of one report that are all still undecided."""

    people: list[User]
    heads: dict[int, list[User]]
    items: list[int]
    done: Counter[str] = field(default_factory=Counter)
    refused: int = 0

    @classmethod
    def found(cls, items: int, name: str = "W") -> Organisation:
        from recommendations import history
        from recommendations.models import (
            Edition,
            Membership,
            Paragraph,
            Recommendation,
            RecommendationText,
            Report,
            SourceFile,
            Unit,
            User,
        )
        from recommendations.permissions import Role

        top = Unit.objects.create(name=f"{name} office")
        units = [top, *(Unit.objects.create(name=f"{name} division {n}", parent=top) for n in range(3))]
        people = []
        heads: dict[int, list[User]] = {unit.pk: [] for unit in units}
        for unit in units:
            for role in Role.values:
                person = User.objects.create(email=f"{role}{unit.pk}@example.org", name=f"{role} of {unit.name}")
                Membership.objects.create(user=person, unit=unit, role=role, since=date(2020, 1, 1))
                people.append(person)
                if role == Role.UNIT_HEAD:
                    heads[unit.pk].append(person)
        report = Report.objects.create(symbol=f"{name}/1", imported_at=BEGUN)
        source = SourceFile.objects.create(sha256=name, name=name, content=name, added_at=BEGUN)
        edition = Edition.objects.create(report=report, language="en", source=source)
        Paragraph.objects.bulk_create(Paragraph(report=report, number=str(n), position=n) for n in range(1, 30))
        rows = Recommendation.objects.bulk_create(
            Recommendation(report=report, reference=f"81({n})", position=n, addressee_kind="secretariat")
            for n in range(items)
        )
        RecommendationText.objects.bulk_create(
            RecommendationText(recommendation=row, edition=edition, text=f"Requests the office to do {row.position}.")
            for row in rows
        )
        firsts = [history.First(row.pk, row.is_leaf, {}, {"text": ""}) for row in rows]
        history.record_first(firsts, by=people[0], at=BEGUN)
        return cls(people, heads, [row.pk for row in rows])

    def work(self, operations: int, seed: int) -> None:
        """Somebody tries something until so many things are done; the clock goes on by up to three hours each time."""
        rng, at = Random(seed), BEGUN
        while self.done.total() < operations:
            at += timedelta(minutes=rng.randint(1, 180))
            self.act(rng, at)

    def act(self, rng: Random, at: datetime) -> None:
        """One person does one thing to one item: a move they are offered, an action, or evidence."""
        from recommendations.models import Recommendation, User
        from recommendations.refusals import Refused

        pk = rng.choice(self.items)
        named = Recommendation.objects.select_related("owner", "alternate").get(pk=pk)
        # Whoever it is given to, and the head of their unit, do more with it than others do.
        concerned = [*filter(None, (named.owner, named.alternate)), *self.heads.get(named.unit_id or 0, ())]
        # Read anew, as by every request: a person who is remembered has the rights of then.
        person = User.objects.get(pk=rng.choice([*concerned * 3, *rng.sample(self.people, 4)]).pk)
        item = Recommendation.objects.visible_to(person).filter(pk=pk).first()
        if item is None:
            self.refused += 1
            return
        try:
            self.done[
                _plan_or_prove(item, person, rng, at) if rng.random() < 0.3 else _move(item, person, rng, at)
            ] += 1
        except (Refused, Recommendation.DoesNotExist):
            self.refused += 1


def _move(item: Recommendation, person: User, rng: Random, at: datetime) -> str:
    from recommendations import tracking
    from recommendations.refusals import Refused

    offers = [offer for offer in tracking.offers(item, by=person, on=at.date()) if not offer.blocked]
    if not offers:
        raise Refused("nothing offered")
    offer = rng.choice(offers)
    tracking.move(
        item, offer.move.code, by=person, at=at, given=filled(offer.form, rng, at.date()), version=item.version
    )
    return offer.move.code


def filled(form: MoveForm, rng: Random, on: date) -> dict[str, Any]:
    """Everything the form asks for, as a browser would send it."""
    return {name: value for name, asked in form.fields.items() if (value := _value(name, asked, rng, on)) is not None}


def _value(name: str, asked: forms.Field, rng: Random, on: date) -> Any:
    match asked:
        case forms.ModelMultipleChoiceField():
            rows = list(asked.queryset or ())
            return [
                row.pk
                for row in (rows if name in ("reviewed", "actions_done") else rng.sample(rows, min(1, len(rows))))
            ]
        case forms.ModelChoiceField():
            rows = list(asked.queryset or ())
            wanted = asked.required or rng.random() < 0.5
            return rng.choice(rows).pk if rows and wanted and name != "unit" else None
        case forms.ChoiceField():
            choices = cast("list[tuple[str, str]]", list(asked.choices))  # type: ignore[arg-type]  # a plain list by now
            return rng.choice([str(code) for code, _label in choices if code])
        case forms.IntegerField():
            return rng.randint(0, 100)
        case forms.BooleanField():
            return None
        case forms.DateField():
            past = bool(asked.validators)
            return (
                on - timedelta(days=rng.randint(0, 5)) if past else on + timedelta(days=rng.randint(10, 900))
            ).isoformat()
        case _:
            return rng.choice(WORDS)


def _plan_or_prove(item: Recommendation, person: User, rng: Random, at: datetime) -> str:
    from recommendations import tracking
    from recommendations.evidence import links
    from recommendations.models import Paragraph
    from recommendations.refusals import Refused

    open_actions = list(item.actions.open())
    match rng.randrange(4):
        case 0:
            due_on = at.date() + timedelta(days=rng.randint(5, 200))
            tracking.add_action(item, tracking.Step(rng.choice(WORDS), person, due_on), by=person, at=at)
            return "action_added"
        case 1 if open_actions:
            tracking.complete_action(rng.choice(open_actions), by=person, at=at)
            return "action_done"
        case 2 if open_actions:
            tracking.drop_action(rng.choice(open_actions), reason=rng.choice(WORDS), by=person, at=at)
            return "action_dropped"
        case 3:
            paragraph = rng.choice(list(Paragraph.objects.filter(report=item.report_id)))
            links.add(item, paragraph, by=person, kind="implementation", at=at)
            return "evidence_added"
    raise Refused("nothing to end")
