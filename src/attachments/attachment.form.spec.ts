import { readForm } from '#libs/forms/form';
import { AttachmentForm, renamed } from './attachment.form.js';

describe('renamed', () => {
  it.each([
    ['back', 'jpg', 'back.jpg'],
    ['back.jpeg', 'jpg', 'back.jpeg'],
    ['back.JPG', 'jpg', 'back.JPG'],
    ['back.exe', 'jpg', 'back.exe.jpg'],
    ['back.png', 'jpg', 'back.png.jpg'],
    ['../../up', 'pdf', '../../up.pdf'],
    ['scan.TIFF', 'tif', 'scan.TIFF'],
  ])('%s of a %s is %s', (name, extension, safe) => expect(renamed(name, extension)).toBe(safe));
});

describe('AttachmentForm', () => {
  it('takes an empty view and day for none', () => {
    const read = readForm(AttachmentForm, { name: ' a.jpg ', description: '', view: '', takenOn: '' });
    expect(read).toMatchObject({ ok: true, data: { name: 'a.jpg', view: null, takenOn: null } });
  });

  it.each([['2026-02-30'], ['yesterday'], ['2026-2-3'], ['0000-00-00']])('refuses the day %s', (takenOn) => {
    expect(readForm(AttachmentForm, { name: 'a', takenOn })).toMatchObject({ ok: false, form: { errors: { takenOn: 'attachments:edit-page.taken-on.wrong' } } });
  });
});
