import { useCallback, useEffect, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ApiClient } from '../../../client/api-client.ts';
import type { MemoryControls } from '../../../client/memory.ts';
import { formatDay } from '../parts/format.ts';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';

type Operation = Awaited<ReturnType<ApiClient['memory']['forgotten']>>['operations'][number];

/** What was forgotten and can still be remembered again. `version` changes when something may have been forgotten. */
export function ForgottenList(props: {
  readonly api: ApiClient;
  readonly memory: MemoryControls;
  readonly version: number;
  readonly onChanged: () => void;
}): ReactNode {
  const { api, memory, version, onChanged } = props;
  const { words } = useWords();
  const [operations, setOperations] = useState<readonly Operation[]>([]);
  const [state, run] = useTask();
  const load = useCallback(() => {
    api.memory.forgotten(undefined).then(
      (answer) => setOperations(answer.operations),
      () => setOperations([]),
    );
  }, [api]);
  useEffect(load, [load, version]);
  if (operations.length === 0) return null;
  return (
    <section className="facts" aria-busy={state === 'running'}>
      <h3>{words.hand.forgotten}</h3>
      <ul>
        {operations.map((operation) => (
          <li key={operation.operation_id} className="fact fact-forgotten">
            {operation.messages.map(({ ref, text }) => (
              <p key={ref.message_id}>
                <q dir="auto">{text}</q>
              </p>
            ))}
            {operation.messages.length === 0 &&
              operation.knowledge.map((fact) => (
                <p key={fact.knowledge_id} dir="auto">
                  {fact.value}
                </p>
              ))}
            <span className="memory-source">{formatDay(words.locale, operation.forgotten_at)}</span>
            <button
              type="button"
              className="button-text"
              onClick={() => run(() => memory.undo(operation.operation_id).then(onChanged))}
            >
              {words.hand.again}
            </button>
          </li>
        ))}
      </ul>
      {state === 'failed' && <p role="alert">{words.forget.failed}</p>}
    </section>
  );
}

/** One field: a thing, and everything about it is forgotten. */
export function ForgetAbout(props: { readonly memory: MemoryControls; readonly onChanged: () => void }): ReactNode {
  const { words } = useWords();
  const [about, setAbout] = useState('');
  const [hasFound, setFound] = useState(true);
  const [state, run] = useTask();
  const forget = (event: FormEvent): void => {
    event.preventDefault();
    if (about.trim() === '') return;
    run(async () => {
      const result = await props.memory.forgetAbout(about);
      setFound(result.refs.length + result.knowledge_ids.length > 0);
      setAbout('');
      props.onChanged();
    });
  };
  return (
    <section className="facts">
      <h3 id="forget-about">{words.hand.about}</h3>
      <form className="fact-form" onSubmit={forget} aria-busy={state === 'running'}>
        <input
          type="text"
          aria-labelledby="forget-about"
          placeholder={words.hand.aboutLabel}
          maxLength={100}
          dir="auto"
          value={about}
          onChange={(event) => setAbout(event.target.value)}
        />
        <button type="submit" className="button-text">
          {words.hand.forget}
        </button>
      </form>
      <p className="memory-source">{words.hand.aboutHint}</p>
      <p role="status">{state === 'failed' ? words.forget.failed : hasFound ? '' : words.hand.aboutNothing}</p>
    </section>
  );
}
