"""The tables of cases. People are keyed hashes of their number; what staff write about a case is sealed."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, LargeBinary, Table, Text, Uuid

from central.store.schema import Instant, metadata

# What central makes of an act, as it stands now. Who changes it says which version they saw.
case_file = Table(
    "case_file",
    metadata,
    Column("case_id", Uuid, primary_key=True),  # the id of the act that opened it
    Column("kind", Text),
    Column("about", Text),  # within the kind, such as the service that was asked for
    Column("number", Text),  # as the receipt of that act promises it
    Column("kiosk_id", Text, nullable=False),
    Column("office_id", Text, nullable=False),
    Column("person", Text),  # keyed hash
    Column("matter", Text),  # keyed hash of person and of what is asked for
    Column("state", Text, nullable=False),
    Column("decision", Text),  # approved or refused
    Column("version", Integer, nullable=False),  # grows by one with each change
    Column("officer", Text),  # who has taken it
    Column("term_days", Integer),  # working days; NULL where no term is known
    Column("due_since", Date),  # the day after which the term counts; NULL for cases from before the column
    Column("due_on", Date),
    Column("due_confirmed", Boolean(create_constraint=False), nullable=False),  # the days off on the way are
    Column("doubtful", Boolean(create_constraint=False), nullable=False),  # the kiosk left it to staff
    Column("back_office", Boolean(create_constraint=False), nullable=False),  # carries out what is approved
    Column("managed_by", Text),  # civil, defence or police; NULL of a case of before
    Column("proposed", Text),  # a decision that waits for a second person
    Column("proposed_by", Text),
    Column("opened_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
Index("case_file_desk", case_file.c.office_id, case_file.c.state, case_file.c.due_on)
Index("case_file_person", case_file.c.person)
Index("case_file_matter", case_file.c.matter)
Index("case_file_number", case_file.c.number)

# Cases of which a person has one of a kind, until it is refused.
only_case = Table(
    "only_case",
    metadata,
    Column("only_one", Text, primary_key=True),  # keyed hash of kind and person
    Column("case_id", Uuid, nullable=False),
)

# The history of a case: a line for each version. Rows are only added.
case_change = Table(
    "case_change",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("change", Text, nullable=False),
    Column("state", Text, nullable=False),  # after it
    Column("who", Text, nullable=False),  # a staff number, or kiosk, back_office
    Column("role", Text),
    Column("reason", Text),  # a code
    Column("note", Text),  # sealed by a key that is in no column
    Column("asked", JSON(none_as_null=True)),  # what the person has to bring: ids of questions
    Column("entered", Text),  # months for the register, sealed as notes are
    Column("at", Instant, nullable=False, index=True),
)

# What somebody tried with a case and was refused.
refused_change = Table(
    "refused_change",
    metadata,
    Column("attempt_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("change", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

# Approved cases for the national back office: the queue, and what came of it.
hand_over = Table(
    "hand_over",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("request_id", Uuid, nullable=False),  # another one when the case is handed over again
    Column("state", Text, nullable=False),  # waiting, settled, stuck
    Column("queued_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # not before; later while somebody asks
    Column("failures", Integer, nullable=False),  # one after the other
    Column("fault", Text),  # of the last one
    Column("reference", Text),  # the back office's own
)
Index("hand_over_request", hand_over.c.request_id)
Index("hand_over_next", hand_over.c.state, hand_over.c.next_at)

# What a case came to, on paper; of several the newest is the person's. Rows are only added, and filled in
# once the paper is made.
case_result = Table(
    "case_result",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # of the case, that brought it
    Column("who", Text, nullable=False),  # a staff number, or back_office
    Column("at", Instant, nullable=False),
    Column("number", Text, nullable=False),  # of the paper
    Column("sha256", Text),  # of its PDF; NULL while it is to be made
    Column("sealed", LargeBinary),  # by a key that is in no column
    Column("next_at", Instant),  # to be made, and not before; NULL once it is there
    Column("failures", Integer, nullable=False),
)
Index("case_result_next", case_result.c.next_at)

# What officers have found of the originals of papers that were photographed at a kiosk. Rows are only added.
paper_check = Table(
    "paper_check",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("act_id", Uuid, primary_key=True),
    Column("paper", Text, primary_key=True),  # a name of papers.toml
    Column("version", Integer, primary_key=True, autoincrement=False),  # of the case, whose history says who
    Column("found", Text, nullable=False),  # a code of paper_checks.toml
)

# What officers have answered to the points of the checklist, with each decision. Rows are only added.
case_point = Table(
    "case_point",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # of the case, whose history says who
    Column("point", Text, primary_key=True),  # a name of checklist.toml
    Column("answer", Text, nullable=False),
)

# Cases that officers opened at the kiosk that recorded them, and what they decided there.
case_review = Table(
    "case_review",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("review_id", Uuid, primary_key=True),
    Column("kid", Text, nullable=False),
    Column("kiosk_id", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("version", Integer, nullable=False),  # of the case, as it was shown
    Column("opened_at", Instant, nullable=False),
    Column("change", Text),  # what was decided
    Column("led_to", Integer),  # the version that the case came to by it
)
Index("case_review_id", case_review.c.review_id)

# What the civil registry says of the tie between a child and who asks for it: the queue, and its answers.
tie_check = Table(
    "tie_check",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("tie", Text, nullable=False),  # waiting, confirmed, differs, not_known, unreadable
    Column("changed_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # not asked before
    Column("failures", Integer, nullable=False),
    Column("fault", Text),  # of the last one
)
Index("tie_check_next", tie_check.c.tie, tie_check.c.next_at)

# What the register had of the person who registers when their case was opened.
record_check = Table(
    "record_check",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("found", Text, nullable=False),  # personal_number, stated_number, nobody
    Column("differs", JSON, nullable=False),  # names of what is otherwise than on the card
    Column("books", Integer, nullable=False),  # further ones that are, or may be, the person's
    Column("account", Text, nullable=False),  # its state before
    Column("told", Boolean(create_constraint=False), nullable=False),  # the person read it at the kiosk
    Column("at", Instant, nullable=False),
)

# What a bank says of the account that somebody named: the queue, and its answers.
bank_check = Table(
    "bank_check",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("found", Text, nullable=False),  # waiting, same_name, other_name, no_account, unasked, unreadable
    Column("changed_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # not asked before
    Column("failures", Integer, nullable=False),
    Column("fault", Text),  # of the last one
)
Index("bank_check_next", bank_check.c.found, bank_check.c.next_at)

# Accounts for benefits that a case brings into the register, or takes out of use: the queue, and what came of
# it.
account_entry = Table(
    "account_entry",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),  # of the case, when it was carried out
    Column("state", Text, nullable=False),  # waiting, written, nothing, failed
    Column("changed_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # not before
    Column("fault", Text),
)
Index("account_entry_next", account_entry.c.state, account_entry.c.next_at)

# Who of the staff helped with an act at the kiosk, as the act says.
act_help = Table(
    "act_help",
    metadata,
    Column("act_id", Uuid, primary_key=True),
    Column("account", Text, primary_key=True),
)

# Petitions: how they are followed by their code, and the answer. Whoever has the code reads state and answer.
petition = Table(
    "petition",
    metadata,
    Column("code", Text, primary_key=True),  # keyed hash of the digest in the act
    Column("case_id", Uuid, nullable=False, index=True),
    Column("category", Text, nullable=False),
    Column("anonymous", Boolean(create_constraint=False), nullable=False),
    Column("filed_office", Text, nullable=False),  # before it was forwarded
    Column("forwarded_at", Instant),
    Column("answer", Text),  # the last one, sealed
    Column("answered_at", Instant),
    Column("first_answered_at", Instant),
    Column("reopened_at", Instant),
    Column("closed_at", Instant),
)

# Codes that were asked for, each try of a kiosk: what limits guessing. Gone after a day.
petition_try = Table(
    "petition_try",
    metadata,
    Column("try_id", Uuid, primary_key=True),
    Column("kid", Text, nullable=False),
    Column("found", Boolean(create_constraint=False), nullable=False),
    Column("at", Instant, nullable=False),
)
Index("petition_try_kid", petition_try.c.kid, petition_try.c.at)

# How visits were found, one number a day, task and face of an office: nothing of any person or visit.
visit_rating = Table(
    "visit_rating",
    metadata,
    Column("office_id", Text, primary_key=True),
    Column("on_day", Date, primary_key=True),
    Column("task", Text, primary_key=True),
    Column("face", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)
