import type { Language } from '#config/languages';
import type { Words } from '#libs/i18n/words';
import { inLanguage, type Specialties } from '../specialties/index.js';
import type { CaseFileSummary } from './case-files.js';
import { chosenSections } from './case-form.check.js';
import type { TypedForm } from './case.entity.js';

/** The pictures that the wanted specialty, or a ticked section, asks for, and which of them are there. */
export function pictureChecklist(specialties: Specialties, typed: TypedForm, files: readonly Pick<CaseFileSummary, 'isPicture' | 'view'>[], language: Language, words: Words) {
  const code = [String(typed.specialty ?? ''), ...chosenSections(typed)].find((one) => specialties.pictureChecklist(one));
  const checklist = code && specialties.pictureChecklist(code);
  if (!checklist) return null;
  const pictures = files.filter(({ isPicture }) => isPicture);
  const views = checklist.views.map(({ key, name }) => ({ name: inLanguage(name, language), isThere: pictures.some(({ view }) => view === key) }));
  const isComplete = pictures.length >= checklist.atLeast;
  return {
    views,
    isComplete,
    intro: words('cases:pictures.asks', { specialty: specialties.nameOf(code, language), count: checklist.atLeast }),
    note: words('cases:pictures.count', { there: pictures.length, wanted: checklist.atLeast }),
    warning: words('cases:pictures.too-few', { there: pictures.length, wanted: checklist.atLeast, specialty: specialties.nameOf(code, language) }),
  };
}
