import { media, sample } from './sample.js';

export const sampleMp4 = (folder: string) => sample(folder, 'clip.mp4', () => media('clip.mp4'));
export const sampleWebm = (folder: string) => sample(folder, 'clip.webm', () => media('clip.webm'));
export const sampleAvi = (folder: string) => sample(folder, 'clip.avi', () => media('clip.avi'));
export const sampleMov = (folder: string) => sample(folder, 'clip.mov', () => branded('qt  '));
export const sample3gp = (folder: string) => sample(folder, 'clip.3gp', () => branded('3gp6'));
export const sampleMp3 = (folder: string) => sample(folder, 'tone.mp3', () => media('tone.mp3'));
export const sampleM4a = (folder: string) => sample(folder, 'tone.m4a', () => media('tone.m4a'));
export const sampleOgg = (folder: string) => sample(folder, 'tone.ogg', () => media('tone.ogg'));

/** MP4, QuickTime and 3GP differ in the brand that they open with. */
async function branded(brand: string): Promise<Buffer> {
  const clip = await media('clip.mp4');
  clip.write(brand, 8, 'latin1');
  return clip;
}

/** One second of 440 Hz, 8 kHz, 16 bits. */
export function sampleWav(folder: string) {
  return sample(folder, 'tone.wav', () => {
    const rate = 8000;
    const wave = Buffer.alloc(44 + 2 * rate);
    wave.write('RIFF', 0, 'latin1');
    wave.writeUInt32LE(wave.length - 8, 4);
    wave.write('WAVEfmt ', 8, 'latin1');
    [16, 1 | (1 << 16), rate, 2 * rate, 2 | (16 << 16)].forEach((field, index) => wave.writeUInt32LE(field, 16 + 4 * index));
    wave.write('data', 36, 'latin1');
    wave.writeUInt32LE(2 * rate, 40);
    for (let index = 0; index < rate; index++) wave.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * index) / rate)), 44 + 2 * index);
    return wave;
  });
}
