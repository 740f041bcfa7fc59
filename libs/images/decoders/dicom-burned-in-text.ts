import type { DataSet } from 'dicom-parser';

const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

/**
 * Whether somebody should look for a name in the picture itself. Ultrasound machines write it there whatever their tags
 * say; so do pictures taken of a screen, unless they say that they did not. PS3.3 C.7.6.1.1.3 (Burned In Annotation)
 */
export function mayHaveBurnedInText(dataSet: DataSet): boolean {
  const said = dataSet.string('x00280301');
  if (dataSet.string('x00080060') === 'US' || (said !== undefined && said !== 'NO')) return true;
  return said === undefined && (dataSet.string('x00080016') ?? '').startsWith(SECONDARY_CAPTURE);
}
