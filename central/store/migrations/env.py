"""Alembic's entry: runs the scripts in ``versions`` on the connection that ``migrate`` hands over."""

from __future__ import annotations

from alembic import context

import central.books.tables
import central.grants.tables
import central.records.tables
import central.smart_otp.tables
import central.staff.tables
import central.store.account_tables
import central.store.case_tables
import central.store.notice_tables
import central.store.oversight_tables
import central.store.reminder_tables  # noqa: F401 # all stand in the same metadata
from central.store.schema import metadata

_connection = context.config.attributes["connection"]
context.configure(
    connection=_connection,
    target_metadata=metadata,
    render_as_batch=_connection.dialect.name == "sqlite",
    transaction_per_migration=False,
)
context.run_migrations()
