import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiClient } from '../../../client/api-client.ts';
import type { MemoryControls } from '../../../client/memory.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';

const LEVELS = ['high', 'medium', 'low'] as const;
type Level = (typeof LEVELS)[number];

/** The settings, everything to take away, and the end of the account. */
export function YourData(props: { readonly api: ApiClient; readonly memory: MemoryControls }): ReactNode {
  const { api, memory } = props;
  const { words } = useWords();
  const [level, setLevel] = useState<Level | null>(null);
  const [isGone, setGone] = useState(false);
  const [state, run] = useTask();
  useEffect(() => {
    api.memory.settings(undefined).then(
      (settings) => setLevel(settings.cultural_sensitivity_level),
      () => undefined,
    );
  }, [api]);
  if (isGone)
    return (
      <section className="facts" role="alert">
        <p>{words.hand.accountGone}</p>
        <button type="button" className="button-text" autoFocus onClick={() => location.reload()}>
          {words.hand.startAgain}
        </button>
      </section>
    );
  return (
    <section className="facts" aria-busy={state === 'running'}>
      <h3>{words.hand.yours}</h3>
      {level !== null && (
        <label className="setting">
          {words.hand.customs}
          <select
            value={level}
            onChange={(event) => {
              const next = event.target.value as Level;
              run(() => memory.choose({ cultural_sensitivity_level: next }).then(() => setLevel(next)));
            }}
          >
            {LEVELS.map((each) => (
              <option key={each} value={each}>
                {words.hand.levels[each]}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="fact-actions">
        <button type="button" className="button-text" onClick={() => run(() => download(memory))}>
          {words.hand.download}
        </button>
        <Confirm
          label={words.hand.account}
          question={words.hand.accountSure}
          action={words.hand.accountErase}
          onConfirm={() => run(() => memory.eraseAccount().then(() => setGone(true)))}
        />
      </div>
      {state === 'failed' && <p role="alert">{words.forget.failed}</p>}
    </section>
  );
}

/** Hands the export to the browser as a file. */
async function download(memory: MemoryControls): Promise<void> {
  const file = await memory.export();
  const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `unde-${file.exported_at.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
