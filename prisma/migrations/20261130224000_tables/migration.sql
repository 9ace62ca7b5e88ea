-- CreateTable
CREATE TABLE "TableUse" (
    "tableName" TEXT NOT NULL,
    "functions" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TableUse_pkey" PRIMARY KEY ("tableName")
);

-- CreateTable
CREATE TABLE "OwnBackup" (
    "arn" TEXT NOT NULL,
    "tableName" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "changeId" UUID,
    "madeBy" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OwnBackup_pkey" PRIMARY KEY ("arn")
);

-- CreateTable
CREATE TABLE "TableRestore" (
    "changeId" UUID NOT NULL,
    "tableName" TEXT NOT NULL,
    "targetName" TEXT NOT NULL,
    "backupArn" TEXT,
    "moment" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BIGINT NOT NULL,
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "activeAt" TIMESTAMPTZ(3),

    CONSTRAINT "TableRestore_pkey" PRIMARY KEY ("changeId")
);

-- CreateTable
CREATE TABLE "DataMigration" (
    "id" UUID NOT NULL,
    "tableName" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "abandoned" TEXT,

    CONSTRAINT "DataMigration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataMigrationStep" (
    "migrationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "changeId" UUID,
    "evidence" TEXT,
    "doneBy" TEXT NOT NULL,
    "doneAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DataMigrationStep_pkey" PRIMARY KEY ("migrationId","position")
);

-- CreateIndex
CREATE INDEX "OwnBackup_tableName_idx" ON "OwnBackup"("tableName");

-- CreateIndex
CREATE INDEX "TableRestore_tableName_idx" ON "TableRestore"("tableName");

-- CreateIndex
CREATE INDEX "DataMigration_createdAt_idx" ON "DataMigration"("createdAt");

-- AddForeignKey
ALTER TABLE "DataMigrationStep" ADD CONSTRAINT "DataMigrationStep_migrationId_fkey" FOREIGN KEY ("migrationId") REFERENCES "DataMigration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


