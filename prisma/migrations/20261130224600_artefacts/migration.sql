-- CreateTable
CREATE TABLE "Artefact" (
    "sha256" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uploadedBy" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Artefact_pkey" PRIMARY KEY ("sha256")
);

-- CreateIndex
CREATE INDEX "Artefact_uploadedAt_idx" ON "Artefact"("uploadedAt");
