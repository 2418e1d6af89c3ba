/** WMO codes by the words of the weather port: each row is the last code of a stretch and its word. */
const STRETCHES: readonly (readonly [lastCode: number, condition: string])[] = [
  [1, 'clear'],
  [3, 'cloudy'],
  [9, 'dust'],
  [12, 'fog'],
  [29, 'cloudy'],
  [35, 'dust'],
  [39, 'snow'],
  [49, 'fog'],
  [67, 'rain'],
  [79, 'snow'],
  [82, 'rain'],
  [86, 'snow'],
  [99, 'thunderstorm'],
];

/** The word for a WMO weather code; what is not known counts as cloudy. */
export function toCondition(code: number): string {
  return STRETCHES.find(([lastCode]) => code <= lastCode)?.[1] ?? 'cloudy';
}
