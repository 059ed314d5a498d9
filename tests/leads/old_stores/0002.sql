-- A store of schema 0002 as chainmatch wrote it; never edited: newer ones must read it.
BEGIN TRANSACTION;
CREATE TABLE attachment (
	id INTEGER NOT NULL, 
	lead INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	sha256 TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	place TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_attachment PRIMARY KEY (id), 
	CONSTRAINT fk_attachment_lead FOREIGN KEY(lead) REFERENCES lead (number)
);
CREATE TABLE chainmatch_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT chainmatch_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "chainmatch_version" VALUES('0002');
CREATE TABLE counter (
	name TEXT NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_counter PRIMARY KEY (name)
);
INSERT INTO "counter" VALUES('entry',14);
INSERT INTO "counter" VALUES('lead',4);
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	finished_at TEXT, 
	rows_read INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	known INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	CONSTRAINT pk_import_batch PRIMARY KEY (id)
);
INSERT INTO "import_batch" VALUES(11,'a.xlsx','0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f','staff-1','2025-06-03T08:00:00.000000+00:00','2025-06-03T08:00:00.000000+00:00',2,1,0,0,1);
CREATE TABLE import_row (
	id INTEGER NOT NULL, 
	batch INTEGER NOT NULL, 
	sheet TEXT NOT NULL, 
	"row" INTEGER NOT NULL, 
	outcome TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	lead INTEGER, raw TEXT DEFAULT 'null' NOT NULL, 
	CONSTRAINT pk_import_row PRIMARY KEY (id), 
	CONSTRAINT fk_import_row_batch FOREIGN KEY(batch) REFERENCES import_batch (id), 
	CONSTRAINT fk_import_row_lead FOREIGN KEY(lead) REFERENCES lead (number), 
	CONSTRAINT uq_import_row_batch_sheet_row UNIQUE (batch, sheet, "row")
);
INSERT INTO "import_row" VALUES(13,11,'表',2,'added','',4,'{"甲":1}');
INSERT INTO "import_row" VALUES(14,11,'表',3,'refused','没有名称',NULL,'null');
CREATE TABLE lead (
	number INTEGER NOT NULL, 
	source_key TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	title TEXT NOT NULL, 
	credit_code TEXT, 
	status TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	created_by TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	updated_by TEXT NOT NULL, 
	search TEXT NOT NULL, merged_into INTEGER CONSTRAINT fk_lead_merged_into REFERENCES lead (number) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT pk_lead PRIMARY KEY (number), 
	CONSTRAINT uq_lead_source_key UNIQUE (source_key)
);
INSERT INTO "lead" VALUES(1,'085a4ad0a63a4ac05f0de9961f62133f28e92a97faf350a2035b6af4fe49f25d','{"name":"甲公司","text":"锂电铜箔"}','甲公司',NULL,'review','一部',2,'2025-06-03T08:00:00.000000+00:00','staff-1','2025-06-03T08:00:00.000000+00:00','staff-2','甲公司
锂电铜箔',NULL);
INSERT INTO "lead" VALUES(2,'35603d687acbeb46173963ab5fa18d816c7152a2414f6ae84d54118fad7b4848','{"text":"隔膜； “涂覆”"}','隔膜； “涂覆”',NULL,'lead','',1,'2025-06-03T08:00:00.000000+00:00','staff-1','2025-06-03T08:00:00.000000+00:00','staff-1','隔膜; “涂覆”',NULL);
INSERT INTO "lead" VALUES(3,'4a401529e1c20cd9cab09fcb3db21bba34915d255435cd9bb0423ba72a841ffa','{"text":"隔膜涂覆"}','隔膜涂覆',NULL,'lead','',2,'2025-06-03T08:00:00.000000+00:00','staff-1','2025-06-03T08:00:00.000000+00:00','staff-1','隔膜涂覆',2);
INSERT INTO "lead" VALUES(4,'ddb17e3c34d9f29ec86cbfe8f3a7c9c91a0e1f072a0d5f6ad260f1f37a901f5d','{"text":"电芯"}','电芯',NULL,'lead','',1,'2025-06-03T08:00:00.000000+00:00','staff-1','2025-06-03T08:00:00.000000+00:00','staff-1','电芯',NULL);
CREATE TABLE lead_version (
	id INTEGER NOT NULL, 
	lead INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	content_key TEXT NOT NULL, 
	status TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	why TEXT NOT NULL, 
	CONSTRAINT pk_lead_version PRIMARY KEY (id), 
	CONSTRAINT fk_lead_version_lead FOREIGN KEY(lead) REFERENCES lead (number), 
	CONSTRAINT uq_lead_version_lead_version UNIQUE (lead, version)
);
INSERT INTO "lead_version" VALUES(1,1,1,'added','{"name":"甲公司","text":"锂电铜箔"}','085a4ad0a63a4ac05f0de9961f62133f28e92a97faf350a2035b6af4fe49f25d','lead','一部','staff-1','2025-06-03T08:00:00.000000+00:00','');
INSERT INTO "lead_version" VALUES(2,2,1,'added','{"text":"隔膜； “涂覆”"}','35603d687acbeb46173963ab5fa18d816c7152a2414f6ae84d54118fad7b4848','lead','','staff-1','2025-06-03T08:00:00.000000+00:00','');
INSERT INTO "lead_version" VALUES(3,3,1,'added','{"text":"隔膜涂覆"}','4a401529e1c20cd9cab09fcb3db21bba34915d255435cd9bb0423ba72a841ffa','lead','','staff-1','2025-06-03T08:00:00.000000+00:00','');
INSERT INTO "lead_version" VALUES(4,1,2,'moved','{"name":"甲公司","text":"锂电铜箔"}','085a4ad0a63a4ac05f0de9961f62133f28e92a97faf350a2035b6af4fe49f25d','review','一部','staff-2','2025-06-03T08:00:00.000000+00:00','');
INSERT INTO "lead_version" VALUES(10,3,2,'merged','{"text":"隔膜涂覆"}','4a401529e1c20cd9cab09fcb3db21bba34915d255435cd9bb0423ba72a841ffa','lead','','staff-1','2025-06-03T08:00:00.000000+00:00','');
INSERT INTO "lead_version" VALUES(12,4,1,'imported','{"text":"电芯"}','ddb17e3c34d9f29ec86cbfe8f3a7c9c91a0e1f072a0d5f6ad260f1f37a901f5d','lead','','staff-1','2025-06-03T08:00:00.000000+00:00','');
CREATE TABLE merge (
	id INTEGER NOT NULL, 
	kept INTEGER NOT NULL, 
	merged INTEGER NOT NULL, 
	evidence TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	undone_at TEXT, 
	undone_by TEXT, 
	undone_why TEXT, 
	CONSTRAINT pk_merge PRIMARY KEY (id), 
	CONSTRAINT fk_merge_kept FOREIGN KEY(kept) REFERENCES lead (number), 
	CONSTRAINT fk_merge_merged FOREIGN KEY(merged) REFERENCES lead (number)
);
INSERT INTO "merge" VALUES(9,2,3,'{"text":"like"}','staff-1','2025-06-03T08:00:00.000000+00:00',NULL,NULL,NULL);
CREATE TABLE note (
	id INTEGER NOT NULL, 
	lead INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (id), 
	CONSTRAINT fk_note_lead FOREIGN KEY(lead) REFERENCES lead (number)
);
INSERT INTO "note" VALUES(6,1,'反馈：已电话告知','staff-2','2025-06-03T08:00:00.000000+00:00');
CREATE TABLE override (
	id INTEGER NOT NULL, 
	lead INTEGER NOT NULL, 
	proposed TEXT NOT NULL, 
	chosen TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_override PRIMARY KEY (id), 
	CONSTRAINT fk_override_lead FOREIGN KEY(lead) REFERENCES lead (number)
);
INSERT INTO "override" VALUES(7,1,'{"park":"lzxq-mat"}','{"park":"lzjk-honggu"}','就近','staff-2','2025-06-03T08:00:00.000000+00:00');
CREATE TABLE snapshot (
	id INTEGER NOT NULL, 
	lead INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	plan_digest TEXT NOT NULL, 
	encoder TEXT NOT NULL, 
	"match" TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_snapshot PRIMARY KEY (id), 
	CONSTRAINT fk_snapshot_lead FOREIGN KEY(lead) REFERENCES lead (number)
);
INSERT INTO "snapshot" VALUES(8,1,2,'d','e','{"parks":[{"id":"lzxq-mat","p":0.5}],"status":"matched"}','staff-2','2025-06-03T08:00:00.000000+00:00');
CREATE TABLE status_change (
	id INTEGER NOT NULL, 
	lead INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_status_change PRIMARY KEY (id), 
	CONSTRAINT fk_status_change_lead FOREIGN KEY(lead) REFERENCES lead (number)
);
INSERT INTO "status_change" VALUES(5,1,2,'lead','review','','staff-2','2025-06-03T08:00:00.000000+00:00');
CREATE INDEX ix_lead_status ON lead (status);
CREATE INDEX ix_lead_version_content_key ON lead_version (content_key);
CREATE INDEX ix_note_lead ON note (lead);
CREATE INDEX ix_attachment_lead ON attachment (lead);
CREATE INDEX ix_status_change_lead ON status_change (lead);
CREATE INDEX ix_snapshot_lead ON snapshot (lead);
CREATE INDEX ix_import_batch_sha256 ON import_batch (sha256);
CREATE INDEX ix_import_row_lead ON import_row (lead);
CREATE TRIGGER "lead_version_no_update" BEFORE UPDATE ON "lead_version" BEGIN SELECT RAISE(ABORT, 'a row of lead_version is never changed'); END;
CREATE TRIGGER "lead_version_no_delete" BEFORE DELETE ON "lead_version" BEGIN SELECT RAISE(ABORT, 'a row of lead_version is never changed'); END;
CREATE TRIGGER "note_no_update" BEFORE UPDATE ON "note" BEGIN SELECT RAISE(ABORT, 'a row of note is never changed'); END;
CREATE TRIGGER "note_no_delete" BEFORE DELETE ON "note" BEGIN SELECT RAISE(ABORT, 'a row of note is never changed'); END;
CREATE TRIGGER "attachment_no_update" BEFORE UPDATE ON "attachment" BEGIN SELECT RAISE(ABORT, 'a row of attachment is never changed'); END;
CREATE TRIGGER "attachment_no_delete" BEFORE DELETE ON "attachment" BEGIN SELECT RAISE(ABORT, 'a row of attachment is never changed'); END;
CREATE TRIGGER "status_change_no_update" BEFORE UPDATE ON "status_change" BEGIN SELECT RAISE(ABORT, 'a row of status_change is never changed'); END;
CREATE TRIGGER "status_change_no_delete" BEFORE DELETE ON "status_change" BEGIN SELECT RAISE(ABORT, 'a row of status_change is never changed'); END;
CREATE TRIGGER "snapshot_no_update" BEFORE UPDATE ON "snapshot" BEGIN SELECT RAISE(ABORT, 'a row of snapshot is never changed'); END;
CREATE TRIGGER "snapshot_no_delete" BEFORE DELETE ON "snapshot" BEGIN SELECT RAISE(ABORT, 'a row of snapshot is never changed'); END;
CREATE TRIGGER "import_row_no_update" BEFORE UPDATE ON "import_row" BEGIN SELECT RAISE(ABORT, 'a row of import_row is never changed'); END;
CREATE TRIGGER "import_row_no_delete" BEFORE DELETE ON "import_row" BEGIN SELECT RAISE(ABORT, 'a row of import_row is never changed'); END;
CREATE INDEX ix_override_lead ON override (lead);
CREATE TRIGGER "override_no_update" BEFORE UPDATE ON "override" BEGIN SELECT RAISE(ABORT, 'a row of override is never changed'); END;
CREATE TRIGGER "override_no_delete" BEFORE DELETE ON "override" BEGIN SELECT RAISE(ABORT, 'a row of override is never changed'); END;
CREATE INDEX ix_merge_kept ON merge (kept);
CREATE INDEX ix_merge_merged ON merge (merged);
CREATE UNIQUE INDEX uq_merge_standing ON merge (merged) WHERE undone_at IS NULL;
COMMIT;
