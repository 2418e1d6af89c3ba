import { ARABIC_TOKENS, RUSSIAN_TOKENS, translateTokens } from './artefact-tokens.ts';

/** One shown garment; missing attributes are left out. */
export type DescribedItem = {
  readonly sku: string;
  readonly colour?: string | null;
  readonly silhouette?: string | null;
  readonly fabric?: string | null;
  readonly category?: string | null;
  readonly brand?: string | null;
  readonly store?: string | null;
};

/** What an assistant message showed, by consultant. Other consultants have no description. @see knowledge.md 12.5 */
export type DescribedArtefact =
  | {
      readonly consultantType: 'stylist';
      readonly items: readonly DescribedItem[];
      readonly occasion?: string | null;
      readonly style?: string | null;
    }
  | {
      readonly consultantType: 'chef';
      readonly dish?: string | null;
      readonly cuisine?: string | null;
      readonly allergens?: readonly string[];
      readonly kcal?: number | null;
      readonly minutes?: number | null;
    }
  | {
      readonly consultantType: 'interior';
      readonly style?: string | null;
      readonly room?: string | null;
      readonly colours?: readonly string[];
      readonly furniture?: readonly string[];
    };

function present(values: readonly (string | null | undefined)[]): readonly string[] {
  return values.flatMap((value) =>
    value === null || value === undefined || value.trim() === '' ? [] : [value.trim().toLowerCase()],
  );
}

/** PostgreSQL reads "MD-5510" as md and -5510, "H&M" as h and m: the joined forms make them findable. @see knowledge.md O-69 */
function joinedForms(values: readonly string[]): readonly string[] {
  const forms = values.flatMap((value) =>
    [...value.matchAll(/[\p{L}\p{N}]+(?:[-&/.'][\p{L}\p{N}]+)+/gu)].flatMap(([code]) => [
      code.replace(/[^\p{L}\p{N}]+/gu, ''),
      ...code.split(/[^\p{L}\p{N}]+/u).filter((part) => /^\d{2,}$/u.test(part)),
    ]),
  );
  return [...new Set(forms)];
}

function describeLook(artefact: Extract<DescribedArtefact, { consultantType: 'stylist' }>): string | undefined {
  if (artefact.items.length === 0) return undefined;
  const items = artefact.items.map((item) =>
    present([item.sku, item.colour, item.silhouette, item.fabric, item.category, item.brand, item.store]),
  );
  const setting = present([artefact.occasion, artefact.style]);
  const attributes = [
    ...artefact.items.flatMap((item) => present([item.colour, item.silhouette, item.fabric, item.category])),
    ...setting,
  ];
  const tokens = [
    ...translateTokens(attributes, RUSSIAN_TOKENS),
    ...translateTokens(attributes, ARABIC_TOKENS),
    ...joinedForms(items.flat()),
  ];
  const shown = items.map((words) => words.join(' ')).join(', ');
  return [
    shown,
    ...(setting.length === 0 ? [] : [` - ${setting.join(' ')}`]),
    ...(tokens.length === 0 ? [] : [` | ${tokens.join(' ')}`]),
  ].join('');
}

function describeDish(artefact: Extract<DescribedArtefact, { consultantType: 'chef' }>): string | undefined {
  const [dish] = present([artefact.dish]);
  if (dish === undefined) return undefined;
  const allergens = present(artefact.allergens ?? []);
  const parts = [
    dish,
    ...present([artefact.cuisine]),
    ...(allergens.length === 0 ? [] : [`аллергены: ${allergens.join(' ')}`]),
  ];
  if (typeof artefact.kcal === 'number') parts.push(`${artefact.kcal} ккал`);
  if (typeof artefact.minutes === 'number') parts.push(`${artefact.minutes} мин`);
  return parts.join(', ');
}

function describeRoom(artefact: Extract<DescribedArtefact, { consultantType: 'interior' }>): string | undefined {
  const head = present([artefact.style, artefact.room]).join(' ');
  const colours = present(artefact.colours ?? []);
  const furniture = present(artefact.furniture ?? []);
  if (head === '' && colours.length === 0 && furniture.length === 0) return undefined;
  const tail = [
    ...(colours.length === 0 ? [] : [`цвета: ${colours.join(' ')}`]),
    ...(furniture.length === 0 ? [] : [`мебель: ${furniture.join(' ')}`]),
  ].join(', ');
  return tail === '' ? head : `${head} — ${tail}`;
}

/**
 * The backend-only text of an artefact, from its structured data: a template, no model. Lower case; ids, brands and
 * stores included; Russian and Arabic tokens and joined codes appended for the text search. The same function serves live
 * and replayed answers. Undefined without items or for an unknown consultant. @see knowledge.md 12.5, O-69, O-117
 */
export function buildResponseDescription(artefact: DescribedArtefact): string | undefined {
  if (artefact.consultantType === 'stylist') return describeLook(artefact);
  if (artefact.consultantType === 'chef') return describeDish(artefact);
  return artefact.consultantType === 'interior' ? describeRoom(artefact) : undefined;
}
