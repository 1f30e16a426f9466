"""Where issuers of real cards leave the standards, and a reading goes on and says so."""

from __future__ import annotations

from enum import StrEnum


class Tolerance(StrEnum):
    """Each takes nothing from what a signature proves; stable codes."""

    CONTENT_TYPE = "sod_content_type"  # an older or a general object identifier for the security object
    CONTENT_TYPE_ATTRIBUTE = "sod_content_type_attribute"  # the signed one is another of these
    SIGNER_NAME_FORM = "sod_signer_name_form"  # parts in another order or of another string type
    SIGNER_KEY_COMPUTED = "sod_signer_key_computed"  # the certificate does not state its key identifier
    SIGNER_IS_ONLY_CERTIFICATE = "sod_signer_is_only_certificate"  # the identifier fits none
    ATTRIBUTES_NOT_IN_DER_ORDER = "sod_attributes_not_in_der_order"  # signed in DER order, or as they stand
    CMS_VERSION = "sod_cms_version"
    CARD_ACCESS = "card_access"  # EF.CardAccess breaks its format, wholly or in an entry, or is absurdly long
    PACE_VARIANT = "pace_variant"  # not the first that the standard has: the command's form, or parameters
    PACE_ANSWER = "pace_answer"  # an answer of PACE broke the protocol
    CERTIFICATE_UNREADABLE = "sod_certificate_unreadable"  # another one than the signer's
