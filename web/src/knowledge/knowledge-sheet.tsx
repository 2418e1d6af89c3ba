import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiClient } from '../../../client/api-client.ts';
import { formatDay } from '../parts/format.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useWords } from '../words/use-words.tsx';

type Fact = Awaited<ReturnType<ApiClient['memory']['facts']>>['facts'][number];
type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly facts: readonly Fact[] };

/** "What we know about each other": every fact with the words that prove it. */
export function KnowledgeSheet(props: { readonly api: ApiClient; readonly onClose: () => void }): ReactNode {
  const { words } = useWords();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const load = useCallback(() => {
    setLoaded({ state: 'loading' });
    props.api.memory.facts(undefined).then(
      (answer) => setLoaded({ state: 'ready', facts: answer.facts }),
      () => setLoaded({ state: 'failed' }),
    );
  }, [props.api]);
  useEffect(load, [load]);
  return (
    <Sheet title={words.knowledge.title} className="sheet-knowledge" onClose={props.onClose}>
      <p className="knowledge-intro">{words.knowledge.intro}</p>
      <div className="knowledge" aria-busy={loaded.state === 'loading'}>
        {loaded.state === 'failed' && (
          <div className="failure" role="alert">
            <p>{words.knowledge.failed}</p>
            <button type="button" className="button-text" onClick={load}>
              {words.knowledge.again}
            </button>
          </div>
        )}
        {loaded.state === 'ready' && loaded.facts.length === 0 && (
          <p className="knowledge-empty">{words.knowledge.empty}</p>
        )}
        {loaded.state === 'ready' &&
          groupFacts(loaded.facts).map(([type, facts]) => (
            <FactGroup key={type} title={words.knowledge.types[type] ?? type.replaceAll('_', ' ')} facts={facts} />
          ))}
      </div>
    </Sheet>
  );
}

function groupFacts(facts: readonly Fact[]): readonly (readonly [string, readonly Fact[]])[] {
  const groups = Map.groupBy(facts, (fact) => fact.type);
  return [...groups];
}

function FactGroup(props: { readonly title: string; readonly facts: readonly Fact[] }): ReactNode {
  return (
    <section className="facts">
      <h3>{props.title}</h3>
      <ul>
        {props.facts.map((fact) => (
          <FactView key={fact.knowledge_id} fact={fact} />
        ))}
      </ul>
    </section>
  );
}

function FactView(props: { readonly fact: Fact }): ReactNode {
  const { words } = useWords();
  const { fact } = props;
  const name = words.knowledge.keys[fact.key];
  return (
    <li className="fact">
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
    </li>
  );
}
