/** A group of the hospital's directory, and what its members may do here. */
export interface GroupRight {
  readonly group: string;
  readonly role: string;
  /** The code of a project, the name of a mission or the code of a specialty, for a role that holds somewhere only. */
  readonly place?: string;
}

const RIGHT = String.raw`(?:coordinator|project-staff +[A-Z]{2,5}|medco +[^;=>]+|specialist +[a-z-]+)`;
const LINE = String.raw`\s*[^;]+?\s*=>\s*${RIGHT}\s*`;

/**
 * A list "GROUP => ROLE PLACE; …". Administrators and auditors are not among the roles: those are given by people, in
 * Telecase, where two of them look at it.
 */
export const GROUP_RIGHTS = new RegExp(`^${LINE}(?:;${LINE})*;?\\s*$`);

/** Reads a list that matches `GROUP_RIGHTS`; empty without one. */
export function readGroupRights(list: string | undefined): readonly GroupRight[] {
  return (list ?? '').split(';').filter((line) => line.trim()).map((line) => {
    const at = line.lastIndexOf('=>');
    const [role = '', ...place] = line.slice(at + 2).trim().split(/ +/);
    return { group: line.slice(0, at).trim(), role, ...(place.length > 0 && { place: place.join(' ') }) };
  });
}
