"""What Alembic runs: migrations over the connection that the store's opening hands in."""

from alembic import context

from corridors.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
