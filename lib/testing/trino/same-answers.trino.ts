import { describeSameAnswers } from '#lib/testing/same-answers';
import { openLake } from '#lib/testing/trino/lake';
import { trinoWarehouse } from '#lib/testing/trino/warehouse';

describeSameAnswers(
  'Trino',
  async () => {
    const { folder, session, sync, remove } = await openLake();
    return {
      folder,
      remove,
      open: async () => {
        await sync();
        return { ...trinoWarehouse(session), close: async () => {} };
      },
    };
  },
  { funnelCount: 30, adoptionCount: 8 },
);
