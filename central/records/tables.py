"""The tables of the register, the same on PostgreSQL and SQLite.

Columns for what central itself looks up, joins or counts; JSON in the words of the contract for what it only
keeps and hands out. Facts are appended: a correction is a new entry that names the one it replaces.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
)

from central.store.schema import Instant, metadata

person = Table(
    "person",
    metadata,
    Column("person_id", Integer, primary_key=True),
    Column("personal_number", Text, unique=True),  # NULL: a foreigner, or a book that no citizen has
    Column("full_name", Text, nullable=False),
    Column("date_of_birth", Date, nullable=False),
    Column("managed_by", Text, nullable=False),
    Column("office", Text, index=True),
    Column("content", JSON, nullable=False),  # Person of the contract, without the aliases
    Column("registered_at", Instant, nullable=False),
)

# Books that are joined to nobody, among which further ones of somebody are looked for.
Index(
    "person_unjoined",
    person.c.date_of_birth,
    postgresql_where=person.c.personal_number.is_(None),
    sqlite_where=person.c.personal_number.is_(None),
)

# Numbers that find a person too.
person_alias = Table(
    "person_alias",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.person_id"), nullable=False, index=True),
    Column("current", Boolean(create_constraint=False), nullable=False),
    Column("since", Date),
)

Index("person_alias_number", person_alias.c.number)

employer = Table(
    "employer",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("dissolved", Boolean(create_constraint=False), nullable=False),
)

# What was corrected in the data of a person. The row of the person has what holds, this one what stood there
# before; rows are only added.
person_correction = Table(
    "person_correction",
    metadata,
    Column("person_id", Integer, ForeignKey("person.person_id"), primary_key=True),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("case_id", Uuid, index=True),  # that asked for it
    Column("who", Text, nullable=False),  # a staff number
    Column("at", Instant, nullable=False),
    Column("before", JSON, nullable=False),  # by field of Person
    Column("after", JSON, nullable=False),
)

# Stretches of months with one wage at one place. A month is 12 * year + month - 1.
contribution = Table(
    "contribution",
    metadata,
    Column("person_id", Integer, ForeignKey("person.person_id"), primary_key=True),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("from_month", SmallInteger, nullable=False),
    Column("to_month", SmallInteger, nullable=False),
    Column("funds", SmallInteger, nullable=False),  # one bit a fund, see central.records.rows
    Column("employer", Text, ForeignKey("employer.code")),
    Column("wage", BigInteger, nullable=False),
    Column("paid", Boolean(create_constraint=False), nullable=False),
    Column("days_late", SmallInteger, nullable=False),
    Column("replaces", SmallInteger),
    Column("recorded_on", Date, nullable=False),
    Column("position", Text, nullable=False),
    Column("more", JSON(none_as_null=True)),  # what of the entry is other than the defaults of the contract
)
Index(
    "contribution_unpaid",
    contribution.c.employer,
    postgresql_where=~contribution.c.paid,
    sqlite_where=~contribution.c.paid,
)

# Cards, benefits, treatments and the rest, by the section that they are read with.
record_entry = Table(
    "record_entry",
    metadata,
    Column("person_id", Integer, ForeignKey("person.person_id"), primary_key=True),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("part", Text, nullable=False),  # field of PersonRecord
    Column("replaces", SmallInteger),
    Column("content", JSON, nullable=False),
)

# Ties that the civil registry or staff have confirmed; each is entered from both ends.
kinship = Table(
    "kinship",
    metadata,
    Column("person_id", Integer, ForeignKey("person.person_id"), primary_key=True),
    Column("relative_id", Integer, ForeignKey("person.person_id"), primary_key=True),
    Column("relation", Text, nullable=False),  # what the relative is to the person
    Column("confirmed", Boolean(create_constraint=False), nullable=False),
    Column("same_household", Boolean(create_constraint=False), nullable=False),
)
