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
  const missing = views.filter(({ isThere }) => !isThere);
  const count = { there: pictures.length, wanted: checklist.atLeast, specialty: specialties.nameOf(code, language) };
  const isEnough = pictures.length >= checklist.atLeast;
  const warnings = [
    ...(isEnough ? [] : [words('cases:pictures.too-few', count)]),
    ...(missing.length > 0 ? [words('cases:pictures.missing', { views: missing.map(({ name }) => name).join(', ') })] : []),
  ];
  return {
    views,
    isComplete: warnings.length === 0,
    intro: words('cases:pictures.asks', { ...count, count: checklist.atLeast }),
    note: isEnough ? words('cases:pictures.views', { there: views.length - missing.length, wanted: views.length }) : words('cases:pictures.count', count),
    warning: warnings.join(' '),
  };
}
