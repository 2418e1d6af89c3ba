declare module 'tz-lookup' {
  /** The IANA time zone of a place, offline. @throws RangeError for coordinates that do not exist. */
  export default function tzLookup(latitude: number, longitude: number): string;
}
