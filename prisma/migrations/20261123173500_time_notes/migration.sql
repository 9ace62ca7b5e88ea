-- CreateTable
CREATE TABLE "TimeNote" (
    "id" UUID NOT NULL,
    "time" TIMESTAMPTZ(3) NOT NULL,
    "isWholeDay" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TimeNote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TimeNote_time_idx" ON "TimeNote"("time");
