import type { CaseFileSummary } from '../cases/index.js';
import { gradedPictures } from './graded-pictures.js';

const file = (id: string, isPicture = true): CaseFileSummary => ({ id, messageId: null, name: `${id}.jpg`, description: '', view: null, isPicture, bytes: 1, uploadedBy: null, thumbnail: null, remarks: [], warning: null, isQuarantined: false });

it('takes what was said of pictures of the case, and nothing else', () => {
  const fields = { 'quality.back': 'repeat', 'quality.sound': 'good', 'quality.elsewhere': 'good', 'quality.arm': 'splendid', 'quality.leg': ['good', 'usable'] };
  expect(gradedPictures(fields, [file('back'), file('sound', false), file('arm'), file('leg'), file('neck')])).toEqual([{ id: 'back', name: 'back.jpg', quality: 'repeat' }]);
});
