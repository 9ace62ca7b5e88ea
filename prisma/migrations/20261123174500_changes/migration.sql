-- CreateTable
CREATE TABLE "AliasMove" (
    "id" UUID NOT NULL,
    "functionName" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "toVersion" INTEGER,
    "secondVersion" INTEGER,
    "secondWeight" DOUBLE PRECISION,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "isFirstSight" BOOLEAN NOT NULL,
    "movedBy" TEXT,
    "changeId" UUID,

    CONSTRAINT "AliasMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BadVersion" (
    "functionName" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "changeId" UUID,
    "markedBy" TEXT NOT NULL,
    "markedAt" TIMESTAMPTZ(3) NOT NULL,
    "clearedBy" TEXT,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BadVersion_pkey" PRIMARY KEY ("functionName","version")
);

-- CreateTable
CREATE TABLE "DeployLock" (
    "id" UUID NOT NULL,
    "functionName" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "changeId" UUID,
    "lockedBy" TEXT NOT NULL,
    "lockedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "unlockedBy" TEXT,
    "unlockedAt" TIMESTAMPTZ(3),
    "unlockReason" TEXT,

    CONSTRAINT "DeployLock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Change" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "planHash" TEXT NOT NULL,
    "confirmation" TEXT NOT NULL,
    "requesterKind" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "requesterName" TEXT NOT NULL,
    "incidentId" UUID,
    "verdict" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActiveTarget" (
    "target" TEXT NOT NULL,
    "changeId" UUID NOT NULL,

    CONSTRAINT "ActiveTarget_pkey" PRIMARY KEY ("target")
);

-- CreateTable
CREATE TABLE "ChangeStep" (
    "changeId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "intent" JSONB NOT NULL,
    "intendedAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "why" TEXT,
    "outcomeAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChangeStep_pkey" PRIMARY KEY ("changeId","sequence")
);

-- CreateTable
CREATE TABLE "ChangeEvent" (
    "id" BIGSERIAL NOT NULL,
    "changeId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,

    CONSTRAINT "ChangeEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AliasMove_functionName_alias_seenAt_idx" ON "AliasMove"("functionName", "alias", "seenAt");

-- CreateIndex
CREATE UNIQUE INDEX "AliasMove_functionName_alias_revisionId_key" ON "AliasMove"("functionName", "alias", "revisionId");

-- CreateIndex
CREATE INDEX "DeployLock_functionName_unlockedAt_idx" ON "DeployLock"("functionName", "unlockedAt");

-- CreateIndex
CREATE INDEX "Change_status_idx" ON "Change"("status");

-- CreateIndex
CREATE INDEX "Change_createdAt_idx" ON "Change"("createdAt");

-- CreateIndex
CREATE INDEX "ActiveTarget_changeId_idx" ON "ActiveTarget"("changeId");

-- CreateIndex
CREATE INDEX "ChangeEvent_changeId_id_idx" ON "ChangeEvent"("changeId", "id");

-- AddForeignKey
ALTER TABLE "ActiveTarget" ADD CONSTRAINT "ActiveTarget_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeStep" ADD CONSTRAINT "ChangeStep_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeEvent" ADD CONSTRAINT "ChangeEvent_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


