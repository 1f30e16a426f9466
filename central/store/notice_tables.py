"""What people are told by central itself: what is sent, what stands in the inboxes, and how each person wants
to be told. People stand by keyed hashes; no address stands here: those lie sealed in the acts of the person.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, LargeBinary, Table, Text, Uuid

from central.store.schema import Instant, metadata

# A row for each notice and channel: of a version several people may be told, or of several things.
notice = Table(
    "notice",
    metadata,
    Column("about", Uuid, primary_key=True),  # the case; of what no case causes the notice of the person
    Column("version", Integer, primary_key=True, autoincrement=False),  # of the case; else 0
    Column("kind", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("notice_id", Uuid, nullable=False),  # the same at every try, for whoever carries it
    Column("reason", Text),  # a code
    Column("person", Text),  # whom a notice is for that no case causes
    Column("office_id", Text),  # which sees that such a one failed
    Column("state", Text, nullable=False),  # waiting, sent, no_address, expired, failed, bounced
    Column("queued_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # not before; later while somebody sends
    Column("failures", Integer, nullable=False),
    Column("fault", Text),  # of the last one
    Column("sent_to", Text),  # a keyed hash of the address that a mail went to
    Column("seen_by", Text),  # a staff number: somebody has looked after one that failed
    Column("seen_at", Instant),
)
Index("notice_next", notice.c.state, notice.c.next_at)
Index("notice_message", notice.c.notice_id)

# What a person finds in their inbox. The id is made of person, kind and what it is about: there is one row.
person_notice = Table(
    "person_notice",
    metadata,
    Column("person", Text, primary_key=True),  # as in the tables of cases
    Column("notice_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("case_id", Uuid),  # of what a case causes, with the version and reason that its words come from
    Column("version", Integer),
    Column("reason", Text),
    Column("sealed", LargeBinary),  # of all others: what its words are filled with
)
Index("person_notice_expires", person_notice.c.expires_at)

# News that staff write for everybody, or for who reads it at a kiosk of one office. What is written is never
# changed: it is published by a second person, or withdrawn and written anew.
news = Table(
    "news",
    metadata,
    Column("news_id", Uuid, primary_key=True),
    Column("office_id", Text, nullable=False),  # whose kiosks show it; "" for every office
    Column("kind", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),  # its last day
    Column("title_vi", Text, nullable=False),
    Column("title_en", Text, nullable=False),
    Column("body_vi", Text, nullable=False),
    Column("body_en", Text, nullable=False),
    Column("written_by", Text, nullable=False),  # a staff number, as the others
    Column("written_at", Instant, nullable=False),
    Column("published_by", Text),
    Column("published_at", Instant),
    Column("withdrawn_by", Text),
    Column("withdrawn_at", Instant),
)
Index("news_until", news.c.until)

# By which channels a person wants to be told of a kind; without a row as the catalogue has it.
notice_choice = Table(
    "notice_choice",
    metadata,
    Column("person", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("channels", JSON, nullable=False),
    Column("case_id", Uuid, nullable=False),  # whose act said so
    Column("chosen_at", Instant, nullable=False),
)

# How far the notices of a day have come in the register.
notice_run = Table(
    "notice_run",
    metadata,
    Column("on_day", Date, primary_key=True),
    Column("position", Integer, nullable=False),  # the last person who was looked at
    Column("people", Integer, nullable=False),
    Column("notices", Integer, nullable=False),  # that are new
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
)
