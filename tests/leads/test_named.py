"""Rows as leads that can be compared by name."""

from pathlib import Path

from chainmatch.leads.duplicates import NamedLead
from chainmatch.leads.named import named_lead
from chainmatch.leads.reading import Row, read_leads
from chainmatch.leads.rows import At


def test_a_row_tells_its_name_code_place_and_text() -> None:
    values = {"name": "甲厂", "credit_code": "91", "place": "兰州", "text": "铜箔", "scope": "箔材"}
    assert named_lead(Row(At("a.csv row 2"), values)) == NamedLead(
        "a.csv row 2", "甲厂", "91", "兰州", "铜箔；箔材"
    )


def test_where_a_firm_is_registered_and_a_code_that_is_not_valid_tell_too() -> None:
    values = {"name": "甲厂", "registered_place": "白银", "place": "兰州"}
    found = named_lead(Row(At("row 2"), {**values, "unparsed": {"credit_code": "91O"}}))
    assert (found.place, found.credit_code) == ("白银", "91O")


def test_a_row_without_a_name_is_called_by_the_firm_that_opens_its_text(tmp_path: Path) -> None:
    file = tmp_path / "leads.txt"
    file.write_text("兰州宏达机械有限公司，年产500台\n拟建铜箔项目\n", encoding="utf-8")
    leads = [named_lead(row) for row in read_leads(file) if isinstance(row, Row)]
    assert [lead.name for lead in leads] == ["兰州宏达机械有限公司", None]
