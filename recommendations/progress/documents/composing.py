"""From facts to a document in words: title, summary, figures, charts, statuses, recommendations, annexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.lists import listed
from recommendations.progress.documents import annexes, entries
from recommendations.progress.documents.content import (
    Cell,
    Chart,
    Column,
    Content,
    Head,
    Paragraph,
    Passage,
    Section,
    Segment,
    Table,
    clean,
)
from recommendations.progress.documents.facts import Fact, Material
from recommendations.progress.documents.numbers import Numbers
from recommendations.progress.documents.speaking import Speaker, best, speaking, tag
from recommendations.progress.documents.vocabularies import OURS, VOCABULARIES
from recommendations.progress.figures import STAGES, Rate, Tally
from recommendations.workflow import Implementation, Response

MOST_GROUPS = 40


@dataclass(frozen=True)
class Wish:
    """How a report is wanted: the language of an edition, a vocabulary, and whether it is the pack for a meeting."""

    language: str = "en"
    vocabulary: str = OURS
    pack: bool = False


@dataclass(frozen=True)
class Signature:
    """Who issued the report, and when."""

    name: str
    at: datetime


def compose(material: Material, wish: Wish, *, signature: Signature | None = None) -> Content:
    """The whole document. Keeps all facts in memory, so it is for what a person can read."""
    numbers = Numbers(material.on)
    facts = list(counted(material.facts(), numbers))
    with speaking(wish.language):
        speaker = speaker_of(material, wish, one_report=len(numbers.by_report) <= 1)
        head = head_of(material, speaker, numbers, wish, signature)
        if wish.pack:
            found = [Section(_("Summary"), summary(numbers, speaker, material)), *annexes.sections(
                annexes.PACK, facts, speaker)]  # fmt: skip
        else:
            found = [
                Section(_("Summary"), summary(numbers, speaker, material)),
                *figures(numbers, speaker),
                *entries.sections(facts, speaker),
                *annexes.sections(annexes.of_report(compares=material.since is not None), facts, speaker),
            ]
        return Content(head, found)


def counted(facts: Iterable[Fact], numbers: Numbers) -> Iterator[Fact]:
    """The facts, counted as they pass."""
    for fact in facts:
        numbers.add(fact)
        yield fact
    numbers.close()


def speaker_of(material: Material, wish: Wish, *, one_report: bool) -> Speaker:
    return Speaker(wish.language, VOCABULARIES[wish.vocabulary], material.names, material.on, one_report)


def head_of(material: Material, speaker: Speaker, numbers: Numbers, wish: Wish, signature: Signature | None) -> Head:
    title = _("Pack for a meeting") if wish.pack else _("Progress report")
    about = [(_("As at"), speaker.day(material.on))]
    if material.since is not None:
        about.append((_("Compared with"), speaker.day(timezone.localdate(material.since))))
    if wish.vocabulary != OURS:
        about.append((_("Vocabulary"), str(speaker.vocabulary.label)))
    if signature is not None:
        about += [(_("Issued by"), signature.name), (_("Issued on"), date_format(timezone.localtime(signature.at)))]
    subject = subject_of(material, speaker)
    return Head(
        title=title,
        subject=subject,
        about=about,
        notes=[*_missing_texts(numbers, speaker)],
        language=tag(wish.language),
        footer=" · ".join(
            (str(settings.SITE_NAME), title, speaker.inline(subject.words.split("\n")[0]), speaker.day(material.on))
        ),
    )


def subject_of(material: Material, speaker: Speaker) -> Passage:
    """What the report is about: a report's symbol and title, a unit, a theme, or all of it."""
    scope, said = material.scope, []
    title = speaker.title(scope.report) if scope.report else Passage("")
    if scope.report:
        said.append(scope.report)
    if scope.unit is not None:
        said.append(clean(material.names.units.get(scope.unit, "")))
    if scope.theme is not None:
        said.append(speaker.theme(scope.theme).words)
    line = " · ".join(filter(None, said)) or _("All recommendations")
    return Passage("\n".join(filter(None, (line, title.words))), title.language)


def _missing_texts(numbers: Numbers, speaker: Speaker) -> Iterator[str]:
    """Reports of which there is no edition in the document's language."""
    known = speaker.names.titles
    others = [symbol for symbol in numbers.by_report if best(known.get(symbol, {}), speaker.language)[1] not in
              (speaker.language, "")]  # fmt: skip
    if others:
        yield _("There is no edition in this language of: %(reports)s. Their texts are shown in another.") % {
            "reports": listed(others[:20]) + ("…" if len(others) > 20 else "")
        }


# --- the summary in words ---------------------------------------------------------------------------------------


def summary(numbers: Numbers, speaker: Speaker, material: Material) -> list[Paragraph]:
    return [Paragraph(Passage(words), numbered=True) for words in _sentences(numbers, speaker, material)]


def _sentences(numbers: Numbers, speaker: Speaker, material: Material) -> Iterator[str]:
    n = numbers
    if not n.leaves:
        yield _("There are no recommendations here as at %(day)s.") % {"day": speaker.day(n.on)}
        return
    covered = ngettext(
        "As at %(day)s there is %(leaves)d recommendation to follow.",
        "As at %(day)s there are %(leaves)d recommendations to follow.",
        n.leaves,
    )
    numbered = " " + _("They are %(items)d as numbered in the report; each part counts for itself.")
    yield (covered + (numbered if n.items != n.leaves else "")) % {
        "day": speaker.day(n.on), "leaves": n.leaves, "items": n.items,
    }  # fmt: skip
    yield _answers(n)
    if n.agreed:
        yield _work(n)
    yield _time(n)
    if n.asked_for_time:
        yield ngettext(
            "%(n)d request for more time waits for a decision.", "%(n)d requests for more time wait for a decision.",
            n.asked_for_time,
        ) % {"n": n.asked_for_time}  # fmt: skip
    if material.since is not None:
        yield _("Since %(day)s, %(changed)d have moved on or were given another date, and %(new)d are new.") % {
            "day": speaker.day(timezone.localdate(material.since)), "changed": n.changed, "new": n.new,
        }  # fmt: skip


def _answers(n: Numbers) -> str:
    rate = n.acceptance
    said = _("No response has been decided yet.")
    if rate.whole:
        said = _(
            "Of %(whole)d decided, %(part)d are accepted at least in part (%(percent)d%%) and %(refused)d are not."
        )
        said %= {"whole": rate.whole, "part": rate.part, "percent": rate.percent, "refused": rate.whole - rate.part}
    if n.undecided:
        said += " " + ngettext("%(n)d waits for a response.", "%(n)d wait for a response.", n.undecided) % {
            "n": n.undecided
        }
    return said


def _work(n: Numbers) -> str:
    rate, states = n.implementation, n.implementations
    return _(
        "Of %(whole)d accepted at least in part, %(verified)d are verified as implemented (%(percent)d%%); "
        "%(reported)d are reported implemented and wait to be verified, %(started)d are in progress, "
        "%(not_started)d have not been started, and %(closed)d were closed without implementation."
    ) % {
        "whole": rate.whole,
        "verified": rate.part,
        "percent": rate.percent,
        "reported": states[Implementation.REPORTED],
        "started": states[Implementation.IN_PROGRESS],
        "not_started": states[Implementation.NOT_STARTED],
        "closed": states[Implementation.CLOSED],
    }


def _time(n: Numbers) -> str:
    said = _("%(overdue)d are overdue, %(soon)d fall due in the next 30 days and %(next)d in the next 90.") % {
        "overdue": n.overdue, "soon": n.due_soon, "next": n.due_next,
    }  # fmt: skip
    if n.stale:
        said += " " + ngettext(
            "Of %(n)d nothing has been heard for more than 100 days.",
            "Of %(n)d nothing has been heard for more than 100 days.",
            n.stale,
        ) % {"n": n.stale}
    return said


# --- figures ----------------------------------------------------------------------------------------------------


def figures(numbers: Numbers, speaker: Speaker) -> list[Section]:
    """Counts, charts of the two axes, and the statuses in the chosen vocabulary."""
    found = [
        Section(_("Figures"), [counts(numbers), *charts(numbers)]),
        Section(_("Status"), [statuses(numbers, speaker)]),
    ]
    if len(numbers.by_theme) > 1 and len(numbers.by_report) == 1:
        found.append(Section(_("By theme"), [_groups(_("Theme"), [
            (speaker.theme(theme).words or _("No theme"), tally) for theme, tally in numbers.by_theme.items()])],
            rank=2))  # fmt: skip
    if len(numbers.by_report) > 1:
        most = sorted(numbers.by_report.items(), key=lambda one: (-one[1].overdue, -one[1].stages.total(), one[0]))
        found.append(Section(_("By report"), [_groups(_("Report"), most[:MOST_GROUPS])], rank=2))
    if len(numbers.by_unit) > 1:
        named = [(clean(speaker.names.units.get(unit or 0, "")) or _("No unit yet"), tally)
                 for unit, tally in numbers.by_unit.items()]  # fmt: skip
        found.append(Section(_("By unit"), [_groups(_("Unit"), sorted(named, key=lambda one: one[0]))], rank=2))
    return found


def counts(n: Numbers) -> Table:
    rows: list[Sequence[Cell]] = [
        [Passage(label), value]
        for label, value in (
            (_("Recommendations"), n.leaves),
            (_("As numbered in the report"), n.items),
            (_("Waiting for a response"), n.undecided),
            (_("Accepted at least in part"), n.agreed),
            (_("Reported implemented"), n.implementations[Implementation.REPORTED]),
            (_("Verified implemented"), n.implementations[Implementation.VERIFIED]),
            (_("Overdue"), n.overdue),
            (_("Due in the next 30 days"), n.due_soon),
            (_("Due in the next 90 days"), n.due_next),
            (_("Nothing heard for 100 days"), n.stale),
            (_("Open without an owner"), n.unowned),
            (_("Requests for more time to decide"), n.asked_for_time),
            (_("Given more time at least once"), n.extended),
        )
    ]
    rows.append([Passage(_("Rate of acceptance")), Passage(_rate(n.acceptance))])
    rows.append([Passage(_("Rate of implementation")), Passage(_rate(n.implementation))])
    return Table([Column(_("Figure"), 5), Column(_("Number"), 2)], rows)


def _rate(rate: Rate) -> str:
    return "–" if rate.percent is None else _("%(percent)d%% (%(part)d of %(whole)d)") % {
        "percent": rate.percent, "part": rate.part, "whole": rate.whole,
    }  # fmt: skip


def charts(n: Numbers) -> list[Chart]:
    return [
        _chart(_("Responses"), [(state.value, str(state.label), n.responses[state]) for state in Response]),
        _chart(
            _("Implementation"),
            [(state.value, str(state.label), n.implementations[state]) for state in Implementation],
        ),
    ]


def _chart(title: str, counts: Iterable[tuple[str, str, int]]) -> Chart:
    segments = [Segment(*one) for one in counts if one[2]]
    said = listed(f"{segment.label}: {segment.count}" for segment in segments) or _("nothing to show")
    return Chart(title, f"{title}: {said}", segments)


def statuses(n: Numbers, speaker: Speaker) -> Table:
    """Counts by the words of the vocabulary, where several of our states may share one."""
    responses, implementations = Counter[str](), Counter[str]()
    for response in Response:
        responses[str(speaker.vocabulary.responses[response])] += n.responses[response]
    for implementation in Implementation:
        implementations[str(speaker.vocabulary.implementations[implementation])] += n.implementations[implementation]
    rows: list[Sequence[Cell]] = [
        [Passage(axis), Passage(term), count, Passage(_share(count, counter.total()))]
        for axis, counter in ((_("Response"), responses), (_("Implementation"), implementations))
        for term, count in counter.items()
    ]
    return Table([Column(_("About"), 2), Column(_("Status"), 4), Column(_("Number")), Column(_("Share"))], rows)


def _share(part: int, whole: int) -> str:
    percent = Rate(part, whole).percent
    return "–" if percent is None else _("%(percent)d%%") % {"percent": percent}


def _groups(label: str, groups: Iterable[tuple[str, Tally]]) -> Table:
    """Leaves by stage for each group; stages that nothing is at are left out."""
    groups = list(groups)
    stages = [code for code in STAGES if any(tally.stages[code] for _name, tally in groups)]
    columns = [
        Column(label, 4),
        Column(_("All")),
        Column(_("Overdue")),
        *(Column(str(STAGES[code])) for code in stages),
    ]
    rows: list[Sequence[Cell]] = [
        [Passage(name), tally.stages.total(), tally.overdue, *(tally.stages[code] for code in stages)]
        for name, tally in groups
    ]
    return Table(columns, rows)
