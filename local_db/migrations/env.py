"""Alembic's entry.

Runs the scripts in ``versions`` on the connection that ``local_db.migrate`` hands over.
"""

from __future__ import annotations

from alembic import context

from local_db.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
