import { readPhrases } from '/work/main/src/dialogue/mood-agent/read-phrases.ts';
for (const t of process.argv.slice(2)) { const r=readPhrases(t,true); console.log(t, r.phrases, r.tokens.map(t=>t.skeleton)); }
