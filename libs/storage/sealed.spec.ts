import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed.js';

const key = randomBytes(32);

it('opens what was sealed, for its owner only and only untouched', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(), (content, at) => {
    const sealed = seal(key, content, 'one');
    expect(unseal(key, sealed, 'one')).toEqual(Buffer.from(content));
    expect(unseal(key, sealed, 'other')).toBeUndefined();
    expect(unseal(randomBytes(32), sealed, 'one')).toBeUndefined();
    sealed[at % sealed.length]! ^= 1;
    expect(unseal(key, sealed, 'one')).toBeUndefined();
  }));
});

it('opens no rubbish', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (rubbish) => unseal(key, Buffer.from(rubbish), 'one') === undefined));
});
