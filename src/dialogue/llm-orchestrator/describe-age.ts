const DAY_MS = 86_400_000;

const STEPS: readonly (readonly [unit: string, days: number])[] = [
  ['year', 365],
  ['month', 30],
  ['week', 7],
  ['day', 1],
];

/** How long ago something was, in words and never as a date: "today", "2 months ago". */
export function describeAge(at: Date, now: Date): string {
  const days = Math.floor((now.getTime() - at.getTime()) / DAY_MS);
  for (const [unit, length] of STEPS) {
    const count = Math.floor(days / length);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'today';
}
