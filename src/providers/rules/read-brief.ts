import type { ReplyBrief } from '#ports/reply-brief';
import type { ItemWords } from './phrasebook.ts';
import type { Speaker } from './line.ts';

type Fact = ReplyBrief['facts'][number];
type Item = ReplyBrief['items'][number];

/** Facts of a type that may be asserted: disputed ones never are. */
export function knownFacts(brief: ReplyBrief, type: string, key?: string): readonly Fact[] {
  return brief.facts.filter(
    (fact) => fact.type === type && !fact.is_disputed && (key === undefined || fact.key === key),
  );
}

/** The sum that a budget fact names, in words; undefined when it names none. */
export function moneyOf({ brief, phrases }: Speaker, text: string): string | undefined {
  const amounts = text.replace(/(\d)[\s\u00a0,](?=\d{3}(?!\d))/gu, '$1').match(/\d+(?:\.\d+)?/gu);
  const amount = amounts?.at(-1);
  if (amount === undefined) return undefined;
  const currency = /(?<![A-Z])[A-Z]{3}(?![A-Z])/u.exec(text)?.[0] ?? brief.constraints.currency ?? 'AED';
  return phrases.words.money(Number(amount), currency);
}

/** What a ban or an allergy is about, in the language of the answer. */
export function bannedThing({ phrases }: Speaker, fact: Pick<Fact, 'key' | 'value'>): string {
  return (
    phrases.words.banned(fact.key) ??
    phrases.words.banned(fact.value.toLowerCase()) ??
    phrases.words.quoted(fact.value || fact.key.replaceAll('_', ' '))
  );
}

/** Items in the words of the language; the mall of the first is not repeated, nor a size that all share. */
export function itemWords({ brief, phrases }: Speaker): readonly ItemWords[] {
  const [first] = brief.items;
  const isOneSize = brief.items.every((item) => item.size_offered === first?.size_offered);
  return brief.items.map((item, index) => {
    const mall = index > 0 && item.mall_name === first?.mall_name ? null : item.mall_name;
    const isSizeKnown = item.size_offered !== null && (index === 0 || !isOneSize);
    return {
      title: phrases.words.title(item.name, saysBrand(item) ? null : item.brand),
      price: phrases.words.money(item.price, item.currency),
      size: isSizeKnown && item.size_offered !== null ? phrases.words.size(item.size_offered) : null,
      place: phrases.words.place(item.store_name, mall, item.floor),
    };
  });
}

function saysBrand(item: Item): boolean {
  const brand = item.brand.toLowerCase();
  return (
    brand === '' || item.name.toLowerCase().includes(brand) || (item.store_name?.toLowerCase().includes(brand) ?? false)
  );
}

/** Whether a text is written in the script of the language, so that it may be said in it. */
export function isInLanguage(text: string, language: ReplyBrief['language']): boolean {
  const script = { en: /\p{Script=Latin}/gu, ru: /\p{Script=Cyrillic}/gu, ar: /\p{Script=Arabic}/gu }[language];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 0 && (text.match(script)?.length ?? 0) > letters * 0.6;
}

/** With a capital at the start. */
export function capitalize(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
