import { fitted, nearestPreview } from './preview-sizes.js';

describe('nearestPreview', () => {
  it.each([
    [{ width: 4000, height: 3000 }, [240, 960, 1920]],
    [{ width: 961, height: 10 }, [240, 960, 1920]],
    [{ width: 960, height: 10 }, [240, 960, 960]],
    [{ width: 100, height: 241 }, [240, 960, 960]],
    [{ width: 240, height: 240 }, [240, 240, 240]],
    [{ width: 16, height: 16 }, [240, 240, 240]],
  ])('of %j', (picture, sizes) => expect([240, 960, 1920].map((wanted) => nearestPreview(picture, wanted))).toEqual(sizes));
});

describe('fitted', () => {
  const box = { width: 72, height: 54 };
  it.each([
    [{ width: 4000, height: 3000 }, { width: 72, height: 54 }],
    [{ width: 900, height: 1600 }, { width: 30, height: 54 }],
    [{ width: 10_000, height: 10 }, { width: 72, height: 1 }],
    [{ width: null, height: null }, box],
  ])('puts %j into a box', (picture, size) => expect(fitted(picture, box)).toEqual(size));
});
