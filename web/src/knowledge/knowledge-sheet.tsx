import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiClient } from '../../../client/api-client.ts';
import type { MemoryControls } from '../../../client/memory.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useWords } from '../words/use-words.tsx';
import { FactView } from './fact-view.tsx';
import type { Fact } from './fact-view.tsx';
import { ForgetAbout, ForgottenList } from './forgotten-list.tsx';
import { YourData } from './your-data.tsx';

type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly facts: readonly Fact[] };

/** "What we know about each other": every fact with the words that prove it, and the user's hand on all of it. */
export function KnowledgeSheet(props: {
  readonly api: ApiClient;
  readonly memory: MemoryControls;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const [version, setVersion] = useState(0);
  const load = useCallback(() => {
    props.api.memory.facts(undefined).then(
      (answer) => setLoaded({ state: 'ready', facts: answer.facts }),
      () => setLoaded({ state: 'failed' }),
    );
  }, [props.api]);
  useEffect(load, [load, version]);
  const changed = useCallback(() => setVersion((before) => before + 1), []);
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
            <section key={type} className="facts">
              <h3>{words.knowledge.types[type] ?? type.replaceAll('_', ' ')}</h3>
              <ul>
                {facts.map((fact) => (
                  <FactView key={fact.knowledge_id} fact={fact} memory={props.memory} onChanged={changed} />
                ))}
              </ul>
            </section>
          ))}
      </div>
      <ForgetAbout memory={props.memory} onChanged={changed} />
      <ForgottenList api={props.api} memory={props.memory} version={version} onChanged={changed} />
      <YourData api={props.api} memory={props.memory} />
    </Sheet>
  );
}

function groupFacts(facts: readonly Fact[]): readonly (readonly [string, readonly Fact[]])[] {
  const groups = Map.groupBy(facts, (fact) => fact.type);
  return [...groups];
}
