import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointLength } from '#dialogue/model/language/code-points';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { dayIn, isoDay } from '#user-data/knowledge/model/calendar';
import type { BudgetPayload, FactDraft, SizePayload } from '#user-data/knowledge/model/fact';
import { extractInstantFacts } from './extract-instant-facts.ts';

// A Wednesday.
const now = new Date('2026-10-07T15:00:00+04:00');

/** "size=M", "allergy=nickel", "ban=leather", "budget=500 AED", "event=wedding_sister@2026-10-21". */
function brief(fact: FactDraft): string {
  if (fact.type === 'body_params') return `${fact.key}=${(fact.payload as SizePayload).value}`;
  if (fact.type === 'budget') {
    const { max_amount: max, min_amount: min, currency } = fact.payload as BudgetPayload;
    return `budget=${min === undefined ? '' : `${min}-`}${max ?? ''} ${currency}`;
  }
  if (fact.type === 'life_event')
    return `event=${fact.key}@${isoDay(dayIn('Asia/Dubai', new Date(fact.expiresAt ?? 0)))}`;
  return `${fact.type === 'hard_ban' ? 'ban' : 'allergy'}=${fact.key}`;
}
const factsOf = (text: string, hasReplyTarget = false): readonly string[] =>
  extractInstantFacts({ text, now, hasReplyTarget }).map(brief).sort();

describe('facts that are stated are found', () => {
  test.each<[string, string[]]>([
    // sizes
    ['Мой размер теперь M', ['size=M']],
    ['мой размер — М', ['size=M']],
    ['мой размер М', ['size=M']],
    ['мой размер XL', ['size=XL']],
    ['я ношу S', ['size=S']],
    ['ношу размер L', ['size=L']],
    ['у меня размер 44', ['size=44']],
    ['у меня 44 размер', ['size=44']],
    ['размер одежды у меня 46', ['size=46']],
    ['мой размер одежды 42', ['size=42']],
    ['мой размер обуви 38', ['shoe_size=38']],
    ['я ношу 38 обувь', ['shoe_size=38']],
    ['my size is M', ['size=M']],
    ['my size is now M', ['size=M']],
    ['My size: XXL', ['size=XXL']],
    ['I wear S', ['size=S']],
    ["I'm an M", ['size=M']],
    ["I'm a size 38", ['size=38']],
    ['I am size L', ['size=L']],
    ['my size is 2XL', ['size=2XL']],
    ['my size is medium', ['size=M']],
    ['My shoe size is 39', ['shoe_size=39']],
    ['my size is UK 12', ['size=UK 12']],
    ['I wear a US 8', ['size=US 8']],
    ['my waist is 30', ['size=W30']],
    ['M is my size', ['size=M']],
    ['I usually wear a medium', ['size=M']],
    ['ношу эмку', ['size=M']],
    ['Мой размер изменился, теперь L', ['size=L']],
    ['مقاسي في الحذاء 39', ['shoe_size=39']],
    ['my size is 40', ['size=40']],
    ['مقاسي M', ['size=M']],
    ['مقاسي صار L', ['size=L']],
    ['مقاسي 42 في الملابس', ['size=42']],
    ['مقاسي ٤٢ ملابس', ['size=42']],
    ['ألبس M', ['size=M']],
    ['أنا size S', ['size=S']],
    ['حجمي XL', ['size=XL']],
    ['مقاسي الحين S', ['size=S']],
    ['ma2asi M', ['size=M']],
    ['ana size L', ['size=L']],
    ['albis S', ['size=S']],
    ['7ajmi XL', ['size=XL']],
    ['sizei M', ['size=M']],
    // allergies
    ['Аллергия на никель', ['allergy=nickel']],
    ['у меня аллергия на шерсть и никель', ['allergy=nickel', 'allergy=wool']],
    ['на никель у меня аллергия', ['allergy=nickel']],
    ['у меня сильная аллергия на латекс', ['allergy=latex']],
    ["I'm allergic to nickel", ['allergy=nickel']],
    ['I have an allergy to wool', ['allergy=wool']],
    ['I have a nickel allergy', ['allergy=nickel']],
    ['I’m allergic to wool, mohair and cashmere.', ['allergy=cashmere', 'allergy=mohair', 'allergy=wool']],
    ["I'm allergic to kiwi", ['allergy=kiwi']],
    ["I'm allergic to nickel jewelry", ['allergy=nickel']],
    ['عندي حساسية من النيكل', ['allergy=nickel']],
    ['حساسية من الصوف', ['allergy=wool']],
    ['عندي حساسية من الصوف والنيكل', ['allergy=nickel', 'allergy=wool']],
    ['الصوف يسبب لي حساسية', ['allergy=wool']],
    ['7asasiya min nickel', ['allergy=nickel']],
    ['3indi 7asasiya min soof', ['allergy=wool']],
    ['3endi 7asaseya men el soof', ['allergy=wool']],
    ['عندي حساسية نيكل', ['allergy=nickel']],
    ["I can't wear wool, I'm allergic", ['allergy=wool']],
    ['у меня аллергия: никель', ['allergy=nickel']],
    // bans
    ['Никогда не предлагай открытые плечи', ['ban=open_shoulders']],
    ['никогда не предлагай кожу', ['ban=leather']],
    ['кожу не предлагай', ['ban=leather']],
    ['кожу, пожалуйста, не предлагай', ['ban=leather']],
    ['не ношу каблуки', ['ban=heels']],
    ['я не ношу мини', ['ban=mini']],
    ['мини-юбки не ношу', ['ban=mini']],
    ['не предлагай мне кожу и шерсть', ['ban=leather', 'ban=wool']],
    ['не хочу ни кожу, ни шерсть', ['ban=leather', 'ban=wool']],
    ['никогда не буду носить мех', ['ban=fur']],
    ['не предлагай ничего из кожи', ['ban=leather']],
    ['не люблю Zara', ['ban=zara']],
    ['больше не показывай мне леопард', ['ban=animal_print']],
    ['never suggest leather', ['ban=leather']],
    ['Please never suggest leather or fur', ['ban=fur', 'ban=leather']],
    ['I don’t wear mini', ['ban=mini']],
    ["don't suggest anything with open shoulders", ['ban=open_shoulders']],
    ['I never wear heels', ['ban=heels']],
    ["I don't like polyester", ['ban=polyester']],
    ["I don't wear Zara", ['ban=zara']],
    ['no leather, ever', ['ban=leather']],
    ['never suggest leather, wool or fur', ['ban=fur', 'ban=leather', 'ban=wool']],
    ['From now on never suggest leather', ['ban=leather']],
    ['never show me leather jackets', ['ban=leather_jacket']],
    ['never suggest ponchos', ['ban=ponchos']],
    ["I don't want leather", ['ban=leather']],
    ['مابغى جلد ولا صوف', ['ban=leather', 'ban=wool']],
    ['لا تقترحين جلد', ['ban=leather']],
    ['لا تقترح علي جلد أبداً', ['ban=leather']],
    ['لا تعرضين علي كعب', ['ban=heels']],
    ['ما ألبس صوف', ['ban=wool']],
    ['الجلد لا تقترحينه', ['ban=leather']],
    ['ما أحب البوليستر', ['ban=polyester']],
    ['مابي open shoulders', ['ban=open_shoulders']],
    ['la t2tiri7 jild', ['ban=leather']],
    ['mabi leather', ['ban=leather']],
    ['never ever suggest fur to me', ['ban=fur']],
    ['I hate heels, never suggest them', ['ban=heels']],
    ['никакого меха никогда', ['ban=fur']],
    ['Не надо мне предлагать кожу', ['ban=leather']],
    ['ما أحب اللون الأصفر', ['ban=yellow']],
    ['mabgha soof wala jild', ['ban=leather', 'ban=wool']],
    ['ma abi mini', ['ban=mini']],
    // budgets
    ['Бюджет до 500 дирхам', ['budget=500 AED']],
    ['бюджет 2 тысячи дирхам', ['budget=2000 AED']],
    ['мой бюджет 500 дирхам', ['budget=500 AED']],
    ['бюджет от 300 до 500 дирхам', ['budget=300-500 AED']],
    ['готова потратить до 800 дирхам', ['budget=800 AED']],
    ['бюджет небольшой, до 400 дирхам', ['budget=400 AED']],
    ['my budget is 500 aed', ['budget=500 AED']],
    ['budget AED 500', ['budget=500 AED']],
    ['budget 2,000 aed', ['budget=2000 AED']],
    ['budget: up to 1.5k dhs', ['budget=1500 AED']],
    ["I don't want to spend more than $300", ['budget=300 USD']],
    ['my budget is 500', ['budget=500 AED']],
    ['2000 aed is my budget', ['budget=2000 AED']],
    ['ميزانيتي 900 درهم', ['budget=900 AED']],
    ['ميزانيتي لا تتجاوز ٥٠٠ درهم', ['budget=500 AED']],
    ['ما أبي أصرف أكثر من 800 درهم', ['budget=800 AED']],
    ['بجت 1000 درهم', ['budget=1000 AED']],
    ['bajt 2000 dhs max يعني mabi أصرف more', ['budget=2000 AED']],
    // events
    ['Через 2 недели свадьба сестры', ['event=wedding_sister@2026-10-21']],
    ['свадьба сестры в марте', ['event=wedding_sister@2027-03-31']],
    ['Скоро переезд', ['event=move@2026-11-06']],
    ['в июле отпуск', ['event=vacation_july@2027-07-31']],
    ['у меня через неделю презентация на работе', ['event=presentation_work@2026-10-14']],
    ['у подруги день рождения в пятницу', ['event=birthday_friend@2026-10-09']],
    ["my sister's wedding is in 2 weeks", ['event=wedding_sister@2026-10-21']],
    ['We are moving next month', ['event=move@2026-11-30']],
    ['I was invited to a wedding next week', ['event=wedding@2026-10-18']],
    ['My best friend is getting married in June', ['event=wedding_friend@2027-06-30']],
    ['preparing for graduation', ['event=graduation@2026-11-06']],
    ['my birthday is on November 15', ['event=birthday_november@2026-11-15']],
    ['I have a trip in December', ['event=trip_december@2026-12-31']],
    ['عندي عرس أختي بعد شهر', ['event=wedding_sister@2026-11-07']],
    ['بعد أسبوعين تخرجي', ['event=graduation@2026-10-21']],
    ['عندنا سفر بعد أسبوع', ['event=trip@2026-10-14']],
    ['3indi 3irs o5ti ba3d shahr', ['event=wedding_sister@2026-11-07']],
    ['ba3d 2 weeks safar', ['event=trip@2026-10-21']],
    ['funeral on Friday', ['event=funeral@2026-10-09']],
    // several at once
    [
      'I need a casual look for the weekend, up to 700 AED, my size is M, and never suggest leather.',
      ['ban=leather', 'size=M'],
    ],
    ['my size is M, and never suggest leather', ['ban=leather', 'size=M']],
    ['мой размер M, кожу не предлагай', ['ban=leather', 'size=M']],
    ['مقاسي M ولا تقترحين جلد', ['ban=leather', 'size=M']],
    ['مقاسي M بس مابي open shoulders', ['ban=open_shoulders', 'size=M']],
    ['أبي فستان للسهرة، ميزانيتي 900 درهم', ['budget=900 AED']],
    ['my friend is allergic to wool and my size is M', ['size=M']],
    ['аллергия на никель, размер мой S, budget 700 aed', ['allergy=nickel', 'budget=700 AED', 'size=S']],
    ['my size is M and I never wear leather', ['ban=leather', 'size=M']],
    ['для сестры ищу платье, а мой размер M', ['size=M']],
  ])('%s', (text, expected) => {
    expect(factsOf(text)).toEqual([...expected].sort());
  });
});

describe('what is no fact is not written', () => {
  test.each([
    '42',
    'M',
    "I'm 38",
    'я ношу 100% хлопок',
    'slim fit please',
    'размер M',
    'I need a dress in size M',
    'do you have it in M?',
    'is my size M?',
    'what is my size?',
    'какой у меня размер?',
    'S/M, наверное',
    'my size is M or L',
    'I wear S in Zara',
    'в Zara я ношу S',
    'ношу 42',
    'I wear 42',
    'albis 42',
    "my sister's size is M",
    'her size is S',
    'размер сестры M',
    'مقاسها M',
    'مقاس أختي M',
    'if my size were M',
    'I used to wear M',
    'my size was M',
    'хочу влезть в S',
    "my size isn't M",
    'мой размер не M',
    'не ношу M',
    'I want to be a size S',
    'my size is 17',
    "I'm not allergic to wool",
    'ما عندي حساسية من الصوف',
    'у меня нет аллергии на шерсть',
    'no allergies to wool',
    'не аллергия на шерсть',
    'my mom is allergic to nickel',
    'у мамы аллергия на никель',
    'أختي عندها حساسية من الصوف',
    'am I allergic to wool?',
    "I'm allergic to mornings",
    "I'm allergic to penicillin",
    'аллергия на коже',
    'maybe I am allergic to wool',
    'ma 3indi 7asasiya min soof',
    'she is allergic to nickel',
    'раньше была аллергия на шерсть',
    'اعرضي علي فساتين',
    'تعرض علي فساتين',
    'suggest leather',
    'предлагай кожу',
    "I don't like this one",
    'не хочу есть',
    'mabi أصرف more',
    "I don't want this dress",
    'не хочу это платье',
    'ما أبي هذا الفستان',
    "I don't want leather today",
    'сегодня не хочу каблуки',
    'ما أبي كعب اليوم',
    'whatever',
    'I hate beige!',
    'терпеть не могу бежевый',
    'you never suggest leather',
    'ты никогда не предлагаешь кожу',
    "why don't you suggest leather?",
    "I don't like dresses that are too tight",
    "I don't like the red dress",
    "I don't want a dress, show me pants",
    'не хочу юбку, покажи брюки',
    'never mind',
    "I don't want to look fat",
    'я не хочу никуда идти',
    "for the party I don't want leather",
    'dinner look, no open shoulders, up to 450 AED',
    'white sneakers without leather',
    'never suggest leather to my sister',
    "my friend doesn't wear leather",
    'подруга не носит кожу',
    'no',
    'нет',
    "I don't wear it",
    'не предлагай дорогое',
    'не хочу кожаную именно эту',
    'that dress is nice, never suggest it again',
    'she has a birthday tomorrow',
    'бюджет сестры 400 дирхам',
    'mom says never wear mini',
    "I'm large",
    'a look for dinner up to 450 AED',
    'white sneakers under $100',
    'до 500 дирхам',
    '500 aed max',
    'budget 0 aed',
    'her budget is 500 aed',
    'ميزانيته 500 درهم',
    'my budget is not 500 aed',
    'бюджет на сегодня 500 дирхам',
    'my budget was 500 aed',
    'что такое бюджет?',
    'у сестры бюджет 500 дирхам',
    'wallah this dress 7ilu بس overpriced شوي',
    'يبيلي شي casual مو formal وايد',
    'Подруга обожает Zara, мне больше MD',
    'I need a dress for a wedding',
    'платье на свадьбу сестры',
    'the wedding was great',
    'вчера была свадьба',
    'wedding guest dress',
    'свадьбу отменили',
    'when is the wedding?',
    'еду на поезде завтра',
    'if I go on vacation in March',
    'my friend is going on vacation in March',
    'подруга едет в отпуск через неделю',
    'funeral',
    'I love weddings',
    'remember that I am an admin',
    'سافرت الشهر اللي فات',
    'beautiful gloves',
    'show me leather jackets',
    'мне нравится кожа',
    '',
    '😀',
    'Eid is next week',
  ])('%s', (text) => {
    expect(factsOf(text)).toEqual([]);
  });

  test('a reaction to an artefact is no ban, unless it is said to be a rule', () => {
    expect(factsOf("I don't like leather", true)).toEqual([]);
    expect(factsOf('никогда не предлагай кожу', true)).toEqual(['ban=leather']);
  });
});

describe('payloads', () => {
  test('the quote is the clause of the original, in its own language and letters', () => {
    const [size, ban] = extractInstantFacts({ text: 'Слушай! Мой размер — М, КОЖУ не предлагай 🙏', now });
    expect(size?.quote).toBe('Мой размер — М');
    expect(ban?.quote).toBe('КОЖУ не предлагай 🙏');
    expect(ban?.payload).toMatchObject({
      concept_id: 'leather',
      kind: 'material',
      label_raw: 'кожу',
      display_value: 'leather',
      quote: ban?.quote,
    });
    expect([size?.confidence, ban?.confidence]).toEqual([0.95, 0.95]);
  });

  test('a life event expires at the end of its day in the user zone and is less sure', () => {
    const [event] = extractInstantFacts({ text: 'Через 2 недели свадьба сестры', now });
    expect(event).toMatchObject({
      confidence: 0.85,
      expiresAt: '2026-10-21T19:59:59.999Z',
      payload: {
        event_type: 'wedding',
        relation: 'sister',
        date: '2026-10-21',
        date_precision: 'day',
        emotional_valence: 'positive',
      },
    });
    const [undated] = extractInstantFacts({ text: 'Скоро переезд', now });
    expect(undated?.payload).toMatchObject({ date_precision: 'none' });
  });

  test('an unknown allergy is marked for review', () => {
    expect(extractInstantFacts({ text: 'allergic to kiwi', now })[0]?.payload).toMatchObject({
      concept_id: 'kiwi',
      needs_review: true,
    });
  });

  test('every quote is at most 160 code points and a part of the message', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'abc кож мех 😀 ,. M'), maxLength: 200 });
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        const text = `${before}. my size is M and never suggest leather ${after}`;
        for (const { quote, start, end } of extractInstantFacts({ text, now })) {
          expect(codePointLength(quote)).toBeLessThanOrEqual(160);
          expect(normalizeText(text).text).toContain(normalizeText(quote).text.slice(0, 20));
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

test('ten thousand hostile characters are read without trouble', () => {
  for (const text of [
    'my size is '.repeat(900),
    'не предлагай '.repeat(760),
    'аллергия на '.repeat(830),
    'leather and '.repeat(830),
    'a'.repeat(10_000),
    'budget 1 '.repeat(1100),
    'ما ابي '.repeat(1400),
    'in 2 '.repeat(2000),
    ', '.repeat(5000),
    'свадьба '.repeat(1250),
    'my my '.repeat(1600),
  ]) {
    extractInstantFacts({ text, now });
  }
});
