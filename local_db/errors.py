"""Faults of the world that the store can meet: a full disk, a wrong key, a damaged file."""

from __future__ import annotations

from enum import StrEnum


class LocalDbErrorCode(StrEnum):
    DISK_FULL = "disk_full"
    DATABASE_BUSY = "database_busy"
    DATABASE_KEY_WRONG = "database_key_wrong"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_UNREACHABLE = "database_unreachable"
    DATABASE_TOO_NEW = "database_too_new"
    KEY_MISSING = "key_missing"
    KEY_UNUSABLE = "key_unusable"
    KEY_PROVIDER_REFUSED = "key_provider_refused"
    ATTACHMENT_GONE = "attachment_gone"
    AUDIT_CHAIN_BROKEN = "audit_chain_broken"


class LocalDbError(Exception):
    """``code`` is stable; ``sentence`` is one English sentence for a technician, without any stored value."""

    def __init__(self, code: LocalDbErrorCode, sentence: str) -> None:
        super().__init__(f"{code.value}: {sentence}")
        self.code = code
        self.sentence = sentence
