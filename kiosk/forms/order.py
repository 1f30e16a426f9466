"""How values can be compared, whatever kind of question they answer."""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """How conditions may compare a value's JSON form."""

    TEXT = "text"  # is, in
    NUMBER = "number"  # and at_least, at_most
    DATE = "date"  # and before, after; ISO 8601 sorts as text
    MONTH = "month"
    CHOICE = "choice"  # is, in; of a closed set
    CHOICES = "choices"  # has
    YES_NO = "yes_no"  # is
    NONE = "none"  # only answered
