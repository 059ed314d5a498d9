"""What keepers of leads read, in Chinese and English: stages, what happened, what a store holds."""

from collections.abc import Mapping

STORE_WORDS: Mapping[str, tuple[str, str]] = {
    # stages of a lead
    "stage.lead": ("线索", "lead"),
    "stage.review": ("研判", "under review"),
    "stage.talks": ("在谈", "in talks"),
    "stage.signed": ("签约", "signed"),
    "stage.building": ("开工", "under construction"),
    "stage.producing": ("投产", "in production"),
    "stage.full": ("达效", "at full output"),
    "stage.shelved": ("搁置", "shelved"),
    "stage.declined": ("谢绝", "declined"),
    # what happened
    "event.added": ("登记", "added"),
    "event.imported": ("导入", "imported"),
    "event.changed": ("修改", "changed"),
    "event.assigned": ("改派", "assigned"),
    "event.merged": ("并入另一条", "merged into another"),
    "event.unmerged": ("撤销并入", "merge taken back"),
    "event.Note": ("备注", "note"),
    "event.Attachment": ("附件", "file"),
    "event.StatusChange": ("进展", "step"),
    "event.Snapshot": ("匹配存档", "match kept"),
    "event.Override": ("人工改选", "choice of staff"),
    "event.Merge": ("合并", "merge"),
    # tables of leads
    "store.leads": ("线索台账", "Leads"),
    "store.count": ("共 {total} 条，列出 {shown} 条", "{total} leads, {shown} shown"),
    "store.id": ("编号", "Id"),
    "store.title": ("名称", "Name"),
    "store.stage": ("状态", "Stage"),
    "store.owner": ("责任人", "Owner"),
    "store.version": ("版本", "Version"),
    "store.updated": ("更新时间 (UTC)", "Updated (UTC)"),
    "store.by": ("经手", "By"),
    "store.field": ("字段", "Field"),
    "store.value": ("内容", "Value"),
    "store.created": ("登记时间 (UTC)", "Added (UTC)"),
    "store.merged_into": ("已并入", "Merged into"),
    "store.credit_code": ("统一社会信用代码", "Credit code"),
    "store.history": ("经过", "History"),
    "store.at": ("时间 (UTC)", "When (UTC)"),
    "store.what": ("事项", "What"),
    "store.details": ("说明", "Details"),
    # the check of a store
    "store.check": ("线索库", "Store"),
    "store.table": ("表", "Table"),
    "store.rows": ("行数", "Rows"),
    "store.sound": ("检查通过，结构版本 {revision}", "sound, schema {revision}"),
    "store.problems": ("发现 {count} 处问题", "{count} problems"),
}
