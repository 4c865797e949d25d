"""What is wrong in an imported file, and where: file, feature, field, value and mend."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corridors.errors import ImportFault

SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: `feature` as its reader calls it (Placemark 3 “Minsk”), `field` in it."""

    file: str
    feature: str = ""
    field: str = ""

    def of(self, feature: str) -> Where:
        """The same file's feature."""
        return Where(self.file, feature)

    def at(self, field: str) -> Where:
        """A field of the same feature, inside the field that is pointed at already."""
        inside = field.startswith("[") or not self.field
        return replace(self, field=self.field + field if inside else f"{self.field}.{field}")

    def fault(self, message: str, mend: str) -> ImportFault:
        """The fault to raise here."""
        return ImportFault(
            self.file, ": ".join(filter(None, (self.feature, self.field))), message, mend
        )


def shown(value: object) -> str:
    """A value as a message shows it: quoted, control characters spelled out, cut off when long."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}…"
