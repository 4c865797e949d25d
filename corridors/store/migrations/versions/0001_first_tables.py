"""The first tables: articles, captures, proposals, decisions, snapshots, marks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("archive_url", sa.Text),
        sa.Column("published", sa.String(20)),
        sa.Column("retrieved", sa.String(20)),
        sa.Column("furniture", JSON, nullable=False),
        sa.Column("given_by", sa.Text, nullable=False),
        sa.Column("given_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("sha256", name="uq_articles_sha256"),
    )
    op.create_table(
        "captures",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("article", sa.String(80)),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("archive_url", sa.Text),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("headers", JSON, nullable=False),
        sa.Column("fetched", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_captures_article"),
    )
    op.create_index("ix_captures_article", "captures", ["article"])
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("article", sa.String(80)),
        sa.Column("draft", JSON, nullable=False),
        sa.Column("origin", JSON, nullable=False),
        sa.Column("extracted", JSON),
        sa.Column("created", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_proposals_article"),
    )
    op.create_index("ix_proposals_article", "proposals", ["article"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("proposal", sa.String(40)),
        sa.Column("article", sa.String(80)),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("edits", JSON, nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.Column("reason", sa.Text),
        sa.Column("adds", JSON),
        sa.Column("key", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint("key", name="uq_decisions_key"),
        sa.UniqueConstraint("proposal", "revision", name="uq_decisions_proposal_revision"),
        sa.UniqueConstraint("article", "revision", name="uq_decisions_article_revision"),
        sa.ForeignKeyConstraint(["proposal"], ["proposals.id"], name="fk_decisions_proposal"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_decisions_article"),
        sa.CheckConstraint(
            "(proposal IS NULL) <> (article IS NULL)", name="ck_decisions_one_subject"
        ),
    )
    op.create_table(
        "snapshots",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_snapshots"),
    )
    marks = op.create_table(
        "marks",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )
    op.bulk_insert(marks, [{"name": "decisions", "value": 0}])
