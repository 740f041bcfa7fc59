import { expect, test } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { signIn } from './support/people.js';

test('un cas est posté en français, de + CAS au bandeau vert', async ({ page, mark }) => {
  await signIn(page, 'staff-c@demo.example', 'À FAIRE');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.getByRole('link', { name: '+ CAS' }).click();
  const titre = `Éruption du tronc ${mark}`;
  await page.getByRole('textbox', { name: 'Titre' }).fill(titre);
  await page.getByRole('button', { name: 'Soumettre' }).first().click();
  await page.getByRole('alert').getByRole('link', { name: 'Choisissez une spécialité' }).click();
  await expect(page.getByRole('combobox', { name: 'Spécialité souhaitée' })).toBeFocused();
  await expectNoViolations(page);

  await page.getByRole('combobox', { name: 'Spécialité souhaitée' }).selectOption('Dermatologie');
  await page.getByRole('textbox', { name: 'Référence locale' }).fill(`S-${mark}`);
  await page.getByRole('textbox', { name: 'Âge' }).fill('14');
  await page.getByRole('combobox', { name: 'Unité' }).selectOption('mois');
  await page.getByRole('combobox', { name: 'Sexe' }).selectOption('masculin');
  await page.getByRole('radio', { name: 'Un tuteur ou un parent' }).check();
  await page.getByRole('radio', { name: 'À l’oral, devant témoin' }).check();
  await page.getByRole('textbox', { name: 'Histoire de la maladie' }).fill('Fièvre depuis deux jours.');
  await page.getByRole('textbox', { name: 'Question au spécialiste' }).fill('Est-ce la gale ?');
  await page.getByRole('checkbox', { name: 'Dermatologie' }).check();
  await expect(page.getByRole('region', { name: 'Dermatologie' }).getByRole('group', { name: 'Prurit' })).toBeVisible();
  await page.getByRole('button', { name: 'Soumettre' }).first().click();
  await expect(page.getByRole('alert')).toContainText('demande 3 photos : 0 pour le moment');
  await page.getByRole('button', { name: 'Soumettre quand même' }).click();
  await expect(page.getByRole('status')).toContainText('Cas posté');
  await page.getByRole('status').getByRole('link', { name: 'Voir' }).click();
  await expect(page.getByRole('heading', { level: 1, name: titre })).toBeVisible();
  for (const name of ['Discussion', 'Pièces jointes', 'Historique']) {
    await page.getByRole('navigation', { name: 'Cas', exact: true }).getByRole('link', { name: new RegExp(`^${name}`) }).click();
    await expectNoViolations(page);
  }
});
