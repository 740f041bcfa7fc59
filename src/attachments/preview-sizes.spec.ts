import { fitted } from './preview-sizes.js';

describe('fitted', () => {
  const box = { width: 72, height: 54 };
  it.each([
    [{ width: 4000, height: 3000 }, { width: 72, height: 54 }],
    [{ width: 900, height: 1600 }, { width: 30, height: 54 }],
    [{ width: 10_000, height: 10 }, { width: 72, height: 1 }],
    [{ width: null, height: null }, box],
  ])('puts %j into a box', (picture, size) => expect(fitted(picture, box)).toEqual(size));
});
