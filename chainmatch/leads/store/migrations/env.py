"""Runs the migrations on the connection that the store hands over, in its one transaction."""

from alembic import context

from chainmatch.leads.store.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite too: the store says BEGIN itself
)
with context.begin_transaction():
    context.run_migrations()
