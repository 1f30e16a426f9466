"""Which words a fault gets: many technical codes, few situations that a person can do something about."""

from __future__ import annotations

from enum import StrEnum


class Situation(StrEnum):
    """Each has a heading and an advice in the interface, in both languages."""

    READER = "reader"  # the device itself: staff must look
    LIFTED = "lifted"
    CHANGED = "changed"
    NOT_OUR_CARD = "not_our_card"
    WRONG_NUMBER = "wrong_number"
    CHIP_UNREADABLE = "chip_unreadable"
    CODE_UNREADABLE = "code_unreadable"  # the printed one: QR or machine readable zone
    CHIP_NOT_SAFE = "chip_not_safe"
    NO_CARD_SEEN = "no_card_seen"
    PASSPORT_UNREADABLE = "passport_unreadable"  # whatever of page or chip it was
    PASSPORT_LIFTED = "passport_lifted"
    CAMERA = "camera"
    FACE_CHECK_DOWN = "face_check_down"
    FACE_TOO_SLOW = "face_too_slow"
    LINE = "line"
    STORAGE = "storage"
    PRINTER = "printer"
    CODE_TOO_SOON = "code_too_soon"
    OTHER = "other"


_S = Situation
SITUATIONS: dict[str, Situation] = {
    # card
    "reader_service_unavailable": _S.READER,
    "no_reader": _S.READER,
    "unknown_reader": _S.READER,
    "transport_failed": _S.READER,
    "card_in_use": _S.READER,
    "master_list_malformed": _S.READER,
    "trust_folder_missing": _S.READER,
    "master_list_signature_invalid": _S.READER,
    "certificate_unreadable": _S.READER,
    "no_card": _S.NO_CARD_SEEN,
    "deadline_exceeded": _S.CHIP_UNREADABLE,
    "cancelled": _S.NO_CARD_SEEN,
    "card_removed": _S.LIFTED,
    "card_changed": _S.CHANGED,
    "not_an_identity_card": _S.NOT_OUR_CARD,
    "bank_card": _S.NOT_OUR_CARD,
    "qr_not_a_citizen_card": _S.NOT_OUR_CARD,
    "access_key_needed": _S.WRONG_NUMBER,
    "wrong_access_key": _S.WRONG_NUMBER,
    "can_not_6_digits": _S.WRONG_NUMBER,
    "personal_number_not_12_digits": _S.WRONG_NUMBER,
    "card_unresponsive": _S.CHIP_UNREADABLE,
    "access_refused": _S.CHIP_UNREADABLE,
    "response_malformed": _S.CHIP_UNREADABLE,
    "file_missing": _S.CHIP_UNREADABLE,
    "file_access_denied": _S.CHIP_UNREADABLE,
    "file_malformed": _S.CHIP_UNREADABLE,
    "file_too_large": _S.CHIP_UNREADABLE,
    "file_read_failed": _S.CHIP_UNREADABLE,
    "sod_malformed": _S.CHIP_UNREADABLE,
    "portrait_missing": _S.CHIP_UNREADABLE,
    "portrait_unsupported": _S.CHIP_UNREADABLE,
    "portrait_damaged": _S.CHIP_UNREADABLE,
    "signature_algorithm_unsupported": _S.CHIP_UNREADABLE,
    "certificate_profile_wrong": _S.READER,
    "issuer_of_another_state": _S.NOT_OUR_CARD,
    "document_type_not_covered": _S.CHIP_UNREADABLE,
    "several_codes": _S.CHANGED,
    "qr_not_found": _S.CODE_UNREADABLE,
    "qr_not_utf8": _S.CODE_UNREADABLE,
    "qr_field_invalid": _S.CODE_UNREADABLE,
    "health_qr_not_recognized": _S.NOT_OUR_CARD,
    "health_qr_field_invalid": _S.CODE_UNREADABLE,
    "health_card_code_invalid": _S.WRONG_NUMBER,
    "social_insurance_number_not_10_digits": _S.WRONG_NUMBER,
    "scan_incomplete": _S.CODE_UNREADABLE,
    "scan_separator_changed": _S.READER,
    "scan_digits_changed": _S.READER,
    "scan_letters_lost": _S.READER,
    "mrz_not_found": _S.CODE_UNREADABLE,
    "mrz_malformed": _S.CODE_UNREADABLE,
    "mrz_check_digit_wrong": _S.CODE_UNREADABLE,
    "mrz_file_not_found": _S.CAMERA,
    "image_not_found": _S.CAMERA,
    "image_empty": _S.CAMERA,
    "image_unreadable": _S.CAMERA,
    "image_too_large": _S.CAMERA,
    "secure_messaging_failed": _S.CHIP_NOT_SAFE,
    "chip_authentication_failed": _S.CHIP_NOT_SAFE,
    "active_authentication_failed": _S.CHIP_NOT_SAFE,
    # face
    "camera_unavailable": _S.CAMERA,
    "camera_lost": _S.CAMERA,
    "camera_not_expected": _S.CAMERA,
    "camera_virtual": _S.CAMERA,
    "camera_frozen": _S.CAMERA,
    "recording_ended": _S.CAMERA,
    "file_not_found": _S.CAMERA,
    "file_unreadable": _S.CAMERA,
    "empty_file": _S.CAMERA,
    "not_an_image": _S.CAMERA,
    "not_a_video": _S.CAMERA,
    "worker_failed": _S.FACE_CHECK_DOWN,
    "network_unexpected": _S.FACE_CHECK_DOWN,
    "network_unusable": _S.FACE_CHECK_DOWN,
    "model_missing": _S.FACE_CHECK_DOWN,
    "model_corrupt": _S.FACE_CHECK_DOWN,
    "invalid_limits": _S.FACE_CHECK_DOWN,
    "unsafe_limits": _S.FACE_CHECK_DOWN,
    "time_out": _S.FACE_TOO_SLOW,
    "no_face": _S.FACE_TOO_SLOW,
    "several_faces": _S.FACE_TOO_SLOW,
    # the kiosk's own store: nothing was recorded, and staff must look
    "disk_full": _S.STORAGE,
    "database_busy": _S.STORAGE,
    "database_key_wrong": _S.STORAGE,
    "database_damaged": _S.STORAGE,
    "database_unreachable": _S.STORAGE,
    "database_too_new": _S.STORAGE,
    "key_missing": _S.STORAGE,
    "key_unusable": _S.STORAGE,
    "key_provider_refused": _S.STORAGE,
    "audit_chain_broken": _S.STORAGE,
    "not_enrolled": _S.STORAGE,
    "device_revoked": _S.STORAGE,
    "act_too_large": _S.STORAGE,
    "attachment_gone": _S.STORAGE,
    # contact
    "code_too_early": _S.CODE_TOO_SOON,
}


def situation(code: str) -> Situation:
    """The situation that a fault's stable code stands for; unknown codes get the general words."""
    return SITUATIONS.get(code, Situation.OTHER)


_OF_CARDS = frozenset(
    {
        Situation.CHANGED,
        Situation.NOT_OUR_CARD,
        Situation.WRONG_NUMBER,
        Situation.CHIP_UNREADABLE,
        Situation.CODE_UNREADABLE,
        Situation.NO_CARD_SEEN,
    }
)


def situation_with_passport(code: str) -> Situation:
    """The same where a passport was put down: what cards are advised to do does not serve there."""
    found = situation(code)
    if found is Situation.LIFTED:
        return Situation.PASSPORT_LIFTED
    return Situation.PASSPORT_UNREADABLE if found in _OF_CARDS else found
