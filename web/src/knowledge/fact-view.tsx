import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ApiClient } from '../../../client/api-client.ts';
import { ApiError } from '../../../client/api-error.ts';
import type { MemoryControls } from '../../../client/memory.ts';
import { formatDay } from '../parts/format.ts';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';

/** A fact as the API gives it. */
export type Fact = Awaited<ReturnType<ApiClient['memory']['facts']>>['facts'][number];

/** One fact with the words that prove it, and what the user can do with it. @see knowledge.md O-94 */
export function FactView(props: {
  readonly fact: Fact;
  readonly memory: MemoryControls;
  readonly onChanged: () => void;
}): ReactNode {
  const { words } = useWords();
  const { fact, memory } = props;
  const [isCorrecting, setCorrecting] = useState(false);
  const [state, run] = useTask();
  const act = (task: () => Promise<unknown>): void => run(() => task().then(props.onChanged));
  const name = words.knowledge.keys[fact.key];
  return (
    <li className="fact" aria-busy={state === 'running'}>
      <p className="fact-value" dir="auto">
        {name && <span className="fact-key">{name} </span>}
        {fact.value}
        {fact.is_disputed && <span className="fact-unsure"> {words.knowledge.unsure}</span>}
      </p>
      {fact.evidence.map((proof) => (
        <p key={proof.message_id} className="fact-proof">
          <span className="memory-source">
            {proof.said_at ? words.memory.saidOn(formatDay(words.locale, proof.said_at)) : words.knowledge.evidence}
          </span>
          <q dir="auto">{proof.quote}</q>
        </p>
      ))}
      <div className="fact-actions" role="group" aria-label={fact.value}>
        <Action label={words.hand.correct} onClick={() => setCorrecting(!isCorrecting)} isExpanded={isCorrecting} />
        {fact.is_disputed ? (
          <>
            <Action label={words.hand.confirm} onClick={() => act(() => memory.answer(fact.knowledge_id, 'confirm'))} />
            <Action label={words.hand.deny} onClick={() => act(() => memory.answer(fact.knowledge_id, 'deny'))} />
          </>
        ) : (
          <Action label={words.hand.doubt} onClick={() => act(() => memory.answer(fact.knowledge_id, 'dispute'))} />
        )}
        <Action label={words.hand.forget} onClick={() => act(() => memory.forgetFact(fact.knowledge_id))} />
      </div>
      {isCorrecting && <Correction {...props} onDone={() => (setCorrecting(false), props.onChanged())} />}
      {state === 'failed' && <p role="alert">{words.forget.failed}</p>}
    </li>
  );
}

function Action(props: {
  readonly label: string;
  readonly onClick: () => void;
  readonly isExpanded?: boolean;
}): ReactNode {
  return (
    <button type="button" className="button-text" aria-expanded={props.isExpanded} onClick={props.onClick}>
      {props.label}
    </button>
  );
}

/** The field for the right value; words that are no value are refused here, and nothing is stored. */
function Correction(props: {
  readonly fact: Fact;
  readonly memory: MemoryControls;
  readonly onDone: () => void;
}): ReactNode {
  const { words } = useWords();
  const [value, setValue] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim() === '') return;
    props.memory.correct(props.fact.knowledge_id, value).then(props.onDone, (error: unknown) => {
      const isValue = error instanceof ApiError && error.code === 'invalid_fact_value';
      setFault(isValue ? words.hand.invalid : words.forget.failed);
    });
  };
  const label = words.hand.correctLabel(props.fact.value);
  return (
    <form className="fact-form" onSubmit={save}>
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        dir="auto"
        autoFocus
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="submit" className="button-text">
        {words.hand.save}
      </button>
      {fault && <p role="alert">{fault}</p>}
    </form>
  );
}
