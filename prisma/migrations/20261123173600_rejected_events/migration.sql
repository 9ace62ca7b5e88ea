-- CreateTable
CREATE TABLE "RejectedEvents" (
    "id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "isBatch" BOOLEAN NOT NULL,
    "senderId" TEXT NOT NULL,
    "senderName" TEXT NOT NULL,
    "eventType" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "samples" TEXT[],

    CONSTRAINT "RejectedEvents_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RejectedEvents_hour_idx" ON "RejectedEvents"("hour");
