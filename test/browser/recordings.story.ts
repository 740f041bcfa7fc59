import type { Locator } from '@playwright/test';
import { attach } from './steps/attachments.js';
import { postCase, ringOnTheBack } from './steps/case-form.js';
import { openCase, openTab } from './steps/case-life.js';
import { expect, test } from './steps/story.js';
import { signIn } from './support/people.js';

/** Plays from the start, then from its second half. @returns where it was each time, in seconds, and how long it is */
const played = (player: Locator) => player.evaluate(async (media: HTMLMediaElement) => {
  const moved = (from: number) => new Promise<number>((resolve) => media.addEventListener('timeupdate', () => { if (media.currentTime > from && !media.seeking) resolve(media.currentTime); }));
  media.muted = true;
  await media.play();
  const first = await moved(0);
  media.pause();
  const middle = media.duration / 2;
  media.currentTime = middle;
  await new Promise((resolve) => media.addEventListener('seeked', resolve, { once: true }));
  await media.play();
  const second = await moved(middle);
  media.pause();
  return { first, middle, second, error: media.error?.message ?? null };
});

test('recordings play where they are, from any place in them', async ({ page, mark, samples }) => {
  await signIn(page, 'staff@demo.example');
  const reference = await postCase(page, ringOnTheBack(mark));
  await openCase(page, reference);
  await openTab(page, 'Attachments');
  const recordings = [samples.webm, samples.ogg, samples.wav];
  await attach(page, recordings.map(({ path }) => path), true);
  await expect(page.getByRole('status')).toContainText('files were added.');

  for (const { name } of recordings) {
    await page.getByRole('link', { name: `View ${name}` }).click();
    const { first, middle, second, error } = await played(page.locator('video, audio'));
    expect([name, error, first > 0, second > middle]).toEqual([name, null, true, true]);
  }
});
