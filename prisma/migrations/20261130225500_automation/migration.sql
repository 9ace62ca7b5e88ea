-- AlterTable
ALTER TABLE "AliasMove" ADD COLUMN     "notBefore" TIMESTAMPTZ(3),
ADD COLUMN     "redAlarms" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "AutomationRule" (
    "id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "functionName" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "points" INTEGER NOT NULL,
    "minimumCalls" INTEGER NOT NULL,
    "mode" TEXT NOT NULL,
    "bakeMinutes" INTEGER NOT NULL,
    "coolDownMinutes" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AutomationRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlarmDecision" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "functionName" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "deploymentId" UUID,
    "changeId" UUID,
    "incidentId" UUID,
    "claimedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AlarmDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AutomaticRollback" (
    "deploymentId" UUID NOT NULL,
    "functionName" TEXT NOT NULL,
    "decisionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AutomaticRollback_pkey" PRIMARY KEY ("deploymentId")
);

-- CreateTable
CREATE TABLE "HeardMessage" (
    "id" TEXT NOT NULL,
    "heardAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HeardMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TriggerReport" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "functions" TEXT[],
    "tables" TEXT[],
    "href" TEXT,
    "reportedBy" TEXT NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "incidentId" UUID,
    "closedBy" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "closeReason" TEXT,

    CONSTRAINT "TriggerReport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AutomationRule_trigger_functionName_key" ON "AutomationRule"("trigger", "functionName");

-- CreateIndex
CREATE INDEX "AlarmDecision_functionName_since_idx" ON "AlarmDecision"("functionName", "since");

-- CreateIndex
CREATE INDEX "AlarmDecision_outcome_idx" ON "AlarmDecision"("outcome");

-- CreateIndex
CREATE INDEX "AlarmDecision_decidedAt_idx" ON "AlarmDecision"("decidedAt");

-- CreateIndex
CREATE UNIQUE INDEX "AlarmDecision_source_since_key" ON "AlarmDecision"("source", "since");

-- CreateIndex
CREATE INDEX "AutomaticRollback_functionName_at_idx" ON "AutomaticRollback"("functionName", "at");

-- CreateIndex
CREATE INDEX "HeardMessage_heardAt_idx" ON "HeardMessage"("heardAt");

-- CreateIndex
CREATE INDEX "TriggerReport_closedAt_idx" ON "TriggerReport"("closedAt");

-- CreateIndex
CREATE INDEX "TriggerReport_kind_key_idx" ON "TriggerReport"("kind", "key");
