/** A few small values that outlive the page: the device's id and its session. */
export interface Settings {
  readonly get: (name: string) => Promise<string | null>;
  readonly set: (name: string, value: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** Values that are lost with the process. */
export function createMemorySettings(initial: Readonly<Record<string, string>> = {}): Settings {
  const values = new Map(Object.entries(initial));
  return {
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
  };
}
