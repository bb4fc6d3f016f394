-- AlterTable
ALTER TABLE "account" ADD COLUMN "bound" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "binding_code" (
    "platform" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "name" TEXT,
    "code" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "account_id")
);

-- CreateTable
CREATE TABLE "wrong_codes" (
    "person_id" TEXT NOT NULL PRIMARY KEY,
    "count" INTEGER NOT NULL,
    "since" DATETIME NOT NULL
);

-- RedefineTables
CREATE TABLE "new_preference" (
    "person_id" TEXT NOT NULL PRIMARY KEY,
    "locale" TEXT,
    "platform" TEXT
);
INSERT INTO "new_preference" ("person_id", "locale") SELECT "person_id", "locale" FROM "preference";
DROP TABLE "preference";
ALTER TABLE "new_preference" RENAME TO "preference";

-- CreateIndex
CREATE INDEX "binding_code_code_idx" ON "binding_code"("code");

-- CreateIndex
CREATE INDEX "posted_card_platform_update_token_idx" ON "posted_card"("platform", "update_token");
