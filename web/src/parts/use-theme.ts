import { useCallback, useEffect, useState } from 'react';

/** The two grounds of the page: paper and dusk. */
export type Theme = 'light' | 'dusk';
const KEY = 'unde-theme';

/** The theme that was chosen here, else the one of the device. Set before the first paint by `applyTheme`. */
export function firstTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  if (kept === 'light' || kept === 'dusk') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dusk' : 'light';
}

/** Puts a theme on the document. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

/** The theme and the way to the other one. */
export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState(firstTheme);
  useEffect(() => applyTheme(theme), [theme]);
  const toggle = useCallback(() => {
    setTheme((old) => {
      const next = old === 'light' ? 'dusk' : 'light';
      localStorage.setItem(KEY, next);
      return next;
    });
  }, []);
  return [theme, toggle];
}
