import type { CDPSession, Page } from '@playwright/test';

/** A link that takes so many bytes a second from this page, until it is the usual one again. */
export async function slowLink(page: Page, bytesASecond: number): Promise<CDPSession> {
  const link = await page.context().newCDPSession(page);
  await link.send('Network.enable');
  await link.send('Network.emulateNetworkConditions', { offline: false, latency: 100, downloadThroughput: -1, uploadThroughput: bytesASecond });
  return link;
}

export const usualLink = (link: CDPSession) => link.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
