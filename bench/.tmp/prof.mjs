import fs from 'node:fs';
const p=JSON.parse(fs.readFileSync(process.argv[2]));
const self=new Map();const byId=new Map(p.nodes.map(n=>[n.id,n]));
const parent=new Map();for(const n of p.nodes)for(const c of n.children??[])parent.set(c,n.id);
// window: last fraction
const start=p.startTime; let t=start; const from=Number(process.argv[3]??0), to=Number(process.argv[4]??1e9);
const total={};let sum=0;
const incl=new Map();
const key=n=>`${n.callFrame.functionName||'(anon)'} ${n.callFrame.url.replace(/.*\/(node_modules|src)\//,'$1/').replace('file:///work/main/','')}:${n.callFrame.lineNumber+1}`;
for(let i=0;i<p.samples.length;i++){t+=p.timeDeltas[i];const sec=(t-start)/1e6;if(sec<from||sec>to)continue;const d=p.timeDeltas[i+1]??0;let n=byId.get(p.samples[i]);const k=key(n);self.set(k,(self.get(k)??0)+d);
 if(!k.startsWith('(idle)')) sum+=d;
 const seen=new Set();let id=n.id;while(id!==undefined){const kk=key(byId.get(id));if(!seen.has(kk)){seen.add(kk);incl.set(kk,(incl.get(kk)??0)+d);}id=parent.get(id);} }
console.log('busy ms',(sum/1000).toFixed(0));
console.log('--self');for(const [k,v] of [...self].sort((a,b)=>b[1]-a[1]).slice(0,45))console.log((v/1000).toFixed(1),k);
console.log('--incl');for(const [k,v] of [...incl].sort((a,b)=>b[1]-a[1]).slice(0,90))console.log((v/1000).toFixed(1),k);
