import { describe, expect, test } from 'vitest';
import { activePeriod, COUNTRY_CALENDARS, hijriDate } from './islamic-calendar.ts';

describe('activePeriod', () => {
  const emirates = COUNTRY_CALENDARS.get('AE');

  test('the calendar file decides for the years that it covers', () => {
    expect(activePeriod('2026-02-18', emirates)).toBe('ramadan');
    expect(activePeriod('2026-03-20', emirates)).toBe('eid_al_fitr');
    expect(activePeriod('2026-10-09', emirates)).toBeNull();
  });

  test('a sighted moon moves the dates', () => {
    const moved = { country: 'AE', holidays: [], periods: [{ name: 'ramadan', from: '2026-02-19', to: '2026-03-19' }] };
    expect(activePeriod('2026-02-18', moved)).toBeNull();
    expect(activePeriod('2026-02-19', moved)).toBe('ramadan');
  });

  test('years that are not in the file are calculated', () => {
    expect(activePeriod('2028-01-28', emirates)).toBe('ramadan');
    expect(activePeriod('2028-02-26', undefined)).toBe('eid_al_fitr');
    expect(hijriDate('2028-01-28')).toEqual({ year: 1449, month: 9, day: 1 });
  });
});
