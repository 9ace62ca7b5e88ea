-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "result" JSONB;

-- AlterTable
ALTER TABLE "ChangeStep" ADD COLUMN     "result" JSONB;
