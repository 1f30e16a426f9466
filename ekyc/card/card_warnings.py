"""What a reading says besides its verdicts: stable codes of things that fit badly or were borne.

Which of them send a person to staff is the policy's matter (``ekyc/verification.py``).
"""

from __future__ import annotations

from enum import StrEnum


class CardWarning(StrEnum):
    # the two files about the holder, and the number, against each other
    DG13_CONTRADICTS_DG1 = "dg13_contradicts_dg1"
    BIRTH_YEAR_CONTRADICTS_NUMBER = "birth_year_contradicts_number"
    SEX_CONTRADICTS_NUMBER = "sex_contradicts_number"
    MRZ_WITHOUT_PERSONAL_NUMBER = "mrz_without_personal_number"
    MRZ_DOCUMENT_NUMBER_CONTRADICTS_NUMBER = "mrz_document_number_contradicts_personal_number"
    MRZ_NUMBER_CHECK_DIGIT_WRONG = "mrz_personal_number_check_digit_wrong"
    MRZ_BIRTH_YEAR_CONTRADICTS_NUMBER = "mrz_birth_year_contradicts_number"
    MRZ_SEX_CONTRADICTS_NUMBER = "mrz_sex_contradicts_number"
    UNKNOWN_PROVINCE_CODE = "unknown_province_code"
    ISSUED_IN_FUTURE = "issued_in_future"
    # print, typing and chip against each other
    OLD_NUMBER_DIFFERS_FROM_PRINT = "old_number_differs_from_print"
    TYPED_NUMBER_DIFFERS_FROM_CHIP = "typed_number_differs_from_chip"
    TEXT_MENDED = "text_mended"  # a wrong encoding or Caps Lock of the scanner was undone
    # what is missing or not understood
    NAME_WITHOUT_DIACRITICS = "name_without_diacritics"
    DG13_FIELD_UNREADABLE = "dg13_field_unreadable"
    # how the chip was opened
    PACE_PASSED_OVER = "pace_passed_over"  # announced, or not to be found out, and then BAC was used
    SECURITY_INFOS_DIFFER = "security_infos_differ"  # what the chip announces is not what DG14 signs
    SECURITY_INFOS_NOT_SIGNED = "security_infos_not_signed"  # DG14 says nothing of PACE to compare with
    # how long the card is valid
    EXPIRY_NOT_STATED = "expiry_not_stated"  # the zone leaves its field empty
    EXPIRY_NOT_UNDERSTOOD = "expiry_not_understood"  # DG13 says it in words that are not known here
    EXPIRY_COMPUTED = "expiry_computed"  # by law, from birth and issue, because the card does not say
    # what the signature rests on
    REVOCATION_LIST_OVERDUE = "revocation_list_overdue"  # its authority promised a newer one by now
