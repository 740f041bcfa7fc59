/** Every time zone there is, by its IANA name. */
export const TIME_ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();

/** Those, and the one that somebody has, should it go by an older name. */
export const timeZonesWith = (zone: string): readonly string[] => (TIME_ZONES.includes(zone) ? TIME_ZONES : [zone, ...TIME_ZONES]);
