import { acceptAttribute, acceptedExtensions, UPLOAD_TYPES, uploadTypeOf } from './upload-types.js';

describe('the accepted types', () => {
  it('has each extension and each media type once', () => {
    const extensions = UPLOAD_TYPES.flatMap((type) => type.extensions);
    const mediaTypes = UPLOAD_TYPES.flatMap((type) => type.mediaTypes);
    expect(new Set(extensions).size).toBe(extensions.length);
    expect(new Set(mediaTypes).size).toBe(mediaTypes.length);
  });

  it('lists them by group for the form', () => {
    const listed = acceptedExtensions();
    expect(listed.map(({ group }) => group)).toEqual(['image', 'dicom', 'document', 'video', 'audio']);
    expect(listed[0].extensions).toEqual(['jpg', 'jpeg', 'png', 'bmp', 'tif', 'tiff', 'gif', 'webp', 'heic']);
    expect(acceptAttribute().split(',')).toEqual(expect.arrayContaining(['.heic', 'image/heic', '.3gp']));
  });

  it('finds a type by any of its extensions, in any case', () => {
    expect(uploadTypeOf('JPEG')).toBe(uploadTypeOf('jpg'));
    expect(uploadTypeOf('exe')).toBeUndefined();
    expect(uploadTypeOf('')).toBeUndefined();
  });

  it('never shows the original of a picture, which may carry a place or a name', () => {
    for (const type of UPLOAD_TYPES.filter(({ group }) => group === 'image' || group === 'dicom')) expect(type).toMatchObject({ inline: false, preview: true });
  });
});
