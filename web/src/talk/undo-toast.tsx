import type { ReactNode } from 'react';
import type { MemoryControls } from '../../../client/memory.ts';
import { useObservable } from '../parts/use-observable.ts';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';

/** For ten seconds after a forget: one line that says so, and the way back. @see knowledge.md O-95 */
export function UndoToast(props: { readonly memory: MemoryControls }): ReactNode {
  const { words } = useWords();
  const undoable = useObservable(props.memory.undoable);
  const [state, run] = useTask();
  return (
    <div className="toast" role="status">
      {undoable && (
        <p>
          {state === 'failed' ? words.forget.failed : words.forget.done}{' '}
          <button
            type="button"
            className="button-text"
            disabled={state === 'running'}
            onClick={() => run(() => props.memory.undo(undoable.operationId))}
          >
            {words.forget.undo}
          </button>
        </p>
      )}
    </div>
  );
}
