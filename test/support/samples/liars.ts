import { readFile } from 'node:fs/promises';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { zipOf } from './documents.js';
import { drawing, sampleJpeg12MP } from './pictures.js';
import { sample } from './sample.js';
import type { Sample } from './sample.js';

export const pngNamedJpg = (folder: string) => sample(folder, 'really-a-png.jpg', () => drawing(40, 30).png().toBuffer());
export const elfNamedJpg = (folder: string) => sample(folder, 'linux-program.jpg', () => Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(512)]));
export const exeNamedJpg = (folder: string) => sample(folder, 'windows-program.jpg', () => program(Buffer.alloc(512)));
export const zipNamedDocx = (folder: string) => sample(folder, 'archive.docx', () => zipOf({ 'run-me.js': 'hello' }));
export const macrosNamedDocx = (folder: string) =>
  sample(folder, 'macros.docx', () => zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>', 'word/vbaProject.bin': 'Sub' }));
export const programInsideDocx = (folder: string) =>
  sample(folder, 'loaded.docx', () => zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>', 'word/embeddings/Invoice.EXE': 'MZ' }));
export const programInsideOdt = (folder: string) => sample(folder, 'loaded.odt', () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<document/>', 'run-me.bat': 'start' }));
export const gzipNamedCsv = (folder: string) => sample(folder, 'values-gz.csv', () => gzipSync('day;temperature'));
export const tarNamedPdf = (folder: string) => sample(folder, 'archive-tar.pdf', () => tarOf('results.pdf'));
export const rarNamedMp4 = (folder: string) => sample(folder, 'archive-rar.mp4', () => Buffer.concat([Buffer.from('526172211a070100', 'hex'), Buffer.alloc(512)]));
export const sevenZipNamedAvi = (folder: string) => sample(folder, 'archive-7z.avi', () => Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(512)]));
export const scriptNamedTxt = (folder: string) => sample(folder, 'install.txt', () => Buffer.from('#!/bin/sh\nrm -rf "$HOME"\n'));
export const htmlNamedTxt = (folder: string) => sample(folder, 'page.txt', () => Buffer.from('\n <!DOCTYPE html>\n<html><script>alert(1)</script></html>'));
export const svgNamedPng = (folder: string) => sample(folder, 'vector.png', () => Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'));
export const svg = (folder: string) => sample(folder, 'vector.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
export const textWithNul = (folder: string) => sample(folder, 'nul.txt', () => Buffer.from('a note\0 with something behind it'));
export const empty = (folder: string) => sample(folder, 'empty.jpg', () => Buffer.alloc(0));

/** A Windows program whose first 128 bytes are also a DICOM preamble. */
export const exeNamedDcm = (folder: string) => sample(folder, 'program.dcm', () => program(Buffer.concat([Buffer.alloc(124), Buffer.from('DICM'), Buffer.alloc(400)])));

/** One empty file. POSIX ustar */
function tarOf(name: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('ustar\x0000', 257);
  header.fill(' ', 148, 156);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, Buffer.alloc(1024)]);
}

function program(rest: Buffer): Buffer {
  const bytes = Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), rest]);
  bytes.writeUInt32LE(0x100, 0x3c);
  bytes.write('PE\0\0', 0x100, 'latin1');
  return bytes;
}

/** What a broken link leaves of the photo: its header says 12 megapixels. */
export function truncatedJpeg(folder: string): Promise<Sample> {
  return sample(folder, 'truncated.jpg', async () => {
    const whole = await readFile((await sampleJpeg12MP(folder)).path);
    return whole.subarray(0, whole.length / 2);
  });
}

/** 900 megapixels of white in about 100 kB. */
export function bombPng(folder: string): Promise<Sample> {
  const side = 30_000;
  return sample(folder, 'bomb.png', () => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(side, 0);
    header.writeUInt32BE(side, 4);
    header.writeUInt8(1, 8);
    const rows = deflateSync(Buffer.alloc(side * (1 + side / 8)));
    return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
  });
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
