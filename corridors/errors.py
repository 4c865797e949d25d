"""The tree of errors: each names the place that is wrong, what stands there, and the mend."""

from __future__ import annotations


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


class LinkFault(CorridorsError):
    """Part of a link that could not be read; never fatal, always shown."""


class GeocodingError(CorridorsError):
    """A place-name query that cannot be served, with the reason."""


class RoutingError(CorridorsError):
    """A question for a way that cannot be asked, with the reason and the mend."""


class ExtractionError(CorridorsError):
    """A question for an extraction that cannot be asked, with the reason and the mend."""
