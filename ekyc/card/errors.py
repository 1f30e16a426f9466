"""Everything outside our program that can go wrong while a card is read, with stable codes."""

from __future__ import annotations

from enum import StrEnum

from ekyc.errors import EkycError


class CardErrorCode(StrEnum):
    """Stable: these stand in JSON answers, translations and logs. Each has a sentence in ``SENTENCES``."""

    PERSONAL_NUMBER_NOT_12_DIGITS = "personal_number_not_12_digits"
    QR_NOT_FOUND = "qr_not_found"
    SEVERAL_CODES = "several_codes"
    QR_NOT_UTF8 = "qr_not_utf8"
    QR_NOT_A_CITIZEN_CARD = "qr_not_a_citizen_card"
    QR_FIELD_INVALID = "qr_field_invalid"
    HEALTH_QR_NOT_RECOGNIZED = "health_qr_not_recognized"
    HEALTH_QR_FIELD_INVALID = "health_qr_field_invalid"
    HEALTH_CARD_CODE_INVALID = "health_card_code_invalid"
    SOCIAL_INSURANCE_NUMBER_NOT_10_DIGITS = "social_insurance_number_not_10_digits"
    SCAN_INCOMPLETE = "scan_incomplete"
    SCAN_SEPARATOR_CHANGED = "scan_separator_changed"
    SCAN_DIGITS_CHANGED = "scan_digits_changed"
    SCAN_LETTERS_LOST = "scan_letters_lost"
    MRZ_NOT_FOUND = "mrz_not_found"
    MRZ_FILE_NOT_FOUND = "mrz_file_not_found"
    MRZ_MALFORMED = "mrz_malformed"
    MRZ_CHECK_DIGIT_WRONG = "mrz_check_digit_wrong"
    CAN_NOT_6_DIGITS = "can_not_6_digits"
    IMAGE_NOT_FOUND = "image_not_found"
    IMAGE_EMPTY = "image_empty"
    IMAGE_UNREADABLE = "image_unreadable"
    IMAGE_TOO_LARGE = "image_too_large"
    PORTRAIT_MISSING = "portrait_missing"
    PORTRAIT_UNSUPPORTED = "portrait_unsupported"
    PORTRAIT_DAMAGED = "portrait_damaged"
    READER_SERVICE_UNAVAILABLE = "reader_service_unavailable"
    NO_READER = "no_reader"
    UNKNOWN_READER = "unknown_reader"
    NO_CARD = "no_card"
    CARD_REMOVED = "card_removed"
    CARD_CHANGED = "card_changed"
    CARD_UNRESPONSIVE = "card_unresponsive"
    TRANSPORT_FAILED = "transport_failed"
    CARD_IN_USE = "card_in_use"
    BANK_CARD = "bank_card"
    NOT_AN_IDENTITY_CARD = "not_an_identity_card"
    ACCESS_KEY_NEEDED = "access_key_needed"
    WRONG_ACCESS_KEY = "wrong_access_key"
    ACCESS_REFUSED = "access_refused"
    SECURE_MESSAGING_FAILED = "secure_messaging_failed"
    RESPONSE_MALFORMED = "response_malformed"
    FILE_MISSING = "file_missing"
    FILE_ACCESS_DENIED = "file_access_denied"
    FILE_MALFORMED = "file_malformed"
    FILE_TOO_LARGE = "file_too_large"
    FILE_READ_FAILED = "file_read_failed"
    SOD_MALFORMED = "sod_malformed"
    CERTIFICATE_UNREADABLE = "certificate_unreadable"
    CERTIFICATE_PROFILE_WRONG = "certificate_profile_wrong"
    ISSUER_OF_ANOTHER_STATE = "issuer_of_another_state"
    DOCUMENT_TYPE_NOT_COVERED = "document_type_not_covered"
    SIGNATURE_ALGORITHM_UNSUPPORTED = "signature_algorithm_unsupported"
    CHIP_AUTHENTICATION_FAILED = "chip_authentication_failed"
    ACTIVE_AUTHENTICATION_FAILED = "active_authentication_failed"
    TRUST_FOLDER_MISSING = "trust_folder_missing"
    MASTER_LIST_MALFORMED = "master_list_malformed"
    MASTER_LIST_SIGNATURE_INVALID = "master_list_signature_invalid"
    CANCELLED = "cancelled"
    DEADLINE_EXCEEDED = "deadline_exceeded"


_C = CardErrorCode
SENTENCES: dict[CardErrorCode, str] = {
    _C.PERSONAL_NUMBER_NOT_12_DIGITS: "The personal number is not exactly 12 digits.",
    _C.QR_NOT_FOUND: "No QR code could be read in the picture.",
    _C.SEVERAL_CODES: "The QR codes of several identity cards are in view; only one card may be.",
    _C.QR_NOT_UTF8: "The QR code's content is not valid UTF-8 text.",
    _C.QR_NOT_A_CITIZEN_CARD: "The QR code is not that of a Vietnamese identity card.",
    _C.QR_FIELD_INVALID: "A field of the identity card's QR code has an impossible value.",
    _C.HEALTH_QR_NOT_RECOGNIZED: "The QR code is not that of a health insurance card.",
    _C.HEALTH_QR_FIELD_INVALID: "A field of the health insurance card's QR code has an impossible value.",
    _C.HEALTH_CARD_CODE_INVALID: "The health insurance card's code is not of the form of 15 characters.",
    _C.SOCIAL_INSURANCE_NUMBER_NOT_10_DIGITS: "The social insurance number is not exactly 10 digits.",
    _C.SCAN_INCOMPLETE: "The scanner stopped in the middle of a code.",
    _C.SCAN_SEPARATOR_CHANGED: "The keyboard layout turned the scanner's separators into other characters.",
    _C.SCAN_DIGITS_CHANGED: "The keyboard layout turned the scanner's digits into other characters.",
    _C.SCAN_LETTERS_LOST: "The scanner or the input method lost the accented letters of the code.",
    _C.MRZ_NOT_FOUND: "No machine readable zone could be read with certainty in the picture.",
    _C.MRZ_FILE_NOT_FOUND: "The file with the machine readable zone cannot be read as text.",
    _C.MRZ_MALFORMED: "The text is not a machine readable zone of three lines of 30 characters.",
    _C.MRZ_CHECK_DIGIT_WRONG: "A check digit of the machine readable zone does not agree with its field.",
    _C.CAN_NOT_6_DIGITS: "The card access number is not exactly 6 digits.",
    _C.IMAGE_NOT_FOUND: "The picture file does not exist or may not be opened.",
    _C.IMAGE_EMPTY: "The picture file is empty.",
    _C.IMAGE_UNREADABLE: "The file is not a picture that can be decoded.",
    _C.IMAGE_TOO_LARGE: "The picture is larger than the limit.",
    _C.PORTRAIT_MISSING: "The chip's face file holds no portrait.",
    _C.PORTRAIT_UNSUPPORTED: "The chip's portrait is neither JPEG nor JPEG 2000.",
    _C.PORTRAIT_DAMAGED: "The chip's portrait is cut or damaged.",
    _C.READER_SERVICE_UNAVAILABLE: "The smart card service of this computer is not running.",
    _C.NO_READER: "No card reader is connected.",
    _C.UNKNOWN_READER: "No connected card reader has the requested name.",
    _C.NO_CARD: "No card is on the reader.",
    _C.CARD_REMOVED: "The card was taken off the reader too early.",
    _C.CARD_CHANGED: "A different card was put on the reader in the middle of reading.",
    _C.CARD_UNRESPONSIVE: "The card on the reader does not answer; it may be turned over or damaged.",
    _C.TRANSPORT_FAILED: "The card reader could not exchange data with the card.",
    _C.CARD_IN_USE: "Another program is using the card on this reader.",
    _C.BANK_CARD: "The card on the reader is a bank card.",
    _C.NOT_AN_IDENTITY_CARD: "The card has no identity document application.",
    _C.ACCESS_KEY_NEEDED: "The chip needs the card access number or the machine readable zone to open.",
    _C.WRONG_ACCESS_KEY: "The chip did not accept the card access number or the machine readable zone.",
    _C.ACCESS_REFUSED: "The chip refused the access protocol.",
    _C.SECURE_MESSAGING_FAILED: "A protected answer of the chip failed its check; the reading was stopped.",
    _C.RESPONSE_MALFORMED: "The chip sent an answer that breaks the protocol.",
    _C.FILE_MISSING: "A file is not on the chip.",
    _C.FILE_ACCESS_DENIED: "The chip does not allow this terminal to read a file.",
    _C.FILE_MALFORMED: "A file of the chip breaks its format.",
    _C.FILE_TOO_LARGE: "A file of the chip claims to be larger than the limit.",
    _C.FILE_READ_FAILED: "The chip stopped in the middle of a file.",
    _C.SOD_MALFORMED: "The chip's document security object breaks its format.",
    _C.CERTIFICATE_UNREADABLE: "A certificate cannot be read.",
    _C.CERTIFICATE_PROFILE_WRONG: "A certificate was made for something else than signing identity cards.",
    _C.ISSUER_OF_ANOTHER_STATE: "The card was signed by another state than the one that it names.",
    _C.DOCUMENT_TYPE_NOT_COVERED: "The signer's certificate does not cover this type of document.",
    _C.SIGNATURE_ALGORITHM_UNSUPPORTED: "A signature uses an algorithm that is not supported.",
    _C.CHIP_AUTHENTICATION_FAILED: "The chip could not prove that it holds its own key.",
    _C.ACTIVE_AUTHENTICATION_FAILED: "The chip's answer to the challenge was not signed with its own key.",
    _C.TRUST_FOLDER_MISSING: "The folder with the certificates of card issuers does not exist.",
    _C.MASTER_LIST_MALFORMED: "A list of country signing certificates breaks its format.",
    _C.MASTER_LIST_SIGNATURE_INVALID: "The signature of a list of country signing certificates is wrong.",
    _C.CANCELLED: "The reading was cancelled.",
    _C.DEADLINE_EXCEEDED: "The reading took longer than allowed.",
}


class CardError(EkycError):
    """A card, a code on it, or a reader failed us. ``code`` is a :class:`CardErrorCode`."""

    def __init__(self, code: CardErrorCode, sentence: str | None = None) -> None:
        """``sentence`` replaces the standing one where more can be said; never with data of a person."""
        super().__init__(code.value, sentence or SENTENCES[code])
        self.card_code = code
