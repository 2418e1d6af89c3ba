import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.tsx';

/** What the one sees who comes for the first time: what to say, and three ways to begin. */
export function Welcome(props: { readonly onChoose: (text: string) => void }): ReactNode {
  const { words } = useWords();
  return (
    <div className="welcome">
      <h2>{words.welcome.title}</h2>
      <p className="welcome-text">{words.welcome.text}</p>
      <ul className="suggestions">
        {words.welcome.suggestions.map((suggestion) => (
          <li key={suggestion}>
            <button type="button" className="suggestion" onClick={() => props.onChoose(suggestion)}>
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
