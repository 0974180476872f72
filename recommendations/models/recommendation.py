"""A recommendation: one request made in a report, followed until it is closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, FilteredRelation, OuterRef, Q, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from recommendations import workflow
from recommendations.models.facts import Facts, facts_of, read_facts
from recommendations.models.report import Paragraph, Report, Section
from recommendations.permissions import Reader, Standing, standing_of
from recommendations.workflow import AddresseeKind, Implementation, Response

STALE_AFTER = timedelta(days=100)

_AGREED = Q(response__in=workflow.AGREED)


def _edge(edge: workflow.Edge) -> dict[str, Any]:
    """An edge of the table as django-fsm's decorator takes it."""
    return {"source": list(edge.sources), "target": edge.target}


def day_waited_for() -> Case:
    """As `workflow.due_on`, for the database to compute."""
    return Case(
        When(response__in=[*workflow.UNDECIDED], then="response_due_on"),
        When(implementation__in=[*workflow.TO_DO], then="target_on"),
        default=None,
    )


def _theirs(person: Standing) -> Q:
    """The items somebody who does not see everything has a part in, or sees for their unit.

    Ids, not subqueries: with a subquery among the alternatives PostgreSQL reads the whole table.
    """
    theirs = _their_own(person)
    return theirs | Q(unit__in=person.sees_units) if person.sees_units else theirs


def _their_own(person: Standing) -> Q:
    own = Q(owner=person.user_id) | Q(alternate=person.user_id)
    if person.stands_in_for:
        own |= Q(owner__in=person.stands_in_for) | Q(alternate__in=person.stands_in_for)
    if person.contributes_to:
        own |= Q(pk__in=person.contributes_to)
    return own


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, reader: Reader | Standing) -> Self:
        """The one door: no row is fetched for a person without it. Strangers get nothing, hence 404."""
        person = standing_of(reader)
        if person.sees_everything:
            return self
        # A parent is seen by whoever sees one of its leaves: it carries no state of its own.
        parts = Recommendation.objects.filter(_theirs(person), parent__isnull=False).order_by()
        return self.filter(_theirs(person) | Q(is_leaf=False, pk__in=parts.values("parent")))

    def leaves_visible_to(self, reader: Reader | Standing) -> Self:
        """The same door for lists of leaves: without the parents the database can go by its indexes."""
        person = standing_of(reader)
        return self.leaves() if person.sees_everything else self.leaves().filter(_theirs(person))

    def outside_units_of(self, reader: Reader | Standing) -> Self:
        """Of what somebody sees who does not see everything, that which they see for their own part in it alone."""
        person = standing_of(reader)
        return self.filter(_their_own(person)).exclude(unit__in=person.sees_units)

    def leaves(self) -> Self:
        return self.filter(is_leaf=True)

    def open(self) -> Self:
        """Still asking something of somebody: undecided, or agreed and not ended."""
        return self.filter(Q(response__in=workflow.UNDECIDED) | Q(implementation__in=workflow.OPEN))

    def overdue(self, on: date) -> Self:
        """The date it waits for has passed (the response's while undecided, the target's while there is work)."""
        return self.filter(due_on__lt=on)

    def due_between(self, first: date, last: date) -> Self:
        return self.filter(due_on__gte=first, due_on__lte=last)

    def stood(self, on: date | datetime, *, name: str = "stood") -> Self:
        """With the period of the end of that day, or of that instant, as `name`: `stood__response` … None if there was
        none. Filters, values and annotations may use it.
        """
        by = "at" if isinstance(on, datetime) else "on"
        lasts = Q(**{f"periods__ends_{by}__gt": on}) | Q(**{f"periods__ends_{by}__isnull": True})
        held = Q(**{f"periods__begins_{by}__lte": on}) & lasts
        return self.annotate(**{name: FilteredRelation("periods", condition=held)})

    def as_at(self, on: date | datetime) -> Self:
        """Those that were leaves at the end of that day, or at that instant, as they stood: `stood__response` …"""
        return self.stood(on).filter(stood__isnull=False)

    def in_report_order(self) -> Self:
        return self.order_by("report_id", "position")


class Recommendation(ConcurrentTransitionMixin, models.Model):
    """A node of the report's list. Leaves carry states; a parent's are computed (`workflow.roll_up`)."""

    # Its place in the report.
    report = models.ForeignKey(Report, models.PROTECT, related_name="recommendations", verbose_name=_("report"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    reference = models.CharField(_("reference"), max_length=60)
    mark = models.CharField(max_length=30, blank=True)
    position = models.PositiveIntegerField()
    is_leaf = models.BooleanField(default=True)
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, related_name="recommendations")
    theme = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="recommendations")
    addressee_kind = models.CharField(
        _("addressee"), max_length=30, choices=AddresseeKind.choices, default=AddresseeKind.OTHER
    )
    verb = models.CharField(_("operative verb"), max_length=30, blank=True)

    # Who answers for it.
    unit = models.ForeignKey(
        "recommendations.Unit", models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="owned")
    alternate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="stands_in_for"
    )
    contributors = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="contributes_to")
    assigned_on = models.DateField(_("assigned on"), null=True, blank=True)

    # The response.
    response = FSMField(
        _("response"), max_length=30, choices=Response.choices, default=Response.PENDING, protected=True, blank=True
    )
    response_due_on = models.DateField(_("response due"), null=True, blank=True)
    response_text = models.TextField(_("response"), blank=True)
    accepted_part = models.TextField(_("part accepted"), blank=True)
    justification = models.TextField(_("justification"), blank=True)
    response_language = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    # The implementation.
    implementation = FSMField(
        _("implementation"),
        max_length=30,
        choices=Implementation.choices,
        default=workflow.NOT_OPENED,
        protected=True,
        blank=True,
    )
    target_on = models.DateField(_("target date"), null=True, blank=True)
    target_as_given = models.CharField(max_length=20, blank=True)
    first_target_on = models.DateField(_("first target date"), null=True, blank=True)
    percent_done = models.PositiveSmallIntegerField(_("percent done"), null=True, blank=True)
    last_update_on = models.DateField(_("last update"), null=True, blank=True)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    claim_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    claim_confirmed_on = models.DateField(_("claim confirmed on"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_reason = models.CharField(
        _("reason for closing"), max_length=30, choices=workflow.CLOSING_REASONS, blank=True
    )

    # Kept by the database from the fields above: the date somebody is waited for, if any.
    due_on = models.GeneratedField(
        expression=day_waited_for(), output_field=models.DateField(null=True), db_persist=True
    )
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ("report_id", "position")
        constraints = [
            models.UniqueConstraint(fields=("report", "reference"), name="recommendation_reference_unique_in_report"),
            models.UniqueConstraint(fields=("report", "position"), name="recommendation_position_unique_in_report"),
            models.CheckConstraint(
                condition=Q(is_leaf=True, response__in=Response.values)
                | Q(is_leaf=False, response="", implementation=""),
                name="leaves_have_a_response_and_parents_have_no_state",
            ),
            models.CheckConstraint(
                condition=Q(implementation="") & ~_AGREED
                | _AGREED & Q(implementation__in=Implementation.values)
                | Q(response=Response.NOT_ACCEPTED, implementation=Implementation.CLOSED),
                name="implementation_is_open_only_when_accepted_at_least_in_part",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(owner__isnull=True), name="an_owned_item_belongs_to_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(alternate__isnull=True) | ~Q(owner=models.F("alternate")),
                name="owner_and_alternate_are_two_people",
            ),
            models.CheckConstraint(
                condition=Q(percent_done__isnull=True) | Q(percent_done__lte=100), name="percent_done_is_at_most_100"
            ),
            models.CheckConstraint(
                condition=~Q(implementation=Implementation.REPORTED) | Q(claimed_by__isnull=False),
                name="a_claim_names_its_claimant",
            ),
            models.CheckConstraint(
                condition=Q(claim_confirmed_by__isnull=True, claim_confirmed_on__isnull=True)
                | Q(claim_confirmed_by__isnull=False, claim_confirmed_on__isnull=False, claimed_by__isnull=False)
                & ~Q(claim_confirmed_by=models.F("claimed_by")),
                name="a_claim_is_confirmed_by_somebody_else",
            ),
        ]
        indexes = [
            models.Index("due_on", "id", name="due_items", condition=Q(due_on__isnull=False)),
            models.Index("response", "report", "position", name="by_response"),
            models.Index(
                "implementation",
                "response",
                "report",
                "position",
                "due_on",
                name="by_states",
                condition=Q(is_leaf=True),
            ),
            models.Index("unit", "report", "position", name="by_unit"),
            models.Index("owner", "report", "position", name="by_owner"),
            models.Index("theme", "report", "position", name="by_theme"),
            models.Index("unit", "parent", name="parts_by_unit", condition=Q(parent__isnull=False)),
            models.Index("unit", "due_on", "id", name="due_by_unit", condition=Q(due_on__isnull=False)),
            models.Index("unit", "due_on", name="undecided_by_unit", condition=Q(response__in=[*workflow.UNDECIDED])),
            models.Index(
                "unit",
                name="claims_by_unit",
                condition=Q(implementation=Implementation.REPORTED, claim_confirmed_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("recommendations:detail", args=[self.report.symbol, self.reference])

    # --- what conditions and pages ask ------------------------------------------------------------------

    @cached_property
    def facts(self) -> Facts:
        """In one query at the first question; whoever changes one of them says so here too."""
        (found,) = read_facts(Recommendation, item=self.pk)
        return Facts(*found)

    @classmethod
    def load_facts(cls, items: Collection[Self]) -> None:
        """The `facts` of several in one query."""
        wanted = cls.objects.filter(pk__in=[item.pk for item in items]).order_by()
        found = {pk: Facts(*rest) for pk, *rest in wanted.values_list("pk", *facts_of(cls, OuterRef("pk")))}
        for item in items:
            item.facts = found[item.pk]

    def has_planned_action(self) -> bool:
        return self.facts.planned_actions

    def has_open_actions(self) -> bool:
        return self.facts.open_actions

    def has_implementation_evidence(self) -> bool:
        return self.facts.implementation_evidence

    def has_drafts(self) -> bool:
        return self.facts.drafts

    def has_asked_for_more_time(self) -> bool:
        return self.facts.more_time_asked

    def has_been_extended(self) -> bool:
        return self.facts.more_time_granted

    @property
    def slipped_days(self) -> int:
        """How far the target date stands behind the first one."""
        return (self.target_on - self.first_target_on).days if self.target_on and self.first_target_on else 0

    def response_word(self) -> workflow.Words:
        """The response as this addressee says it."""
        return workflow.response_word(self.response, self.addressee_kind)

    def is_overdue(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on

    # --- transitions: the edges stand in workflow.MOVES, conditions and people are judged by tracking.move -----

    @transition(response, **_edge(workflow.CONSIDER.response[0]))
    def consider(self) -> None:
        """The unit head takes it under consideration."""

    @transition(response, **_edge(workflow.ACCEPT.response[0]))
    def accept(self) -> None:
        """The unit head accepts it."""

    @transition(response, **_edge(workflow.ACCEPT_IN_PART.response[0]))
    def accept_in_part(self) -> None:
        """The unit head accepts a part of it."""

    @transition(response, **_edge(workflow.REFUSE.response[0]))
    def refuse(self) -> None:
        """Senior management does not accept it."""

    @transition(response, **_edge(workflow.ACCEPT_AFTER_ALL))
    def accept_after_all(self) -> None:
        """Senior management accepts what was refused, or the whole of what was accepted in part."""

    @transition(response, **_edge(workflow.ACCEPT_IN_PART_AFTER_ALL))
    def accept_in_part_after_all(self) -> None:
        """Senior management accepts a part of what was refused, or only a part of what was accepted."""

    @transition(response, **_edge(workflow.REFUSE_AFTER_ALL))
    def refuse_after_all(self) -> None:
        """Senior management refuses what was accepted."""

    @transition(implementation, **_edge(workflow.ACCEPT.implementation[0]))
    def open_implementation(self) -> None:
        """Once accepted at least in part, there is work to follow."""

    @transition(implementation, **_edge(workflow.OPEN_AFTER_ALL))
    def open_after_all(self) -> None:
        """What was refused is accepted now: the work begins anew."""

    @transition(implementation, **_edge(workflow.CLOSE_AS_REFUSED))
    def close_as_refused(self) -> None:
        """What was accepted is refused now: there is nothing more to follow."""

    @transition(implementation, **_edge(workflow.START.implementation[0]))
    def start(self) -> None:
        """The owner has begun."""

    @transition(implementation, **_edge(workflow.REPORT_IMPLEMENTED.implementation[0]))
    def report_implemented(self) -> None:
        """The owner says the work is done; a verifier still has to look at it."""

    @transition(implementation, **_edge(workflow.VERIFY.implementation[0]))
    def verify(self) -> None:
        """A verifier from elsewhere agrees."""

    @transition(implementation, **_edge(workflow.RETURN.implementation[0]))
    def return_to_owner(self) -> None:
        """A verifier says what is missing."""

    @transition(implementation, **_edge(workflow.CLOSE.implementation[0]))
    def close(self) -> None:
        """Senior management ends it without implementation."""

    @transition(implementation, **_edge(workflow.REOPEN.implementation[0]))
    def reopen(self) -> None:
        """A verifier takes a closed one up again."""

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """As Django's, for instances with protected fields.

        django-fsm-2 lifts the protection on the class while it refreshes, so threads that refresh at the same time
        disturb each other. Dropping the old values first makes every assignment a first one, which is allowed.
        """
        names: Collection[str] = (
            [f.attname for f in self._meta.concrete_fields] if fields is None else [str(name) for name in fields]
        )
        for state in self.state_fields:
            if state.attname in names:
                self.__dict__.pop(state.attname, None)
        models.Model.refresh_from_db(self, using=using, fields=names, from_queryset=from_queryset)
        self.__dict__.pop("facts", None)
        if fields is None:
            self._prefetched_objects_cache: dict[str, Any] = {}
        self._update_initial_state()

    def catch_up_with(self, saved: Recommendation) -> None:
        """Stand as `saved`, the same row just saved, without reading it again."""
        for field in self._meta.concrete_fields:
            name = field.attname
            is_another = self.__dict__.get(name) != saved.__dict__[name]
            if isinstance(field, models.ForeignKey) and field.is_cached(self) and is_another:
                field.delete_cached_value(self)
            self.__dict__[name] = saved.__dict__[name]
        self.__dict__["due_on"] = workflow.due_on(saved)  # as the database has computed it anew
        self.__dict__.pop("facts", None)
        self._prefetched_objects_cache = {}
        self._update_initial_state()
