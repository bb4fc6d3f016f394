-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "department" TEXT,
    "nicknames" TEXT NOT NULL,
    "skills" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "duties" TEXT NOT NULL,
    "company" TEXT,
    "locale" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL
);

-- CreateTable
CREATE TABLE "account" (
    "platform" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    PRIMARY KEY ("platform", "account_id"),
    CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "chat" (
    "platform" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "project_id" INTEGER,
    "bot_present" BOOLEAN NOT NULL,

    PRIMARY KEY ("platform", "id")
);

-- CreateTable
CREATE TABLE "prompt" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "args" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "undo_entry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "object_ref" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME
);

-- CreateTable
CREATE TABLE "posted_card" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "object_ref" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "audience_id" TEXT,
    "message_id" TEXT,
    "update_token" TEXT,
    "degraded" TEXT,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "sequence" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "project" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "parent_id" INTEGER,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "goal" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "project_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "kpi" (
    "project_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "target" BIGINT,

    PRIMARY KEY ("project_id", "metric"),
    CONSTRAINT "kpi_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "membership" (
    "project_id" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("project_id", "person_id"),
    CONSTRAINT "membership_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "assignee_id" TEXT,
    "state" TEXT NOT NULL,
    "start" TEXT,
    "due" TEXT,
    "baseline_start" TEXT,
    "baseline_due" TEXT,
    "problem" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "completed_at" DATETIME,
    CONSTRAINT "task_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "task_dependency" (
    "task_id" INTEGER NOT NULL,
    "depends_on_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    PRIMARY KEY ("task_id", "depends_on_id"),
    CONSTRAINT "task_dependency_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "task_dependency_depends_on_id_fkey" FOREIGN KEY ("depends_on_id") REFERENCES "task" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "hour_entry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "task_id" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "work_date" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "overtime" BOOLEAN NOT NULL,
    "logged_at" DATETIME NOT NULL,
    "removed" BOOLEAN NOT NULL,
    CONSTRAINT "hour_entry_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "hour_entry_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "hour_revision" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "entry_id" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "before_work_date" TEXT NOT NULL,
    "before_minutes" INTEGER NOT NULL,
    "before_removed" BOOLEAN NOT NULL,
    "after_work_date" TEXT NOT NULL,
    "after_minutes" INTEGER NOT NULL,
    "after_removed" BOOLEAN NOT NULL,
    CONSTRAINT "hour_revision_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "hour_entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "budget" (
    "project_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "approved" BIGINT NOT NULL,
    "held" BIGINT NOT NULL,
    "used" BIGINT NOT NULL,
    CONSTRAINT "budget_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "budget_entry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "approval_id" INTEGER,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "budget_entry_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "approval" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "vendor" TEXT,
    "requested_by" TEXT NOT NULL,
    "requested_at" DATETIME NOT NULL,
    "status" TEXT NOT NULL,
    CONSTRAINT "approval_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "approval_step" (
    "approval_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "approver_id" TEXT NOT NULL,
    "decision" TEXT,
    "reason" TEXT,
    "at" DATETIME,

    PRIMARY KEY ("approval_id", "position"),
    CONSTRAINT "approval_step_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approval" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "approval_policy" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "policy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "source" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "actor_id" TEXT,
    "account" TEXT,
    "conversation" TEXT,
    "object_ref" TEXT,
    "project_id" INTEGER,
    "before" TEXT,
    "after" TEXT,
    "detail" TEXT,
    "trace_id" TEXT,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "platform" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "received_at" DATETIME NOT NULL,
    "trace_id" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "handled_at" DATETIME
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "card_id" TEXT,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "not_before" DATETIME NOT NULL,
    "trace_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_attempt_at" DATETIME,
    "last_error" TEXT,
    "message_id" TEXT,
    "degraded" TEXT,
    "sent_at" DATETIME
);

-- CreateTable
CREATE TABLE "job_run" (
    "job" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "ran_at" DATETIME NOT NULL,

    PRIMARY KEY ("job", "period")
);

-- CreateIndex
CREATE INDEX "account_person_id_position_idx" ON "account"("person_id", "position");

-- CreateIndex
CREATE INDEX "chat_project_id_idx" ON "chat"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_id_key" ON "prompt"("id");

-- CreateIndex
CREATE INDEX "prompt_person_id_conversation_status_idx" ON "prompt"("person_id", "conversation", "status");

-- CreateIndex
CREATE INDEX "prompt_status_expires_at_idx" ON "prompt"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "undo_entry_id_key" ON "undo_entry"("id");

-- CreateIndex
CREATE INDEX "undo_entry_person_id_conversation_seq_idx" ON "undo_entry"("person_id", "conversation", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "posted_card_id_key" ON "posted_card"("id");

-- CreateIndex
CREATE INDEX "posted_card_object_ref_idx" ON "posted_card"("object_ref");

-- CreateIndex
CREATE INDEX "posted_card_platform_message_id_idx" ON "posted_card"("platform", "message_id");

-- CreateIndex
CREATE INDEX "project_parent_id_idx" ON "project"("parent_id");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "task_project_id_idx" ON "task"("project_id");

-- CreateIndex
CREATE INDEX "task_assignee_id_state_idx" ON "task"("assignee_id", "state");

-- CreateIndex
CREATE INDEX "task_dependency_depends_on_id_idx" ON "task_dependency"("depends_on_id");

-- CreateIndex
CREATE UNIQUE INDEX "hour_entry_id_key" ON "hour_entry"("id");

-- CreateIndex
CREATE INDEX "hour_entry_person_id_work_date_idx" ON "hour_entry"("person_id", "work_date");

-- CreateIndex
CREATE INDEX "hour_entry_task_id_idx" ON "hour_entry"("task_id");

-- CreateIndex
CREATE INDEX "hour_entry_project_id_idx" ON "hour_entry"("project_id");

-- CreateIndex
CREATE INDEX "hour_revision_entry_id_idx" ON "hour_revision"("entry_id");

-- CreateIndex
CREATE INDEX "budget_entry_project_id_idx" ON "budget_entry"("project_id");

-- CreateIndex
CREATE INDEX "approval_project_id_idx" ON "approval"("project_id");

-- CreateIndex
CREATE INDEX "approval_status_idx" ON "approval"("status");

-- CreateIndex
CREATE INDEX "approval_step_approver_id_decision_idx" ON "approval_step"("approver_id", "decision");

-- CreateIndex
CREATE INDEX "audit_entry_project_id_seq_idx" ON "audit_entry"("project_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_seq_idx" ON "audit_entry"("actor_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_event_seq_idx" ON "audit_entry"("event", "seq");

-- CreateIndex
CREATE INDEX "inbox_event_handled_at_id_idx" ON "inbox_event"("handled_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_event_platform_event_key_key" ON "inbox_event"("platform", "event_key");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_id_key" ON "outbox_message"("id");

-- CreateIndex
CREATE INDEX "outbox_message_status_seq_idx" ON "outbox_message"("status", "seq");

-- CreateIndex
CREATE INDEX "outbox_message_conversation_status_seq_idx" ON "outbox_message"("conversation", "status", "seq");

-- CreateIndex
CREATE INDEX "outbox_message_card_id_status_idx" ON "outbox_message"("card_id", "status");

-- CreateIndex
CREATE INDEX "job_run_job_ran_at_idx" ON "job_run"("job", "ran_at");

-- CreateIndex
CREATE INDEX "job_run_ran_at_idx" ON "job_run"("ran_at");

-- The audit is append-only. (Triggers are no part of schema.prisma; later migrations that rebuild this table must bring them back.)
CREATE TRIGGER "audit_entry_no_update" BEFORE UPDATE ON "audit_entry"
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;

CREATE TRIGGER "audit_entry_no_delete" BEFORE DELETE ON "audit_entry"
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
