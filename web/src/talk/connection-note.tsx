import type { ReactNode } from 'react';
import type { ConnectionState } from '../../../client/conversation-state.ts';
import { useWords } from '../words/use-words.tsx';

/** Says why nothing moves, where something is to be said. */
export function ConnectionNote(props: { readonly connection: ConnectionState }): ReactNode {
  const { words } = useWords();
  const text =
    props.connection === 'offline'
      ? words.connection.offline
      : props.connection === 'recovering'
        ? words.connection.recovering
        : '';
  return (
    <div className="connection" role="status">
      {text !== '' && <p>{text}</p>}
    </div>
  );
}
