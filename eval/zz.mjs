import { run } from '/work/main/eval/mood.ts';
const r = await run({ data: process.argv[2] }); 
console.log(JSON.stringify(r.by_lang), JSON.stringify(r.by_field), r.passed, r.cases);
import { readFileSync } from 'node:fs';
import { classifyText } from '/work/main/src/dialogue/mood-agent/classify-text.ts';
for (const l of readFileSync(process.argv[2],'utf8').trim().split('\n')) { const c=JSON.parse(l); if (r.failures.includes(c.id)) { const m=classifyText(c.text, (c.context??[]).filter(x=>x.role=='user').map(x=>x.valence??.5)); console.log(c.id, c.text, JSON.stringify(c.expect), ['v', m.valence.toFixed(2), 'a', m.arousal.toFixed(2), 'fr', m.frustration.toFixed(2), 'ur', m.urgency.toFixed(2), 'fa', m.fatigue.toFixed(2), 'mc', m.moodConfidence.toFixed(2), m.isSarcastic?'SARC':'', m.language].join(' ')); } }
