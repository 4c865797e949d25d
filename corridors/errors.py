"""The tree of errors: each names the place that is wrong, what stands there, and the mend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple


class CorridorsError(Exception):
    """Any fault that a user can mend; its text says how."""


class Fault(CorridorsError):
    """One fault in an input file.

    `file` is a path relative to the repository, `field` a dotted path inside it (may be empty),
    `message` says what is wrong with which value, `mend` what to do.
    """

    def __init__(self, file: str, field: str, message: str, mend: str) -> None:
        self.file, self.field, self.message, self.mend = file, field, message, mend
        where = f"{file}: {field}" if field else file
        super().__init__(f"{where}: {message} — {mend}")


class ArticleFault(Fault):
    """An article or its record in `seeds/articles.yaml` is missing, changed or ill-formed."""


class QuoteFault(Fault):
    """A quote does not stand in its article, stands there twice, or lies in page furniture."""


class ReadingFault(Fault):
    """A file or an address out of which no text can be had; `file` is its name or the address."""


class DefinitionFault(Fault):
    """A definition or a register is not well-formed, or points at something that is not there."""


class AtlasFault(Fault):
    """A file that is given as an atlas is not one, or is not as it was made."""


class SnapshotFault(Fault):
    """An atlas that a pinned link names is not kept, or is damaged; `file` is its hash."""


class PublicationFault(Fault):
    """A folder that nothing can be published into; `file` is the folder, or the file in it."""


class BriefingFault(Fault):
    """A briefing that cannot be made as it is asked for; `file` is "briefing"."""


class ImportFault(Fault):
    """A file of lines, or a feature in it, that is refused; `field` begins with the feature."""


class ArchiveFault(Fault):
    """A web archive that was asked and gave no address; `file` is the page's address."""


class ProposerFault(Fault):
    """A language model that was asked and gave no proposals; `file` is the article's name."""


class LinkFault(CorridorsError):
    """Part of a link that could not be read; never fatal, always shown."""


class GeocodingError(CorridorsError):
    """A place-name query that cannot be served, with the reason."""


class RoutingError(CorridorsError):
    """A question for a way that cannot be asked, with the reason and the mend."""


class PictureError(CorridorsError):
    """A picture that cannot be drawn as it is asked for, with the reason and the mend."""


class ExtractionError(CorridorsError):
    """A question for an extraction that cannot be asked, with the reason and the mend."""


class StoreFault(Fault):
    """What users add cannot be read or kept: `file` is the store's file or address."""


class ReviewFault(CorridorsError):
    """An edit or a decision that cannot be taken as it is; nothing has been changed."""


class Objection(NamedTuple):
    """Why a proposal cannot be accepted yet: a dotted path into its draft, what is wrong, the mend.

    The path leads by the keys of stops and legs, such as `legs.l1.modes.0`.
    """

    path: str
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message} — {self.mend}"


class NotAcceptable(ReviewFault):
    """A proposal with fields that rest on nothing, or that do not hang together."""

    def __init__(self, objections: Sequence[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__("; ".join(map(str, objections)))


class Conflict(ReviewFault):
    """Somebody else decided on the same proposal in between: `by` whom, and `at` what time."""

    def __init__(self, by: str, at: datetime) -> None:
        self.by, self.at = by, at
        when = f"{at:%Y-%m-%d %H:%M} UTC"
        super().__init__(
            f"{by} decided on this proposal at {when}, after you opened it — look at it again, "
            "then decide"
        )
