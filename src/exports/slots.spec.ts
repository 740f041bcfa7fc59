import fc from 'fast-check';
import { Slots } from './slots.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('never runs more at once than it has slots, and runs everything', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(fc.boolean(), { maxLength: 12 }), async (count, works) => {
    const slots = new Slots(count);
    let running = 0;
    let most = 0;
    const ended = await Promise.allSettled(works.map((succeeds) => slots.run(async () => {
      most = Math.max(most, (running += 1));
      await pause(1);
      running -= 1;
      if (!succeeds) throw new Error('failed');
    }, 1000)));
    expect(most).toBeLessThanOrEqual(count);
    expect(ended.map(({ status }) => status === 'fulfilled')).toEqual(works);
  }), { numRuns: 20 });
});

it('turns away whoever waited too long, and goes on with the next', async () => {
  const slots = new Slots(1);
  const long = slots.run(() => pause(60), 20);
  await expect(slots.run(async () => 'too late', 20)).rejects.toMatchObject({ status: 503 });
  await long;
  expect(await slots.run(async () => 'now', 20)).toBe('now');
});
