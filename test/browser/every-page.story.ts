import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { crawl, kindOf } from '../support/crawl.js';
import { expect, test } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { watch, type Flaws } from './support/flaws.js';

/** Every page that each role can reach by its links: looked at in each size, light and dark, printed, and listened to. */

const SIZES = [1280, 768, 360, 320];
/** Of those, where it is listened to as well: what is said does not differ between the others. */
const LISTENED_TO: Readonly<Record<'light' | 'dark', readonly number[]>> = { light: [1280, 360], dark: [1280] };

/** Where each begins, and how many pages of one kind are opened for them: more where cases in many states are shown. */
const PEOPLE: Record<string, { firstPage?: string; ofEachKind?: number; from: string[] }> = {
  staff: { ofEachKind: 2, from: ['/to-do', '/cases', '/cases?state=draft', '/cases?state=answered', '/cases?state=closed', '/cases/new'] },
  'staff-c': { firstPage: 'À FAIRE', from: ['/to-do', '/cases', '/cases/new'] },
  medco: { from: ['/to-do', '/cases'] },
  'medco-c': { firstPage: 'À FAIRE', from: ['/to-do', '/cases'] },
  dermatology: { from: ['/to-do', '/cases'] },
  coordinator: { ofEachKind: 2, from: ['/to-do', '/cases', '/cases?state=awaiting-allocation', '/cases?state=allocated'] },
  admin: { firstPage: 'Accounts', from: ['/admin/accounts', '/admin/failures', '/to-do'] },
  auditor: { firstPage: 'Access log', from: ['/audit'] },
};

// One after the other they would take as long as all other stories together.
test.describe.configure({ mode: 'parallel', timeout: 400_000 });

for (const [handle, { firstPage, ofEachKind, from }] of Object.entries(PEOPLE)) {
  test(`every page of ${handle} reads well in every size and light`, async ({ meet, baseURL }) => {
    const page = await meet(`${handle}@demo.example`, firstPage);
    await walk(page, watch(page, baseURL!), [...from, '/profile', '/notifications', '/help'], ofEachKind);
  });
}

test('every page of a visitor reads well in every size and light', async ({ page, baseURL }) => {
  await walk(page, watch(page, baseURL!), ['/sign-in', '/request-account', '/forgotten-password', '/forgotten-password/sent', '/request-account/sent', '/request-account/received', '/confirm-request/no-such-link', '/reset/no-such-link', '/help', '/sign-in?lang=fr', '/request-account?lang=fr']);
});

test('every page that says no reads well too', async ({ meet, page: visitor, baseURL }) => {
  const staff = await meet('staff@demo.example');
  const flaws = watch(staff, baseURL!);
  const seen = async (page: Page, what: string) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await fromAllSides(page, what);
    flaws.expectNone();
  };
  await staff.goto('/cases/BUN-2026-9999');
  await seen(staff, 'an unknown case');
  await staff.goto('/cases/new');
  await staff.getByRole('button', { name: 'Submit' }).first().click();
  await expect(staff.getByRole('alert').first()).toBeFocused();
  await seen(staff, 'a case form with everything missing');
  const [reference] = /[A-Z]+-\d{4}-\d{4,}/.exec(staff.url() + (await staff.getByRole('heading', { level: 1 }).textContent()))!;

  await staff.context().clearCookies();
  await staff.getByRole('button', { name: 'Save' }).first().click();
  await expect(staff.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await seen(staff, 'a session that has ended');
  await staff.getByLabel('E-mail').fill('staff@demo.example');
  await staff.getByLabel('Password').fill('not this one');
  await staff.getByRole('button', { name: 'Sign in' }).click();
  await seen(staff, 'a wrong password');

  const again = await meet('staff@demo.example');
  await again.goto(`/cases/${reference}/edit`);
  await again.getByText('Delete', { exact: false }).first().click();
  await again.getByRole('button', { name: 'Delete' }).click();
  await visitor.goto('/request-account');
  await visitor.getByRole('button').last().click();
  await seen(visitor, 'a request for an account with everything missing');
});

test('a first visit asks four times, a later page once', async ({ meet, page }) => {
  const asked: string[] = [];
  const listen = (to: Page) => to.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1)!));
  listen(page);
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  expect([...asked].sort()).toEqual(['icons.svg', 'sign-in', 'telecase.css', 'telecase.en.js']);

  const auditor = await meet('auditor@demo.example', 'Access log');
  listen(auditor);
  asked.length = 0;
  await auditor.goto('/profile', { waitUntil: 'networkidle' });
  const fresh = await auditor.evaluate(() => performance.getEntriesByType('resource').filter((entry) => (entry as PerformanceResourceTiming).transferSize > 0).map(({ name }) => name));
  expect(fresh).toEqual([]);
});

/** Opens what the links lead to. */
async function walk(page: Page, flaws: Flaws, from: readonly string[], ofEachKind = 1): Promise<void> {
  const pages = await crawl(from, async (path) => {
    const response = await page.goto(path);
    if (!response?.headers()['content-type']?.startsWith('text/html') || response.status() >= 500) return null;
    const html = await response.text();
    await test.step(path, () => lookAt(page, kindOf(path)));
    flaws.expectNone();
    return html;
  }, { ofEachKind });
  expect(pages.length).toBeGreaterThan(5);
}

/** A kind that nobody has looked at yet from all sides; one that has been seen, at its widest and its narrowest. */
async function lookAt(page: Page, kind: string): Promise<void> {
  if (isFirst(kind)) return fromAllSides(page, kind);
  await resize(page, 1280);
  await expectNoViolations(page);
  await resize(page, 320);
  await expectNoSidewaysScroll(page);
}

/** Whether no process that tells a part of this story has met this kind of page before. The folder is emptied before each run. */
const isFirst = (kind: string): boolean => mkdirSync(join(test.info().project.outputDir, 'met', encodeURIComponent(kind)), { recursive: true }) !== undefined;

async function fromAllSides(page: Page, kind: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of SIZES) {
      await resize(page, width);
      if (LISTENED_TO[colorScheme].includes(width)) await test.step(`${kind}, ${width} px, ${colorScheme}`, () => expectNoViolations(page));
      await expectNoSidewaysScroll(page);
    }
  }
  await page.emulateMedia({ media: 'print' });
  // Of forms, a case that is being written is worth its paper.
  for (const part of ['.masthead', '.skip', 'form:not([data-draft])', 'button', 'nav']) expect(await page.locator(part).filter({ visible: true }).count(), `${part} on the paper of ${kind}`).toBe(0);
  // The title of a form goes with the form.
  await expect(page.locator('h1:not(form h1, .hidden)').filter({ visible: false })).toHaveCount(0);
  await page.emulateMedia({ media: null, colorScheme: null });
  await resize(page, 1280);
  await expectReachableByKeyboard(page);
}

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: 800 });

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
  expect(needed, `width of ${page.url()}`).toBeLessThanOrEqual(there);
}

/** Whatever can be pressed or filled in is reached by the Tab key, in the order of the page, and shows that it is. */
async function expectReachableByKeyboard(page: Page): Promise<void> {
  const wrong = await page.evaluate(() => {
    const problems: string[] = [];
    const name = (element: Element) => `${element.tagName} ${element.getAttribute('name') ?? element.textContent?.trim().slice(0, 30)}`;
    for (const element of document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || (element as HTMLInputElement).disabled) continue;
      if (element.tabIndex !== 0) problems.push(`${name(element)} has tabindex ${element.tabIndex}`);
      element.focus({ focusVisible: true } as FocusOptions);
      const around = [getComputedStyle(element), getComputedStyle(element, '::after'), ...(element.closest('label') ? [getComputedStyle(element.closest('label')!)] : [])];
      const isShown = around.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
      if (document.activeElement !== element) problems.push(`${name(element)} takes no focus`);
      else if (!isShown) problems.push(`${name(element)} does not show its focus`);
    }
    for (const element of document.querySelectorAll('[onclick], [tabindex]:not([tabindex="-1"]):not([tabindex="0"])')) problems.push(name(element));
    return problems;
  });
  expect(wrong, `keyboard on ${page.url()}`).toEqual([]);
}
