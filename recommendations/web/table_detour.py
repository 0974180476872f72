"""A table that comes where a report is asked for: its rows are shown with the columns to choose."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from recommendations.importing.mapping.loader import keep_table
from recommendations.importing.mapping.upload import TableUpload
from recommendations.importing.readers import ReportRefusedError, TableFile
from recommendations.importing.readers.recognition import recognise

if TYPE_CHECKING:
    from recommendations.models import User

TABLES = frozenset({"csv", "xlsx", "xls"})


def detour(user: User, name: str, content: bytes, symbol: str, language: str) -> str | None:
    """Keeps a table and says where to go on with it; None for what is none."""
    try:
        if not content.strip() or recognise(content, name) not in TABLES:
            return None
    except ReportRefusedError:
        return None
    unread = TableUpload(name, hashlib.sha256(content).hexdigest(), content, TableFile("", "", certain=True, sheets=()))
    source = keep_table(unread, by=user, at=timezone.now())
    address = reverse("recommendations:import_table", args=[source.sha256])
    return f"{address}?{urlencode({'symbol': symbol, 'language': language})}"
