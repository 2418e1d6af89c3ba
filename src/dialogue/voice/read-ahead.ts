/**
 * Reads an iterable from now on, whether or not anybody takes the items yet: what was read waits. The failure comes
 * where it happened in the order of the items.
 */
export function readAhead<T>(items: AsyncIterable<T>): AsyncIterable<T> {
  const read: T[] = [];
  let outcome: { readonly error?: unknown } | undefined;
  let wake = (): void => undefined;
  const settle = (result: { readonly error?: unknown }): void => {
    outcome = result;
    wake();
  };
  const pump = async (): Promise<void> => {
    for await (const item of items) {
      read.push(item);
      wake();
    }
  };
  pump().then(
    () => settle({}),
    (error: unknown) => settle({ error }),
  );
  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = read.shift();
        if (item !== undefined) yield item;
        else if (outcome) {
          if ('error' in outcome) throw outcome.error;
          return;
        } else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
