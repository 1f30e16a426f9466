"""What one reading of an identity card told us, and what of it was proved.

Verdicts stay apart, as ICAO 9303-11 keeps the mechanisms apart: that data is intact does not say who issued
it, and that the issuer is known does not say that the chip is genuine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNSPECIFIED = "unspecified"


class IdentitySource(StrEnum):
    """Where the identity was taken from, the most trusted first."""

    CHIP = "chip"
    QR = "qr"
    MRZ = "mrz"
    TYPED = "typed"


class ShownDocument(StrEnum):
    """What a person shows to say who they are."""

    ID_CARD = "id_card"
    PASSPORT = "passport"


class AccessProtocol(StrEnum):
    PACE = "pace"
    BAC = "bac"
    NONE = "none"


class DataGroupIntegrity(StrEnum):
    INTACT = "intact"
    ALTERED = "altered"
    NOT_CHECKED = "not_checked"


class SodSignature(StrEnum):
    VALID = "valid"
    INVALID = "invalid"
    NOT_CHECKED = "not_checked"


class IssuerTrust(StrEnum):
    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    REVOKED = "revoked"


class ChipGenuine(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_PROVABLE = "not_provable"


class ChipProof(StrEnum):
    """By which protocol the chip showed that it holds its private key (ICAO 9303-11, 6.1 and 6.2)."""

    NONE = "none"
    CHIP_AUTHENTICATION = "chip_authentication"
    ACTIVE_AUTHENTICATION = "active_authentication"


class PrintVersusChip(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    NOT_COMPARED = "not_compared"


class Validity(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    NO_EXPIRY = "no_expiry"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CardVerdicts:
    access: AccessProtocol = AccessProtocol.NONE
    data_group_integrity: DataGroupIntegrity = DataGroupIntegrity.NOT_CHECKED
    sod_signature: SodSignature = SodSignature.NOT_CHECKED
    issuer_trust: IssuerTrust = IssuerTrust.UNKNOWN
    chip_genuine: ChipGenuine = ChipGenuine.NOT_PROVABLE
    print_versus_chip: PrintVersusChip = PrintVersusChip.NOT_COMPARED
    validity: Validity = Validity.UNKNOWN


@dataclass(frozen=True, slots=True)
class PassportNumber:
    """What names a passport: numbers are given anew by every state."""

    issuing_state: str  # ICAO 9303-3 code
    number: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.issuing_state}-{self.number}"


@dataclass(frozen=True, slots=True)
class Identity:
    """The holder as card or passport names them. ``repr`` shows no personal data, so that no log ever does.
    Who has a personal number is named by that, who shows a passport by the passport.
    """

    personal_number: str | None = field(repr=False)  # 12 digits
    full_name: str = field(repr=False)  # with diacritics, NFC; of a passport in Latin letters
    date_of_birth: date = field(repr=False)
    sex: Sex = field(repr=False)
    nationality: str = field(default="VNM", repr=False)  # ICAO 9303-3 three-letter code
    residence: str | None = field(default=None, repr=False)
    place_of_origin: str | None = field(default=None, repr=False)
    ethnicity: str | None = field(default=None, repr=False)
    religion: str | None = field(default=None, repr=False)
    date_of_issue: date | None = field(default=None, repr=False)
    date_of_expiry: date | None = field(default=None, repr=False)  # None: unknown or no expiry, see Validity
    old_id_number: str | None = field(default=None, repr=False)  # of the CMND, 9 or 12 digits
    father_name: str | None = field(default=None, repr=False)
    mother_name: str | None = field(default=None, repr=False)
    spouse_name: str | None = field(default=None, repr=False)
    passport: PassportNumber | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if (self.personal_number is None) == (self.passport is None):
            raise ValueError("a person is named by a personal number or a passport")

    @property
    def document(self) -> ShownDocument:
        return ShownDocument.ID_CARD if self.passport is None else ShownDocument.PASSPORT

    @property
    def subject(self) -> str:
        """What tells the person from all others: 12 digits, or issuing state and number of a passport."""
        return self.personal_number or str(self.passport)


@dataclass(frozen=True, slots=True)
class Portrait:
    """The face image as it is stored in DG2: the encoded file, never re-encoded."""

    data: bytes = field(repr=False)
    media_type: str  # "image/jpeg" or "image/jp2"


@dataclass(frozen=True, slots=True)
class CardReading:
    source: IdentitySource
    identity: Identity
    verdicts: CardVerdicts
    portrait: Portrait | None = None
    warnings: tuple[str, ...] = ()  # values of CardWarning
    file_faults: Mapping[str, str] = field(default_factory=dict)  # optional file → stable fault code
    seconds: Mapping[str, float] = field(default_factory=dict)  # step → duration
    apdu_count: int = 0
    chip_proof: ChipProof = ChipProof.NONE  # counts only as far as ``verdicts.chip_genuine`` says
    tolerances: tuple[str, ...] = ()  # where issuer or chip left the standard and the reading went on
    withheld_files: tuple[str, ...] = ()  # that the security object lists and the chip did not give
    refused_proofs: tuple[ChipProof, ...] = ()  # that the chip's own files offer and the chip did not give
