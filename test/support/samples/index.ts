/** Real files of every accepted kind, made on demand, and files that lie about what they are. Nothing in them is of a real person. */
import * as compoundFiles from './compound-files.js';
import * as dicom from './dicom.js';
import * as documents from './documents.js';
import * as liars from './liars.js';
import * as pictures from './pictures.js';
import * as recordings from './recordings.js';
import type { Sample } from './sample.js';

const { sampleInstallerNamedDoc, ...officeFiles } = compoundFiles;

const makers = {
  jpeg12MP: pictures.sampleJpeg12MP,
  jpegCmyk: pictures.sampleJpegCmyk,
  png: pictures.samplePng,
  webp: pictures.sampleWebp,
  gif: pictures.sampleGif,
  heic: pictures.sampleHeic,
  bmp: pictures.sampleBmp,
  tiff: pictures.sampleTiff,
  dicom: dicom.sampleDicom,
  dicomJpeg: dicom.sampleDicomJpeg,
  dicomJpeg12: dicom.sampleDicomJpeg12,
  dicomJpegLossless: dicom.sampleDicomJpegLossless,
  dicomJpegLs: dicom.sampleDicomJpegLs,
  dicomJpeg2000: dicom.sampleDicomJpeg2000,
  dicomRle: dicom.sampleDicomRle,
  dicomDeflated: dicom.sampleDicomDeflated,
  dicomSlices: dicom.sampleDicomSlices,
  dicomUltrasound: dicom.sampleDicomUltrasound,
  pdf: documents.samplePdf,
  docx: documents.sampleDocx,
  xlsx: documents.sampleXlsx,
  pptx: documents.samplePptx,
  odt: documents.sampleOdt,
  ods: documents.sampleOds,
  doc: officeFiles.sampleDoc,
  xls: officeFiles.sampleXls,
  ppt: officeFiles.samplePpt,
  txt: documents.sampleTxt,
  txtUtf16: documents.sampleTxtUtf16,
  csv: documents.sampleCsv,
  rtf: documents.sampleRtf,
  mp4: recordings.sampleMp4,
  mov: recordings.sampleMov,
  webm: recordings.sampleWebm,
  avi: recordings.sampleAvi,
  '3gp': recordings.sample3gp,
  mp3: recordings.sampleMp3,
  m4a: recordings.sampleM4a,
  ogg: recordings.sampleOgg,
  wav: recordings.sampleWav,
};

const liarMakers = { ...liars, installerNamedDoc: sampleInstallerNamedDoc };

/** One file of each accepted kind, in `folder`; those already there are kept. */
export function makeSamples(folder: string): Promise<Record<keyof typeof makers, Sample>> {
  return makeAll(makers, folder);
}

/** Files to be refused, and pictures that can't be shown. */
export function makeLiars(folder: string): Promise<Record<keyof typeof liarMakers, Sample>> {
  return makeAll(liarMakers, folder);
}

async function makeAll<Name extends string>(all: Record<Name, (folder: string) => Promise<Sample>>, folder: string): Promise<Record<Name, Sample>> {
  const made = {} as Record<Name, Sample>;
  for (const name of Object.keys(all) as Name[]) made[name] = await all[name](folder);
  return made;
}

export { CAMERA_MAKE, GPS_DATUM, sampleJpeg12MP } from './pictures.js';
export { DICOM_PATIENT } from './dicom-file.js';
export type { Sample } from './sample.js';
