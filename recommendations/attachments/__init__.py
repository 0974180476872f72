"""Files of a recommendation: what may be added, how they are kept and withdrawn, and what is swept away."""

from recommendations.attachments.fields import FilesField
from recommendations.attachments.keeping import as_recorded, attach, keep, sha256_of, stored_within, sweep, withdraw
from recommendations.attachments.recognition import KINDS
from recommendations.attachments.wording import judge

__all__ = [
    "KINDS",
    "FilesField",
    "as_recorded",
    "attach",
    "judge",
    "keep",
    "sha256_of",
    "stored_within",
    "sweep",
    "withdraw",
]
