import type { ReactNode } from 'react';
import { languageNames, useWords } from '../words/use-words.tsx';
import type { Language } from '../words/words.ts';
import { MemoryIcon, MoonIcon, SunIcon, VoiceOffIcon, VoiceOnIcon } from './icons.tsx';
import { useTheme } from './use-theme.ts';

/** Name, language, theme, voice, and the way to what is known. */
export function TopBar(props: {
  readonly isVoiceOn: boolean;
  readonly onVoice: () => void;
  readonly onKnowledge: () => void;
}): ReactNode {
  const { words, language, setLanguage } = useWords();
  const [theme, toggleTheme] = useTheme();
  return (
    <header className="bar">
      <h1 className="name" lang="en" dir="ltr">
        UNDE
      </h1>
      <div className="bar-tools">
        <select
          className="language"
          aria-label={words.header.language}
          value={language}
          onChange={(event) => setLanguage(event.target.value as Language)}
        >
          {languageNames.map((each) => (
            <option key={each.language} value={each.language} lang={each.language}>
              {each.name}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button-icon"
          onClick={toggleTheme}
          aria-label={theme === 'light' ? words.header.toDusk : words.header.toLight}
        >
          {theme === 'light' ? <MoonIcon /> : <SunIcon />}
        </button>
        <button
          type="button"
          className="button-icon"
          onClick={props.onVoice}
          aria-label={props.isVoiceOn ? words.header.voiceOn : words.header.voiceOff}
        >
          {props.isVoiceOn ? <VoiceOnIcon /> : <VoiceOffIcon />}
        </button>
        <button
          type="button"
          className="button-icon"
          onClick={props.onKnowledge}
          aria-label={words.header.knowledge}
          aria-haspopup="dialog"
        >
          <MemoryIcon />
        </button>
      </div>
    </header>
  );
}
