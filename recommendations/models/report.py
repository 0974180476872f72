"""A report, its language editions, and the places in it: sections, paragraphs, footnotes."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.permissions import Reader, Standing, standing_of

# The official languages of the United Nations, by the code its documents use.
EDITION_LANGUAGES = (
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
)


class SourceFile(models.Model):
    """A file that reports are made from, kept as it came. The same bytes are kept once.

    `stored_at` is when something was last stored from it; what nothing was ever stored from is swept some day
    (`importing.abandoned`).
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("file name"), max_length=255)
    content = models.FileField(_("file"), upload_to="sources")
    encoding = models.CharField(max_length=40, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("added"))
    stored_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("source file")
        verbose_name_plural = _("source files")

    def __str__(self) -> str:
        return self.name


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, reader: Reader | Standing) -> Self:
        """Reports in which the person has at least one recommendation to see, or all for those who see everything."""
        person = standing_of(reader)
        if person.sees_everything:
            return self
        # By the relation, as the module of recommendations needs this one.
        recommendations: Any = self.model._meta.get_field("recommendations").related_model
        return self.filter(pk__in=recommendations.objects.leaves_visible_to(person).order_by().values("report"))


class Report(models.Model):
    """One report, whatever its languages: all editions share the numbering."""

    symbol = models.CharField(_("symbol"), max_length=60, unique=True)
    slug = models.CharField(max_length=60, unique=True, editable=False)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-imported_at", "pk")
        constraints = [
            models.CheckConstraint(condition=~models.Q(symbol=""), name="report_has_a_symbol"),
        ]
        indexes = [models.Index(models.F("imported_at").desc(), "id", name="newest_reports")]

    def __str__(self) -> str:
        return self.symbol

    def save(self, *args: object, **kwargs: object) -> None:
        self.slug = self.slug_of(self.symbol)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, handed on

    def get_absolute_url(self) -> str:
        return reverse("recommendations:report_detail", args=[self.symbol])

    @staticmethod
    def slug_of(symbol: str) -> str:
        """ "A/67/156" as it may also stand in an address: "A-67-156"."""
        return symbol.replace("/", "-").replace(" ", "-")


class Edition(models.Model):
    """A report in one language, made from one source file."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="editions")
    language = models.CharField(_("language"), max_length=2, choices=EDITION_LANGUAGES)
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="editions")
    title = models.TextField(_("title"), blank=True)
    issuer = models.TextField(_("issued by"), blank=True)
    session = models.TextField(_("session"), blank=True)
    agenda_item = models.TextField(_("agenda item"), blank=True)
    summary = models.TextField(_("summary"), blank=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("report", "language")
        constraints = [
            models.UniqueConstraint(fields=("report", "language"), name="one_edition_per_report_and_language"),
            models.CheckConstraint(
                condition=models.Q(language__in=[code for code, _name in EDITION_LANGUAGES]),
                name="edition_language_is_official",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.get_language_display()})"


class Corrigendum(models.Model):
    """A corrigendum carried out in an edition: `source` says what it changed in the texts of the edition's own file.

    `symbol` is its own where it prints one ("A/67/156/Corr.1").
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="corrigenda")
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="corrigenda")
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("carried out"))

    class Meta:
        verbose_name = _("corrigendum")
        verbose_name_plural = _("corrigenda")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("edition", "source"), name="a_corrigendum_corrects_an_edition_once"),
        ]

    def __str__(self) -> str:
        return self.symbol or str(self.source)


class Section(models.Model):
    """A heading and what stands under it: numbered ("一.", "A.") or not, in the body or inside a list."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    numeral = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("report", "position")
        constraints = [
            models.UniqueConstraint(fields=("report", "position"), name="section_position_unique_in_report"),
        ]

    def __str__(self) -> str:
        return f"{self.report} §{self.position}"


class SectionText(models.Model):
    """A section's heading in one edition."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="texts")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="section_texts")
    heading = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("section", "edition"), name="one_heading_per_section_and_edition"),
        ]

    def __str__(self) -> str:
        return self.heading


class Paragraph(models.Model):
    """A numbered paragraph. The number is text: "81", "29A.12"."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="paragraphs")
    section = models.ForeignKey(Section, models.SET_NULL, null=True, related_name="paragraphs")
    number = models.CharField(max_length=20)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ("report", "position")
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="paragraph_number_unique_in_report"),
            models.UniqueConstraint(fields=("report", "position"), name="paragraph_position_unique_in_report"),
        ]

    def __str__(self) -> str:
        return f"{self.report} §{self.number}"


class ParagraphText(models.Model):
    """A paragraph's words in one edition, with the lines of the source file they came from (counted from 1)."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="texts")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="paragraph_texts")
    text = models.TextField()
    first_line = models.PositiveIntegerField(null=True)
    last_line = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("paragraph", "edition"), name="one_text_per_paragraph_and_edition"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Footnote(models.Model):
    """A note at the foot of a page; without a paragraph it hangs on the title page (an asterisk note)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="footnotes")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, null=True, related_name="footnotes")
    position = models.PositiveIntegerField()
    mark = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        verbose_name = _("footnote")
        verbose_name_plural = _("footnotes")
        ordering = ("edition", "position")
        constraints = [
            models.UniqueConstraint(fields=("edition", "position"), name="footnote_position_unique_in_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.text[:60]}"
