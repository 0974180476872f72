"""What is stored."""

from recommendations.models.administration import AdministrativeEntry, FormerUnitName, LoginThrottle
from recommendations.models.attachment import Attachment
from recommendations.models.document import Document, DocumentTemplate, ProgressReport
from recommendations.models.evidence import EvidenceLink
from recommendations.models.facts import Facts
from recommendations.models.history import HistoryEntry, HistoryIsAppendOnly
from recommendations.models.job import BackgroundJob
from recommendations.models.kept import KeptCount
from recommendations.models.notice import Notice, Watch
from recommendations.models.outbox import OutboxPause, OutgoingEmail
from recommendations.models.pending_import import ImportCorrection, PendingImport
from recommendations.models.people import Absence, Membership, Unit, User
from recommendations.models.period import StatePeriod
from recommendations.models.preferences import CalendarKey, MailPreference
from recommendations.models.printed import PrintedPosition, Recommender
from recommendations.models.progress import Action, Extension, ProgressUpdate
from recommendations.models.reassignment import ReassignmentRequest
from recommendations.models.recommendation import Recommendation
from recommendations.models.recommendation_text import RecommendationText
from recommendations.models.reminder import LastPlanning, Reminder, ReminderKind
from recommendations.models.reminder_rule import OfficeCalendar, ReminderRule, ReminderSettingChange, ReminderStep
from recommendations.models.repair import Repair
from recommendations.models.report import (
    EDITION_LANGUAGES,
    Corrigendum,
    Edition,
    Footnote,
    Paragraph,
    ParagraphText,
    Report,
    Section,
    SectionText,
    SourceFile,
)
from recommendations.models.round import ReportingRound, RoundEntry
from recommendations.models.table_mapping import TableMapping
from recommendations.models.unsent import UnsentFile, UnsentForm
from recommendations.models.workbook import EditedWorkbook, WorkbookLine

__all__ = [
    "EDITION_LANGUAGES",
    "Absence",
    "Action",
    "AdministrativeEntry",
    "Attachment",
    "BackgroundJob",
    "CalendarKey",
    "Corrigendum",
    "Document",
    "DocumentTemplate",
    "EditedWorkbook",
    "Edition",
    "EvidenceLink",
    "Extension",
    "Facts",
    "Footnote",
    "FormerUnitName",
    "HistoryEntry",
    "HistoryIsAppendOnly",
    "ImportCorrection",
    "KeptCount",
    "LastPlanning",
    "LoginThrottle",
    "MailPreference",
    "Membership",
    "Notice",
    "OfficeCalendar",
    "OutboxPause",
    "OutgoingEmail",
    "Paragraph",
    "ParagraphText",
    "PendingImport",
    "PrintedPosition",
    "ProgressReport",
    "ProgressUpdate",
    "ReassignmentRequest",
    "Recommendation",
    "RecommendationText",
    "Recommender",
    "Reminder",
    "ReminderKind",
    "ReminderRule",
    "ReminderSettingChange",
    "ReminderStep",
    "Repair",
    "Report",
    "ReportingRound",
    "RoundEntry",
    "Section",
    "SectionText",
    "SourceFile",
    "StatePeriod",
    "TableMapping",
    "Unit",
    "UnsentFile",
    "UnsentForm",
    "User",
    "Watch",
    "WorkbookLine",
]
