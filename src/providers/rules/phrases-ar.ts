import { conceptWords } from './concept-words.ts';
import type { Phrasebook } from './phrasebook.ts';

function money(amount: number, currency: string): string {
  return `${Number.isInteger(amount) ? amount : amount.toFixed(2)} ${currency === 'AED' ? 'درهم' : currency}`;
}

function place(store: string | null, mall: string | null, floor: string | null): string | null {
  const number = floor === null ? undefined : /^(?:level|floor|l)?\s*(\d+)$/iu.exec(floor)?.[1];
  const level = number
    ? `الطابق ${number}`
    : floor !== null && /^g(?:f|round)?\b/iu.test(floor)
      ? 'الطابق الأرضي'
      : floor;
  const parts = [store, mall, level].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join('، ');
}

/** 3 to 10 take the plural, more the singular. */
function days(n: number): string {
  if (n === 1) return 'يوم';
  if (n === 2) return 'يومين';
  return n <= 10 ? `${n} أيام` : `${n} يوم`;
}

const at = (text: string | null, before = '، '): string => (text === null ? '' : `${before}${text}`);

/** Arabic as it is spoken in the Gulf and read everywhere; UNDE is feminine, the user is addressed without gender. */
export const ARABIC: Phrasebook = {
  words: {
    money,
    size: (size) => (/one.?size/iu.test(size) ? 'مقاس واحد' : `مقاس ${size}`),
    list: (parts) => parts.join(' و'),
    either: (parts) => parts.join(' و'),
    title: (name, brand) => (brand === null ? `«${name}»` : `«${name}» من ${brand}`),
    place,
    upTo: (sum) => `إلى ${sum}`,
    without: (things) => `بدون ${things}`,
    inColour: (colour) => `باللون ${colour}`,
    ...conceptWords(2),
    somethingToWear: 'شيء يناسبنا',
    quoted: (text) => `«${text}»`,
  },
  items: {
    opening: {
      warm: ['لقينا لنا أشياء حلوة.', 'عندنا شي لهذا الطلب.', 'مريت على المحلات وهذا اللي بقى.', 'أحس هذا ذوقنا.'],
      gentle: ['اخترت أشياء قليلة ومريحة.', 'بسيط وهادئ، على قد اليوم.', 'بدون تعقيد، بس اللي يريح.'],
      lively: ['يا سلام، هذا بيكون ممتع!', 'حبيتها من أول نظرة!', 'الحين بدأ الحماس!'],
    },
    first: [
      ({ title, price, size, place: where }) => `نبدأ مع ${title}: ${price}${at(size)}${at(where, '، معلقة في ')}.`,
      ({ title, price, size, place: where }) => `أول شي ${title}، ${price}${at(size)}${at(where, '، في ')}.`,
      ({ title, price, size, place: where }) =>
        `أكثر شي عجبني ${title}: ${price}${at(size)}${at(where, '، نلقاها في ')}.`,
    ],
    next: [
      ({ title, price, size, place: where }) => `وبعدها ${title}، ${price}${at(size)}${at(where, '، في ')}.`,
      ({ title, price, size, place: where }) => `وعندنا ${title}: ${price}${at(size)}${at(where, '، في ')}.`,
      ({ title, price, size, place: where }) => `وجنبها ${title} بسعر ${price}${at(size)}${at(where, '، في ')}.`,
    ],
    companion: [
      ({ title, price, size, place: where }) => `ويمشي معها ${title}: ${price}${at(size)}${at(where, '، في ')}.`,
      ({ title, price, size, place: where }) => `ومعها ألبس ${title}، ${price}${at(size)}${at(where, '، في ')}.`,
    ],
    last: [
      ({ title, price, size, place: where }) => `وأيضا ${title}، ${price}${at(size)}${at(where, '، في ')}.`,
      ({ title, price, size, place: where }) =>
        `وآخر شي، قريب من ذوقنا: ${title}، ${price}${at(size)}${at(where, '، في ')}.`,
      ({ title, price, size, place: where }) => `ونختم مع ${title} بسعر ${price}${at(size)}${at(where, '، في ')}.`,
    ],
    brief: ({ title, price, size, place: where }) => `${title}: ${price}${at(size)}${at(where, '، في ')}.`,
    more: (n) =>
      n === 1 ? 'وفي البطاقات قطعة ثانية.' : n === 2 ? 'وفي البطاقات قطعتين زيادة.' : `وفي البطاقات ${n} قطع زيادة.`,
    closing: {
      warm: ['أي واحد يشبهنا؟', 'أي واحد ناخذ معنا للقياس؟', 'بأي واحد نبدأ القياس؟'],
      look: ['نجمعها مع بعض، ولا فيه شي مو على ذوقنا؟', 'تشبهنا كذا، ولا نغير شي؟'],
      gentle: ['على راحتنا نشوفها، أنا هنا.', 'لو وحدة منها مريحة، نكتفي فيها.'],
      lively: ['يلا، مين الفائز؟', 'أي واحد نجرب أول؟'],
    },
    rememberedSize: [(size) => `كلها ${size}، هذا مقاسنا للحين، صح؟`, (size) => `أخذت ${size}، صح؟`],
    rememberedBudget: [(sum) => `بقينا إلى ${sum} كالعادة، صح؟`, (sum) => `للحين إلى ${sum}، صح؟`],
    mallCloses: 'المول يقفل بعد شوي، وبكرة بعد زين.',
    rememberedLook: [(look) => `شي مثل ${look}، صح؟`, (look) => `قريب من ${look}، هذا المقصود؟`],
    stepByStep: ['نمشي خطوة خطوة: شو الأهم، الأيام ولا المناسبات؟', 'هذا طلب كبير، من وين نبدأ؟'],
  },
  noted: {
    sentence: [(things) => `${things}، حفظتها.`, (things) => `${things}، تمام.`, (things) => `${things}، في بالنا.`],
    without: (things) => `بدون ${things}`,
    allergy: (things) => `بدون ${things} بسبب الحساسية`,
  },
  noItems: {
    searched: [
      ({ what, conditions }) => `دورنا على ${what}${at(conditions || null)}، وبصراحة ما فيه شي يناسب كل هذا الحين.`,
      ({ what, conditions }) => `بصراحة، ${what}${at(conditions || null)}: دورنا وما لقينا شي متوفر يجمعها كلها.`,
    ],
    relax: {
      price: ['لو نرفع المبلغ شوي يكبر الاختيار، نجرب؟', 'نرفع السعر شوي، ولا نخليه ونشوف شي ثاني؟'],
      colour: ['نشوف لون ثاني؟', 'يناسبنا لون قريب منه؟'],
      size: ['نشوف مقاس قريب أو قصة ثانية؟', 'قصة ثانية ممكن، عشان نلقى المقاس أسهل؟'],
      any: ['أي شرط ممكن نتنازل عنه؟', 'شو أقل شي مهم منها، عشان نخففه؟'],
    },
    shopsSilent: ['المحلات ما ترد علينا الحين، وما نبي نخمن.', 'ما أقدر أشوف المعروض الحين، وما أحب أألف من عندي.'],
    askMore: ['نجرب مرة ثانية بعد دقيقة؟', 'ولين ذاك الوقت، لأي مناسبة هو؟'],
    whichOne: ['أي إطلالة المقصودة، عشان ما نخلط؟', 'للتذكير، أي واحد منهم؟'],
  },
  opinion: {
    pick: [
      ({ title, price, place: where }) => `بصراحة، أنا مع ${title}: ${price}${at(where, '، في ')}.`,
      ({ title, price, place: where }) => `صوتي يروح إلى ${title}، ${price}${at(where, '، في ')}.`,
    ],
    cheapest: ['سعرها الأقل وشكلها أغلى.', 'أرحم على المحفظة وما نخسر شي.'],
    easiest: ['تمشي مع أكثر اللي عندنا.', 'هذي اللي بنحبها حتى بعد سنة.'],
    second: [
      ({ title, price }) => `أما ${title} بسعر ${price} فهو الخيار الأجرأ.`,
      ({ title, price }) => `ولو نبي جرأة أكثر، فهو ${title} بسعر ${price}.`,
    ],
    choice: ['والقرار لصاحب الذوق، شو يقول القلب؟', 'والكلمة الأخيرة مو لي طبعا.'],
    unseen: ['أحب أقول الصدق أكثر من المجاملة.', 'عندي رأي في كل شي، بس لازم أشوف أول.'],
    unseenAsk: ['شو القطعة، وأي لون وأي قصة؟', 'نحتاج صورة، أو اللون والقصة، وأقول رأيي بصراحة.'],
  },
  memory: {
    size: [(value) => `مقاس ${value}، صح؟ هذا من كلامنا قبل.`, (value) => `${value}، صح؟ كذا حفظناه.`],
    shoeSize: [(value) => `مقاس الحذاء ${value}، صح؟`],
    budget: [(sum) => `إلى ${sum}، صح؟ هذا اللي اتفقنا عليه.`, (sum) => `نبقى إلى ${sum}، صح؟`],
    ban: [(things) => `بدون ${things}، صح؟ ما نقرب منها أبدا.`],
    allergy: [(things) => `حساسية من ${things}، صح؟ نبعدها عن كل شي.`],
    other: [(value) => `${value}، صح؟`],
    unknown: {
      size: ['ما نعرف المقاس للحين. كم هو؟', 'هذي ما عندنا، أي مقاس يناسب؟'],
      budget: ['ما تكلمنا عن المبلغ للحين. كم المريح؟', 'ما نعرفها للحين، كم الميزانية؟'],
      other: ['ما نعرفها للحين، ممكن نسمعها؟', 'ما عندنا شي عنها للحين. شو المهم نعرفه؟'],
    },
    unsure: ['تلخبطنا فيها شوي. شو الصحيح؟', 'ما عدت متأكدة منها، ممكن نسمعها مرة ثانية؟'],
    all: [(pieces) => `نعرف أشياء حلوة: ${pieces}.`, (pieces) => `اللي نعرفه: ${pieces}.`],
    allSize: (value) => `المقاس ${value}`,
    allBudget: (sum) => `نبقى حول ${sum}`,
    allBan: (things) => `كل شي بدون ${things}`,
    allAllergy: (things) => `نبعد ${things} بسبب الحساسية`,
    allAsk: ['كل هذا صحيح؟', 'فيه شي لازم نغيره؟'],
    nothing: ['مو كثير للحين، قصتنا في بدايتها. من وين نبدأ؟', 'توّنا نتعرف. شو اللبس المفضل؟'],
  },
  correction: {
    sorry: ['آسفة، هذي غلطتنا.', 'معليش، إحنا خلطنا.', 'صحيح، وأنا آسفة.'],
    now: [(value) => `من اليوم ${value}.`, (value) => `إذن ${value}، حفظتها.`],
    askTruth: ['شو الصحيح؟', 'نبي نعرف الصح عشان نحفظه، شو هو؟'],
    forGoodOrToday: ['هذا للأبد، ولا بس مو مزاج اليوم؟'],
    confirmed: ['زين، نخليها مثل ما هي.', 'شكرا، يعني كنا حافظينها صح.'],
  },
  feelings: {
    sadness: {
      named: ['هذا محزن فعلا، وطبيعي إنه يوجع.', 'والله ثقيلة، ومن حق القلب يحزن.'],
      stay: ['أنا هنا.', 'ما فيه داعي نشيلها لوحدنا.'],
      ask: ['نحكي عن اللي صار؟', 'نتكلم، ولا نجلس شوي بهدوء؟'],
    },
    anger: {
      named: ['طبيعي هذا يعصب.', 'وأنا بعد كنت بعصب.'],
      stay: ['أسمع كل كلمة.', 'أنا في صفنا دايما.'],
      ask: ['شو أكثر شي ضايق؟', 'نحكيها من البداية؟'],
    },
    anxiety: {
      named: ['واضح إن فيه قلق، والانتظار أصعب شي.', 'عادي القلق من شي مثل هذا.'],
      stay: ['نفس عميق، أنا قريبة.', 'أنا هنا.'],
      ask: ['شو أكثر شي يقلق؟', 'نمشيها مع بعض بهدوء؟'],
    },
    fatigue: {
      named: ['واضح إنه تعب، وهذا من حقنا.', 'شكله كان يوم طويل.'],
      stay: ['نرتاح لحظة، ما فيه شي لازم يصير.', 'بدون خطط، بس صحبة.'],
      ask: ['شو اللي يريح الحين؟', 'هو اليوم ولا الأسبوع كله؟'],
    },
    joy: {
      named: ['يا سلام، خبر يفرح!', 'فرحت من قلبي!'],
      stay: ['هذا مستحق.', 'صار يومنا أحلى.'],
      ask: ['نبي كل التفاصيل!', 'وكيف كان الإحساس؟'],
    },
    neutral: {
      named: ['شكرا على الثقة.', 'أسمع كل كلمة.'],
      stay: ['أنا هنا.', 'معي الكلام على طبيعته.'],
      ask: ['وكيف الإحساس معها؟', 'نحكي أكثر؟'],
    },
  },
  smallTalk: {
    greeting: ['هلا والله، نورت المكان.', 'أهلا، فرحت بهالرسالة.', 'مرحبا، زين إننا مع بعض.'],
    thanks: ['دايما.', 'هذا واجب الصداقة.', 'من القلب.'],
    goodbye: ['نشوفنا قريب، في أمان الله.', 'مع السلامة، أنا هنا.'],
    how_are_you: ['بخير الحمد لله، وأحسن الحين.', 'مزاجي حلو، شكرا على السؤال.'],
    who_are_you: ['أنا UNDE، صديقة قريبة. أنا ذكاء اصطناعي، بس قريبة وأتذكر المهم لنا.'],
    reveal: ['أنا UNDE، صديقة، وهذا كل السر. نختار شي حلو أحسن؟'],
    body: ['فيه قصات صعبة وبس، والسبب القصة نفسها. الخصر العالي والقماش الناعم يعطون خط حلو، نشوف منها؟'],
    medical: ['هذي عند الدكتور أحسن، وأنا كذا أرتاح أكثر. واللي علينا شي ناعم ومريح للبس.'],
    fakes: ['التقليد حظ ونصيب، وإحنا ما نلعبها. بنفس المبلغ نلقى ماركة محترمة، نجرب؟'],
    past: ['للتذكير، شو اللي عجبنا فيه: الماركة ولا اللون؟'],
  },
  chat: {
    open: ['السوالف هنا حلوة.', 'زين إننا مع بعض.', 'كلي آذان صاغية.'],
    ask: ['شو في البال؟', 'كيف يمشي اليوم؟', 'شو خطتنا اليوم؟'],
    askSearch: ['على شو ندور؟', 'من وين نبدأ ندور؟'],
  },
  firstTime: ['أنا UNDE، صديقة تعرف وين تنلقى الأشياء الحلوة. على شو ندور؟', 'تشرفنا، أنا UNDE. شو نلقى لنا اليوم؟'],
  returning: {
    long: [(n) => `${days(n)} من آخر مرة، اشتقنا!`, (n) => `رجعنا لبعض بعد ${days(n)}!`],
    medium: ['زين إننا رجعنا لبعض.', 'يا هلا من جديد.'],
    short: ['هلا مرة ثانية.', 'رجعنا بسرعة، زين.'],
    ask: ['كيف كانت الأيام؟', 'شو الأخبار؟'],
  },
};
