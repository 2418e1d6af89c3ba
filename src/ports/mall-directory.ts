import { definePort } from '#kernel/service';

/** Days as in `Date.getDay()`: Sunday is 0. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Opening hours of some days. */
export interface OpeningHours {
  readonly days: readonly Weekday[];
  /** HH:MM, local time of the mall. */
  readonly opens: string;
  /** HH:MM; not later than `opens` means after midnight, `24:00` is midnight. */
  readonly closes: string;
}

/** A shop of a mall. */
export interface MallShop {
  readonly name: string;
  /** Floor number, 0 is the ground floor; null when the source does not say. */
  readonly floor: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A mall with its shops. */
export interface Mall {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Distance from the middle to the far end of the building, in metres. */
  readonly radiusMeters: number;
  /** IANA name such as `Asia/Dubai`. */
  readonly timeZone: string;
  /** ISO 3166 code. */
  readonly country: string;
  /** Empty when the hours are not known. */
  readonly hours: readonly OpeningHours[];
  /** Hours during Ramadan, when they differ. */
  readonly ramadanHours?: readonly OpeningHours[];
  /** When it is full; the same form as opening hours. */
  readonly rushHours?: readonly OpeningHours[];
  readonly shops: readonly MallShop[];
}

/** Knows the malls. */
export interface MallDirectory {
  /** The mall of this id; undefined when there is none. */
  readonly findMall: (id: string, signal?: AbortSignal) => Promise<Mall | undefined>;
  /** The nearest mall whose middle is at most `maxMeters` away. */
  readonly nearestMall: (
    input: { readonly latitude: number; readonly longitude: number; readonly maxMeters: number },
    signal?: AbortSignal,
  ) => Promise<Mall | undefined>;
}

export const mallDirectoryPort = definePort<MallDirectory>('mall-directory');
