"""What must be given with a move, as a form made from the table: the page shows it and the verb judges by it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from recommendations.attachments import FilesField
from recommendations.lists import listed
from recommendations.models import EvidenceLink, ProgressUpdate, Recommendation, Unit, UnsentFile, User
from recommendations.people.candidates import assignable
from recommendations.workflow import DECIDED, RESPONSE_DUE_DAYS, Condition, Field, Kind, Move, Words, response_word

_QUARTER = re.compile(r"(\d{4})\s*-?\s*Q([1-4])", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_LONGEST_AS_GIVEN = Recommendation._meta.get_field("target_as_given").max_length or 0
CHOOSE = _("Choose …")
_DIGITS = 19  # of ids that a database takes


# A slip of the finger ("0206-07-01") would be years overdue, and all who are told of it would be told at once.
EARLIEST, LATEST = date(1945, 1, 1), date(2199, 12, 31)
# Embeddings and overrides of direction can make a text read otherwise than it is stored; "dir" on the page does their
# work. The joiners and marks that Arabic and Persian spelling needs stay.
_UNPRINTABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """The text as it may be stored while it is still being written: what no database takes is left out."""
    return _UNPRINTABLE.sub("", text).replace("\0", "").encode("utf-8", "ignore").decode()


class WordsField(forms.CharField):
    """A person's own words, without control characters; surrogates, which are no characters, are refused."""

    def to_python(self, value: Any) -> str:
        words = _UNPRINTABLE.sub("", super().to_python(value) or "")
        if any("\ud800" <= character <= "\udfff" for character in words):
            raise ValidationError(_("Some characters of this text cannot be stored. Type it again."))
        return words


class DayField(forms.DateField):
    """A day that can be meant."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise ValidationError(_("Give a day between the years 1945 and 2199."))


class TargetField(DayField):
    """A day, a month or a quarter; becomes the last day of it. `as_given` keeps what was written."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if quarter := _QUARTER.fullmatch(text):
            return _last_day(int(quarter[1]), int(quarter[2]) * 3)
        if (month := _MONTH.fullmatch(text)) and 1 <= int(month[2]) <= 12:
            return _last_day(int(month[1]), int(month[2]))
        return super().to_python(value)


def _last_day(year: int, month: int) -> date:
    if not 1 <= year <= 9999:
        raise ValidationError(_("Enter a valid date."))
    return date(year, month, calendar.monthrange(year, month)[1])


class DateInput(forms.DateInput):
    """The browser's own date picker; it wants and sends ISO dates whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class _ByUnit(ModelChoiceIterator[User]):
    """People under the units they belong to, so that a long list can be read."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        found: dict[str, list[tuple[Any, str]]] = {}
        for user in self.queryset:
            units = listed(dict.fromkeys(str(membership.unit) for membership in user.memberships.all()))
            found.setdefault(units, []).append(self.choice(user))
        yield from sorted(found.items())


class PersonField(forms.ModelChoiceField[User]):
    """A person, chosen from those of each unit. `named` are those a whole form names, looked up at once."""

    iterator = _ByUnit
    named: Mapping[str, User] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, empty_label=CHOOSE, **kwargs)

    def label_from_instance(self, obj: User) -> str:
        return obj.name

    def to_python(self, value: Any) -> User | None:
        if self.named is None or value in self.empty_values:
            return super().to_python(value)
        if (person := self.named.get(_id_of(value))) is None:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return person


class PeopleField(forms.ModelMultipleChoiceField[User]):
    """Any number of people, chosen from those of each unit; `named` as in `PersonField`."""

    iterator = _ByUnit
    named: Mapping[str, User] | None = None

    def label_from_instance(self, obj: User) -> str:
        return obj.name

    def _check_values(self, value: Any) -> Any:  # a hook of Django's that its stubs leave out
        if self.named is None:
            return super()._check_values(value)  # type: ignore[misc]
        return _chosen(self, value, self.named)


def _id_of(value: Any) -> str:
    return str(value.pk if isinstance(value, Model) else value)


def _chosen(field: forms.ModelMultipleChoiceField[Any], values: Any, rows: Mapping[str, Any]) -> list[Any]:
    """Those of the rows, by their ids, that are chosen."""
    ids = [_id_of(value) for value in values]
    for one in ids:
        if one not in rows:
            raise ValidationError(field.error_messages["invalid_choice"], "invalid_choice", {"value": one})
    return [rows[one] for one in dict.fromkeys(ids)]


class DraftField(forms.ModelChoiceField[ProgressUpdate]):
    def label_from_instance(self, obj: ProgressUpdate) -> str:
        return f"{obj.by.name}, {date_format(obj.reported_on)}: {obj.text}"


class RowsField(forms.ModelMultipleChoiceField[Any]):
    """Rows to tick: the few that hang on an item, read once."""

    @cached_property
    def rows(self) -> dict[str, Any]:
        return {str(row.pk): row for row in self.queryset or ()}

    def _check_values(self, value: Any) -> list[Any]:
        return _chosen(self, value, self.rows)


class EvidenceField(RowsField):
    def label_from_instance(self, obj: EvidenceLink) -> str:
        return obj.label


class MoveForm(forms.Form):
    """The fields of one move on one item for one person on one day."""

    def __init__(
        self,
        move: Move,
        item: Recommendation,
        by: User,
        on: date,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
    ) -> None:
        super().__init__(data, files, prefix=None, auto_id=f"id_{move.code}_%s")
        self.move, self.item, self.by, self.on = move, item, by, on
        self.unmet = [condition for condition in move.conditions if not condition.holds(item)]
        wanted = {name for condition in self.unmet for name in condition.met_by}
        not_asked = {name for condition in move.conditions for name in condition.met_by} - wanted
        for spec in move.fields:
            if spec.name not in not_asked and (spec.asked is None or spec.asked(item)):
                self.fields[spec.name] = self._field(spec, required=spec.required or spec.name in wanted)
        if self.is_bound:
            self._look_up_people()

    def _look_up_people(self) -> None:
        """Find whoever is named in any field, and among whose people each field lets one choose, in one query."""
        asking = {name: one for name, one in self.fields.items() if isinstance(one, PersonField | PeopleField)}
        ids: set[int] = set()
        for name, field in asking.items():
            given = field.widget.value_from_datadict(self.data, self.files, name)
            several = given if isinstance(given, list | tuple | set | QuerySet) else [given]
            ids.update(int(one) for value in several if (one := _id_of(value)).isdecimal() and len(one) < _DIGITS)
        if not ids:
            return
        among = {
            f"is_for_{name}": ExpressionWrapper(Q(pk__in=people.order_by().values("pk")), BooleanField())
            for name, field in asking.items()
            if (people := field.queryset) is not None
        }
        found = list(User.objects.filter(pk__in=ids).order_by().annotate(**among))
        for name, field in asking.items():
            field.named = {str(one.pk): one for one in found if getattr(one, f"is_for_{name}", False)}

    @property
    def blockers(self) -> list[Condition]:
        """Unmet conditions that no field of this form can bring about."""
        return [condition for condition in self.unmet if not condition.met_by]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.move.one_of and not any(cleaned.get(name) for name in self.move.one_of):
            labels = [str(field.label) for name, field in self.fields.items() if name in self.move.one_of]
            self.add_error(self.move.one_of[0], _("Give one of these: %(labels)s.") % {"labels": " / ".join(labels)})
        for spec in self.move.fields:
            if spec.name in self.fields:
                self._judge(spec, cleaned)
        if cleaned.get("owner") and cleaned.get("owner") == cleaned.get("alternate"):
            self.add_error("alternate", _("The alternate must be somebody else than the owner."))
        return cleaned

    def _judge(self, spec: Field, cleaned: Mapping[str, Any]) -> None:
        """What one field cannot tell alone: that another one calls for it, or that all its boxes must be ticked."""
        name, field = spec.name, self.fields[spec.name]
        if isinstance(field, RowsField) and len(cleaned.get(name, field.rows)) < len(field.rows):
            self.add_error(name, _("Not all are ticked. Tick each one when it is so; the rest stands in the way."))
        if spec.needed_with and name not in self.errors:
            other, values = spec.needed_with
            if cleaned.get(other) in values and not cleaned.get(name):
                self.add_error(name, field.error_messages["required"])

    def _help(self, spec: Field) -> Words:
        if spec.needed_with is None:
            return spec.help
        kind = self.item.addressee_kind
        answers = str(_(" or ")).join(str(response_word(value, kind)) for value in spec.needed_with[1])
        needed = _("Needed when the new response is: %(answers)s.") % {"answers": answers}
        return f"{needed} {spec.help}".strip()

    def _field(self, spec: Field, *, required: bool) -> forms.Field:
        common: dict[str, Any] = {"label": spec.label, "required": required, "help_text": self._help(spec)}
        if initial := self._initial(spec):
            common["initial"] = initial
        match spec.kind:
            case Kind.TEXT:
                return WordsField(**common, widget=forms.Textarea({"rows": 3, "dir": "auto"}), max_length=20_000)
            case Kind.LINE:
                return WordsField(**common, widget=forms.TextInput({"dir": "auto"}), max_length=500)
            case Kind.DATE:
                return DayField(**common, widget=DateInput())
            case Kind.PAST_DATE:
                return DayField(**common, widget=DateInput(), validators=[self._not_in_the_future])
            case Kind.TARGET:
                return TargetField(**common)
            case Kind.PERCENT:
                return forms.IntegerField(**common, min_value=0, max_value=100)
            case Kind.TICK:
                return forms.BooleanField(**common)
            case Kind.CHOICE | Kind.RESPONSE:
                return forms.ChoiceField(**common, choices=[("", CHOOSE), *self._choices(spec)])
            case _:
                return self._related_field(spec.kind, common)

    def _choices(self, spec: Field) -> Sequence[tuple[str, Words]]:
        if spec.kind == Kind.CHOICE:
            return spec.choices
        others = [state for state in DECIDED if state != self.item.response]
        return [(state.value, response_word(state, self.item.addressee_kind)) for state in others]

    def _related_field(self, kind: Kind, common: dict[str, Any]) -> forms.Field:
        match kind:
            case Kind.PERSON:
                return PersonField(**common, queryset=assignable(self.by, self.on))
            case Kind.HOLDER:
                return PersonField(**common, queryset=holders(self.item))
            case Kind.PEOPLE:
                # Who contributes already may stay, though this person could not choose them anew.
                contributing = self.item.contributors.values("pk")
                return PeopleField(**common, queryset=assignable(self.by, self.on, also=contributing))
            case Kind.DRAFT:
                drafts = self.item.updates.drafts().select_related("by")
                return DraftField(**common, queryset=drafts, widget=forms.RadioSelect, empty_label=None)
            case Kind.UNIT:
                return forms.ModelChoiceField(**common, queryset=Unit.objects.current(), empty_label=CHOOSE)
            case Kind.OPEN_ACTIONS:
                return RowsField(**common, queryset=self.item.actions.open(), widget=forms.CheckboxSelectMultiple)
            case Kind.FILES:
                field = FilesField(label=common["label"], required=common["required"])
                if self.is_bound:
                    of_this = {"form__user": self.by, "form__recommendation": self.item, "form__act": self.move.code}
                    field.kept = UnsentFile.objects.filter(**of_this)
                return field
            case _:
                proof = self.item.evidence.proof().select_related("recommendation", "paragraph__report", "attachment")
                return EvidenceField(**common, queryset=proof, widget=forms.CheckboxSelectMultiple)

    def _initial(self, spec: Field) -> Any:
        match spec.default:
            case "contributors" | "draft" if self.is_bound:
                return None  # what was given counts, so nothing is read for it
            case "today":
                return self.on
            case "response_due":
                return self.item.response_due_on or self.on + timedelta(days=RESPONSE_DUE_DAYS)
            case "":
                return None
            case "contributors":
                return list(self.item.contributors.all())
            case "draft":
                draft = self.item.updates.drafts().filter(by=self.by).first()
                return getattr(draft, spec.name, self.on if spec.kind == Kind.PAST_DATE else None)
            case name:
                return getattr(self.item, f"{name}_id")

    def _not_in_the_future(self, value: date) -> None:
        if value > self.on:
            raise ValidationError(
                _("%(date)s is in the future; give today or a day before."), params={"date": date_format(value)}
            )


def as_given(form: forms.Form, name: str) -> str:
    """What was written for a target date, as long as it fits: "2027-Q2" stays that on the page."""
    given = form.data.get(name, "")
    written = given.isoformat() if isinstance(given, date) else " ".join(str(given).split())
    return written if len(written) <= _LONGEST_AS_GIVEN else str(form.cleaned_data[name].isoformat())


def holders(item: Recommendation) -> Any:
    """Who has a part in the item: owner, alternate, contributors, and whoever has an open action of its plan."""
    parts = Q(pk__in=[item.owner_id, item.alternate_id]) | Q(contributes_to=item.pk)
    doing = item.actions.open().values("owner")
    people = User.objects.filter(parts | Q(pk__in=doing)).distinct()
    return people.prefetch_related("memberships__unit").order_by("name", "pk")
