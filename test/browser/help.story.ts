import { expect, test, withAndWithoutJavaScript } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';

/** What the help must answer in each language, by words of the titles, and what stands around an article. */
const languages = {
  English: {
    help: 'Help', related: 'Related articles', contact: 'Contact us', first: 'How do I post a case?',
    questions: ['save a draft', 'status of my case', 'not find a case', 'notify my Medco', 'as a PDF', 'reopen a closed case', 'specialists available', 'pictures should I take', 'attachments'],
  },
  Français: {
    help: 'Aide', related: 'Articles liés', contact: 'Nous contacter', first: 'Comment poster un cas ?',
    questions: ['enregistrer un brouillon', 'Où en est mon cas', 'ne trouve pas un cas', 'prévenir mon Medco', 'en PDF', 'rouvrir un cas clôturé', 'spécialistes sont-ils disponibles', 'photos faut-il prendre', 'pièces jointes'],
  },
};

withAndWithoutJavaScript(() => {
  test('help answers each question, in English and in French', async ({ page, javaScriptEnabled }) => {
    await page.goto('/sign-in');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Help' }).click();
    for (const [language, { help, related, contact, first, questions }] of Object.entries(languages)) {
      await page.getByRole('navigation', { name: /^(Language|Langue)$/ }).getByRole('link', { name: language }).click();
      const article = (title: string) => page.getByRole('main').getByRole('link', { name: title });
      for (const question of questions) await expect(article(question)).toBeVisible();
      await article(first).click();
      await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();
      await expect(page.getByRole('link', { name: contact })).toHaveAttribute('href', /^mailto:.+@/);
      if (javaScriptEnabled) await expectNoViolations(page);
      await page.getByRole('region', { name: related }).getByRole('link', { name: questions[0] }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(questions[0]!);
      await page.getByRole('main').getByRole('link', { name: help, exact: true }).click();
    }
  });
});
