import { useCallback, useState } from 'react';

/** Where a task of a button stands. */
export type TaskState = 'idle' | 'running' | 'failed';

/** Runs one task at a time for a part of the page and says where it stands; a failure is told and can be tried again. */
export function useTask(): readonly [TaskState, (task: () => Promise<unknown>) => void] {
  const [state, setState] = useState<TaskState>('idle');
  const run = useCallback((task: () => Promise<unknown>) => {
    setState('running');
    task().then(
      () => setState('idle'),
      () => setState('failed'),
    );
  }, []);
  return [state, run];
}
