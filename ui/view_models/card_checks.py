"""What was proved about a card, as rows: a few tags for everybody, and every verdict for who asks."""

from __future__ import annotations

from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    ChipGenuine,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
    PrintVersusChip,
    SodSignature,
    Validity,
)
from ui.view_models.rows_model import Row

_OK, _LOOK, _OPEN = "ok", "warn", "off"  # proved, for staff to look at, not found out


def finding_rows(reading: CardReading) -> list[Row]:
    """What is good or needs a look by staff, the most telling first. No row where nothing was found out."""
    verdicts = reading.verdicts
    expired = verdicts.validity is Validity.EXPIRED
    if reading.source is not IdentitySource.CHIP:
        told = [("chip_not_read", True, False), ("expired", expired, False)]
        return [{"code": code, "good": good} for code, holds, good in told if holds]
    told = [
        ("chip_read", True, True),
        ("data_intact", verdicts.data_group_integrity is DataGroupIntegrity.INTACT, True),
        ("data_altered", verdicts.data_group_integrity is DataGroupIntegrity.ALTERED, False),
        ("signature_invalid", verdicts.sod_signature is SodSignature.INVALID, False),
        ("issuer_trusted", verdicts.issuer_trust is IssuerTrust.TRUSTED, True),
        ("issuer_unknown", verdicts.issuer_trust is IssuerTrust.UNKNOWN, False),
        ("issuer_revoked", verdicts.issuer_trust is IssuerTrust.REVOKED, False),
        ("chip_genuine", verdicts.chip_genuine is ChipGenuine.YES, True),
        ("chip_not_genuine", verdicts.chip_genuine is ChipGenuine.NO, False),
        ("print_differs", verdicts.print_versus_chip is PrintVersusChip.DIFFERENT, False),
        ("portrait_missing", reading.portrait is None, False),
        ("expired", expired, False),
    ]
    return [{"code": code, "good": good} for code, holds, good in told if holds]


_ACCESS = {
    AccessProtocol.PACE: ("protected", _OK),
    AccessProtocol.BAC: ("protected_older", _OK),
    AccessProtocol.NONE: ("unprotected", _LOOK),
}
_INTEGRITY = {
    DataGroupIntegrity.INTACT: ("intact", _OK),
    DataGroupIntegrity.ALTERED: ("altered", _LOOK),
    DataGroupIntegrity.NOT_CHECKED: ("not_checked", _OPEN),
}
_SIGNATURE = {
    SodSignature.VALID: ("valid", _OK),
    SodSignature.INVALID: ("invalid", _LOOK),
    SodSignature.NOT_CHECKED: ("not_checked", _OPEN),
}
_ISSUER = {
    IssuerTrust.TRUSTED: ("trusted", _OK),
    IssuerTrust.UNKNOWN: ("unknown", _OPEN),
    IssuerTrust.REVOKED: ("revoked", _LOOK),
}
_GENUINE = {
    ChipGenuine.YES: ("genuine", _OK),
    ChipGenuine.NO: ("copied", _LOOK),
    ChipGenuine.NOT_PROVABLE: ("not_provable", _OPEN),
}
_HIDES_ITS_PROOF = ("not_provable", _LOOK)
_PRINT = {
    PrintVersusChip.SAME: ("same", _OK),
    PrintVersusChip.DIFFERENT: ("different", _LOOK),
    PrintVersusChip.NOT_COMPARED: ("not_compared", _OPEN),
}
_VALIDITY = {
    Validity.VALID: ("valid", _OK),
    Validity.NO_EXPIRY: ("no_expiry", _OK),
    Validity.EXPIRED: ("expired", _LOOK),
    Validity.UNKNOWN: ("unknown", _OPEN),
}
_NOT_READ = ("chip_not_read", _OPEN)


def _genuine(reading: CardReading) -> tuple[str, str]:
    """An open question is for staff to look at where the chip itself left it open."""
    hides = bool(reading.withheld_files or reading.refused_proofs)
    open_question = reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    return _HIDES_ITS_PROOF if hides and open_question else _GENUINE[reading.verdicts.chip_genuine]


def check_rows(reading: CardReading) -> list[Row]:
    """One row a verdict, whatever it says. Without the chip its questions have no answer, and say so."""
    verdicts = reading.verdicts
    chip = reading.source is IdentitySource.CHIP
    results = {
        "access": _ACCESS[verdicts.access] if chip else _NOT_READ,
        "integrity": _INTEGRITY[verdicts.data_group_integrity] if chip else _NOT_READ,
        "signature": _SIGNATURE[verdicts.sod_signature] if chip else _NOT_READ,
        "issuer": _ISSUER[verdicts.issuer_trust] if chip else _NOT_READ,
        "genuine": _genuine(reading) if chip else _NOT_READ,
        "print": _PRINT[verdicts.print_versus_chip],
        "validity": _VALIDITY[verdicts.validity],
    }
    last = list(results)[-1]
    return [
        {"name": name, "result": result, "kind": kind, "isLast": name == last}
        for name, (result, kind) in results.items()
    ]
