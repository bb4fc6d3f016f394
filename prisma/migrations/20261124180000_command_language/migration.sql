-- AlterTable
ALTER TABLE "posted_card" ADD COLUMN "trace_id" TEXT;

-- CreateTable
CREATE TABLE "preference" (
    "person_id" TEXT NOT NULL PRIMARY KEY,
    "locale" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "tour" (
    "person_id" TEXT NOT NULL PRIMARY KEY,
    "step" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "updated_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "word" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "spoken" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "chat_mode" (
    "conversation" TEXT NOT NULL PRIMARY KEY,
    "text_only" BOOLEAN NOT NULL
);

-- CreateTable
CREATE TABLE "turn" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "trace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "line" TEXT NOT NULL,
    "action" TEXT,
    "args" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "object_ref" TEXT,
    "understood" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "word_spoken_key" ON "word"("spoken");

-- CreateIndex
CREATE UNIQUE INDEX "turn_trace_id_key" ON "turn"("trace_id");

-- CreateIndex
CREATE INDEX "turn_person_id_conversation_seq_idx" ON "turn"("person_id", "conversation", "seq");
