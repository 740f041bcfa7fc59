/**
 * The front door of the specialties: what each one asks, which pictures it wants, and how soon it answers.
 * The catalogue is data, one YAML file a specialty in `config/specialties`; a new file is a new specialty.
 */
export { messageDetails, readSection, typedAnswers, type SectionReading } from './answers.js';
export type { Answer, Answers, TypedAnswers } from './answer.js';
export { inLanguage, type LocalText } from './local-text.js';
export type { FieldOption, FieldType, Section, SectionField } from './section.js';
export { sectionRows, type SectionRow } from './section-rows.js';
export { readNumber, writeNumber } from './numbers.js';
export { readService } from './service.form.js';
export { addServiceHours, isInService, WEEKDAYS, type ServiceHours } from './service-hours.js';
export { Services } from './services.js';
export { Specialties, type ListedSpecialty } from './specialties.js';
export { SpecialtiesModule } from './specialties.module.js';
export type { PictureChecklist, PictureView, Service, Specialty } from './specialty.js';
