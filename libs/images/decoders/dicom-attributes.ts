import type { DataSet } from 'dicom-parser';

const OF_EACH_FRAME = 'x52009230';
const OF_ALL_FRAMES = 'x52009229';

/** A number that may be the frame's own, what all frames share, or the object's. PS3.3 C.7.6.16 @param macro the sequence that it is kept in beside its frame */
export function numberOfFrame(dataSet: DataSet, frame: number, macro: string, tag: string): number | undefined {
  const groups = [item(dataSet, OF_EACH_FRAME, frame), item(dataSet, OF_ALL_FRAMES, 0)];
  const found = groups.map((group) => group && item(group, macro, 0)?.floatString(tag));
  return found.find((value) => value !== undefined) ?? dataSet.floatString(tag);
}

function item(dataSet: DataSet, sequence: string, index: number): DataSet | undefined {
  return dataSet.elements[sequence]?.items?.[index]?.dataSet;
}
