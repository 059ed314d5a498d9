"""What people read when a file of leads is taken in, in Chinese and English."""

from collections.abc import Mapping

IMPORT_WORDS: Mapping[str, tuple[str, str]] = {
    "import.columns": ("各列怎样理解", "How the columns are understood"),
    "import.sheet": ("工作表", "Sheet"),
    "import.header": ("表头", "Header"),
    "import.field": ("字段", "Field"),
    "import.unit": ("单位", "Unit"),
    "import.filled": ("有内容的行数", "Filled rows"),
    "import.samples": ("例", "Samples"),
    "import.own": ("（原样保留）", "(kept as it is)"),
    "import.no_unit": ("（无单位：光写数字的格不认）", "(none: bare numbers are not read)"),
    "import.refused": ("读不了的行", "Rows that cannot be read"),
    "import.unread": ("读不准、只留原文的格", "Cells that are kept as text only"),
    "import.place": ("位置", "Place"),
    "import.at": ("{sheet} 第 {row} 行", "{sheet} row {row}"),
    "import.reason": ("原因", "Reason"),
    "import.raw": ("原文", "What stands there"),
    "import.counts": (
        "线索 {leads} 行，读不了 {refused} 行，读不准的格 {unread} 个；略过：{passed}。",
        "{leads} leads, {refused} unreadable rows, {unread} unread cells; passed over: {passed}.",
    ),
    "import.preview": (
        "这只是预览，没有写入。列的理解不对时：加 --save-mapping 存下来改好，再用 --mapping。",
        "Only a look; nothing is written. To correct a column: --save-mapping, edit, --mapping.",
    ),
    "import.taken": (
        "导入编号 {id}：新增 {added}，已有 {known}，更新 {updated}，拒收 {refused}。",
        "Import {id}: {added} added, {known} known, {updated} changed, {refused} refused.",
    ),
    "import.skipped": (
        "没有可认表头、整张未读的工作表 {0} 张：{1}。",
        "{0} sheets have no heading that is understood and were not read: {1}.",
    ),
    "import.none": ("无", "none"),
    "import.title": ("标题", "titles"),
    "import.heading": ("表头", "headings"),
    "import.total": ("合计", "sums"),
    "import.section": ("分节", "sections"),
    "import.note": ("说明", "notes"),
    "import.page": ("页码", "page marks"),
    "import.blank": ("空行（只有序号）", "numbers without a lead"),
    "import.repair": (
        "{path}：{count} 行待改；改好后再导入这个文件，不会重复。",
        "{path}: {count} rows to mend; import that file afterwards, nothing is doubled.",
    ),
}
