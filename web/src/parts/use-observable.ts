import { useSyncExternalStore } from 'react';
import type { Observable } from '../../../client/observable.ts';

/** The current value of an observable; the component is drawn again when it is replaced. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get);
}
