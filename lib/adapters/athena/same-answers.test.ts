import { openSandboxedAthena, startAthenaSandbox } from '#lib/testing/athena-sandbox';
import { describeSameAnswers } from '#lib/testing/same-answers';
import { temporaryFolder } from '#lib/testing/store';

describeSameAnswers(
  'Athena',
  async () => {
    const { folder, remove } = await temporaryFolder();
    return {
      folder,
      remove,
      open: async () => {
        const sandbox = await startAthenaSandbox(folder);
        const athena = await openSandboxedAthena(sandbox);
        const close = async () => {
          await athena.close();
          await sandbox.stop();
        };
        return { ...athena, close };
      },
    };
  },
  { funnelCount: 16, adoptionCount: 2 },
);
