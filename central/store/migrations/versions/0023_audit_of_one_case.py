"""What was looked at and done about one case or kiosk is found without reading a year of all of them."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_look_act_id", "look", ["act_id"])
    op.create_index("staff_deed_about", "staff_deed", ["about", "at"])


def downgrade() -> None:
    op.drop_index("staff_deed_about", "staff_deed")
    op.drop_index("ix_look_act_id", "look")
