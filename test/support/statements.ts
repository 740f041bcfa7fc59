import pg from 'pg';

/** The clockwork of the job queue, which runs beside every request. */
const CLOCKWORK = /graphile_worker|job_workers|listen /i;

/** Every statement that the driver sends while some work is done, the start and the end of transactions included. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    const texts = sent.mock.calls.map(([statement]) => (typeof statement === 'string' ? statement : (statement as unknown as { text: string }).text));
    return texts.filter((text) => !CLOCKWORK.test(text));
  } finally {
    sent.mockRestore();
  }
}
