/** A concept of the dictionary as it was found in a text. */
export interface FoundConcept {
  readonly conceptId: string;
  readonly kind: string;
  readonly parent?: string;
}

/** Finds the dictionary's concepts in a text of any language. The pipeline does not own the dictionary: it is handed in. */
export type FindConcepts = (text: string) => readonly FoundConcept[];
