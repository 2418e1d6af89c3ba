/** What a concept is about. `action` never appears: the dictionary holds things, not verbs. @see knowledge.md O-17 */
export type ConceptKind =
  | 'material'
  | 'cut'
  | 'garment'
  | 'brand'
  | 'colour'
  | 'pattern'
  | 'event'
  | 'relation'
  | 'food'
  | 'occasion'
  | 'style';

/**
 * One entry of the dictionary: `id` in snake_case, the same in every language; `forms` in the notation of
 * `parseSurfaceForms`; `parent` the wider concept of the same kind (`sneakers` -> `shoes`).
 */
export type Concept = {
  readonly id: string;
  readonly kind: ConceptKind;
  readonly parent?: string;
  readonly forms: string;
};

/** A row of a dictionary file: id, forms, and the wider concept if any. */
export type ConceptRow = readonly [id: string, forms: string, parent?: string];

/** Turns the rows of one dictionary file into concepts of one kind. */
export function conceptsOf(kind: ConceptKind, rows: readonly ConceptRow[]): readonly Concept[] {
  return rows.map(([id, forms, parent]) => ({ id, kind, forms, ...(parent === undefined ? {} : { parent }) }));
}
