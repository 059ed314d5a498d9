"""Triggers by which a database refuses to change or delete a row that was written once."""

from collections.abc import Iterable

_REFUSE = """
CREATE FUNCTION chainmatch_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a row of % is never changed', TG_TABLE_NAME; END $$
"""


def function(dialect: str) -> Iterable[str]:
    """Yield the statement that the triggers of a dialect need once; SQLite needs none."""
    if dialect == "postgresql":
        yield _REFUSE


def triggers(table: str, dialect: str) -> Iterable[str]:
    """Yield the statements that make the rows of a table fixed."""
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        if dialect == "postgresql":
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION chainmatch_refuse()"
            )
        else:
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, 'a row of {table} is never changed'); END"
            )
