import { findConceptsInTokens } from '#dialogue/model/language/concepts';
import type { ConceptKind, ConceptMatch } from '#dialogue/model/language/concepts';
import { tokenize } from '#dialogue/model/language/tokenize';
import type { MessageClause } from './message-clauses.ts';

/**
 * What a ban or an allergy is about. `conceptIds` has two parts for a narrowed garment (["leather", "jacket"]); `end` is
 * its end within the clause (the clause's end when it stands in a later part of the list).
 */
export type FactObject = {
  readonly id: string;
  readonly conceptIds: readonly string[];
  readonly kind: ConceptKind;
  readonly surface: string;
  readonly start: number;
  readonly end: number;
};

const FILLERS = new Set(
  (
    'both either me any anything all some something more the a an in with of made from clothes clothing things items stuff pieces outfits looks material materials colour color fabric fabrics else pure real genuine natural ever again please us to wear wearing buy see only of kind ' +
    'на мне ничего что-то что-либо либо что то любую любые любой из с со в вещи вещей одежду одежды больше никаких никакую никакие никакой ничего всякие всякую носить надевать покупать видеть натуральную натуральный натуральной чистую для меня пожалуйста вообще весь вся все ткань ткани изделия цвет цвета ' +
    'اي شي شيء حاجه لي علي عليه من فيه فيها ملابس قطع كل انواع البس الشي قماش ني لنا مني اللون لون ' +
    'ay shay shai ishi li ly 3alay min fih malabis kl kil el al il'
  ).split(' '),
);
const CONNECTORS = new Set('and or nor & either и или ни да а также و ولا او أو w o aw wala wla ow plus'.split(' '));
const NARROWING: ReadonlySet<ConceptKind> = new Set(['material', 'colour', 'pattern', 'cut', 'style']);
const JOINERS = new Set('with in of made from out с со из в на من مع ب فيه فيها min'.split(' '));

type Words = {
  readonly text: string;
  readonly tokens: MessageClause['tokens'];
  readonly concepts: readonly ConceptMatch[];
};

function conceptAt(words: Words, index: number): ConceptMatch | undefined {
  return words.concepts.find(({ tokenStart }) => tokenStart === index);
}

function objectOf(words: Words, parts: readonly ConceptMatch[]): FactObject | undefined {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const garment = parts.find(({ kind }) => kind === 'garment');
  const modifier = parts.find(({ kind }) => NARROWING.has(kind));
  const place = { surface: words.text.slice(first.start, last.end), start: first.start, end: last.end };
  if (garment === undefined || modifier === undefined)
    return { id: first.conceptId, conceptIds: [first.conceptId], kind: first.kind, ...place };
  if (modifier.kind === 'cut')
    return { id: modifier.conceptId, conceptIds: [modifier.conceptId], kind: 'cut', ...place };
  return {
    id: `${modifier.conceptId}_${garment.conceptId}`,
    conceptIds: [modifier.conceptId, garment.conceptId],
    kind: 'garment',
    ...place,
  };
}

/** Concepts side by side, or joined by "with" / "из" / "من", name one thing: "leather jackets", "فستان من جلد". */
function readOne(words: Words, from: number): { readonly object: FactObject; readonly next: number } | undefined {
  const parts: ConceptMatch[] = [];
  let index = from;
  for (
    let current = conceptAt(words, index);
    current !== undefined && parts.length < 3;
    current = conceptAt(words, index)
  ) {
    if (parts.length > 0 && !canJoin(parts, current, words)) break;
    parts.push(current);
    index = current.tokenEnd;
    while (
      parts.length < 3 &&
      JOINERS.has(words.tokens[index]?.text ?? '') &&
      isNarrowingPair(parts, conceptAt(words, index + 1))
    )
      index++;
  }
  const object = objectOf(words, parts);
  return object === undefined ? undefined : { object, next: index };
}

function isNarrowingPair(parts: readonly ConceptMatch[], next: ConceptMatch | undefined): boolean {
  return next !== undefined && parts.some(({ kind }) => kind === 'garment') && NARROWING.has(next.kind);
}

function canJoin(parts: readonly ConceptMatch[], next: ConceptMatch, words: Words): boolean {
  if (/^و/u.test(words.tokens[next.tokenStart]?.text ?? '') && !/^و/u.test(next.conceptId)) return false;
  const hasGarment = parts.some(({ kind }) => kind === 'garment');
  return hasGarment ? NARROWING.has(next.kind) : next.kind === 'garment' || NARROWING.has(next.kind);
}

function skip(words: Words, from: number, list: ReadonlySet<string>): number {
  let index = from;
  while (list.has(words.tokens[index]?.text ?? '') && conceptAt(words, index) === undefined) index++;
  return index;
}

function readList(words: Words, from: number): { readonly objects: readonly FactObject[]; readonly next: number } {
  const objects: FactObject[] = [];
  let next = from;
  let index = skip(words, skip(words, from, CONNECTORS), FILLERS);
  for (let one = readOne(words, index); one !== undefined && objects.length < 8; one = readOne(words, index)) {
    objects.push(one.object);
    next = one.next;
    const afterConnector = skip(words, one.next, CONNECTORS);
    const isJoined = afterConnector > one.next || (words.tokens[one.next]?.text ?? '').startsWith('و');
    if (!isJoined) break;
    index = skip(words, afterConnector, FILLERS);
  }
  return { objects, next };
}

const SEGMENT = /[,،]/u;
const HAS_CONNECTOR = /(?:^|\s)(?:and|or|nor|и|или|ни|و|ولا|او|wala)(?:\s|$)|(?:^|\s)و\p{L}/u;

/** Behind these stands what is wanted instead: "I don't wear gold, only silver". */
const TURN =
  /^\s*(?:only|just|but|rather|instead|prefer|i |only in|только|лишь|лучше|зато|а |но |بس|فقط|لكن|bas|lakin)(?![\p{L}])|^\s*(?:i|а|но)\s/u;

/** Later parts of a list, behind commas: whole parts only, of the same kind or closed by a conjunction. */
function readContinuation(clause: MessageClause, first: readonly FactObject[]): readonly FactObject[] {
  const kinds = new Set(first.map(({ kind }) => kind));
  const pending: FactObject[] = [];
  const accepted: FactObject[] = [];
  for (const segment of clause.following.split(SEGMENT).slice(1, 7)) {
    if (TURN.test(segment)) break;
    const tokens = tokenize(segment);
    const words = { text: segment, tokens, concepts: findConceptsInTokens(segment, tokens) };
    const { objects, next } = readList(words, 0);
    if (objects.length === 0 || next < tokens.length) break;
    pending.push(...objects.map((object) => ({ ...object, start: clause.text.length, end: clause.text.length })));
    if (objects.every(({ kind }) => kinds.has(kind)) || HAS_CONNECTOR.test(segment))
      accepted.push(...pending.splice(0));
  }
  return accepted;
}

/** What a rule reads behind its trigger; `nextToken` is the first word behind the list within the clause. */
export type ObjectList = {
  readonly objects: readonly FactObject[];
  readonly nextToken: number;
  readonly firstToken: number;
};

/**
 * Reads the objects behind a trigger: fillers are skipped ("any", "мне", "ملابس"), lists are split at conjunctions and
 * commas (O-31), neighbours are joined to one narrowed garment. Any other word first means that there is no known object.
 */
export function readObjectsAfter(clause: MessageClause, position: number): ObjectList {
  const firstToken = clause.tokens.findIndex(({ start }) => start >= position);
  if (firstToken < 0) return { objects: [], nextToken: clause.tokens.length, firstToken: clause.tokens.length };
  const { objects, next } = readList(clause, firstToken);
  const rest = objects.length > 0 && next >= clause.tokens.length ? readContinuation(clause, objects) : [];
  return { objects: [...objects, ...rest], nextToken: next, firstToken: skip(clause, firstToken, FILLERS) };
}

const BACKWARD_FILLERS = new Set(
  'мне больше вообще никогда я тоже совсем точно мы to me for please pls пожалуйста плиз لي علي انا ابدا ana'.split(
    ' ',
  ),
);

/** Reads the objects in front of a trigger: "кожу и шерсть не предлагай", "الجلد لا تقترحينه". */
export function readObjectsBefore(clause: MessageClause, position: number): readonly FactObject[] {
  const objects: FactObject[] = [];
  let index = clause.tokens.findLastIndex(({ end }) => end <= position);
  while (index >= 0 && BACKWARD_FILLERS.has(clause.tokens[index]?.text ?? '')) index--;
  while (index >= 0) {
    const last = clause.concepts.find(({ tokenEnd }) => tokenEnd === index + 1);
    if (last === undefined) break;
    const modifier = clause.concepts.find(
      ({ tokenEnd, kind }) => tokenEnd === last.tokenStart && last.kind === 'garment' && NARROWING.has(kind),
    );
    const object = objectOf(clause, modifier === undefined ? [last] : [modifier, last]);
    if (object !== undefined) objects.unshift(object);
    index = (modifier ?? last).tokenStart - 1;
    if (!CONNECTORS.has(clause.tokens[index]?.text ?? '')) break;
    index--;
  }
  return index < 0 && objects.length > 0 ? [...readListBefore(clause), ...objects] : objects;
}

/** Earlier parts of the list, in front of commas: "кожу, мех и шерсть не предлагать". Whole parts only. */
function readListBefore(clause: MessageClause): readonly FactObject[] {
  const found: FactObject[] = [];
  for (const segment of clause.before
    .split(SEGMENT)
    .reverse()
    .filter((part) => part.trim() !== '')
    .slice(0, 6)) {
    const tokens = tokenize(segment);
    const { objects, next } = readList({ text: segment, tokens, concepts: findConceptsInTokens(segment, tokens) }, 0);
    if (objects.length === 0 || next < tokens.length) break;
    found.unshift(...objects.map((object) => ({ ...object, start: 0, end: 0 })));
  }
  return found;
}
