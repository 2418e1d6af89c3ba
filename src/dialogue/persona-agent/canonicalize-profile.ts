import type { FieldName, FieldValue } from '#dialogue/model/persona-contract/fields';
import { FIELD_ALIASES, fieldSpec, isFieldName } from '#dialogue/model/persona-contract/fields';

/** Things by canonical field name, and what had to be renamed or left out. */
export interface Canonicalized<T> {
  readonly fields: Readonly<Partial<Record<FieldName, T>>>;
  /** One sentence a case; holds names only, never values. */
  readonly warnings: readonly string[];
}

/** The canonical name of a field or alias; undefined when unknown. */
export function canonicalFieldName(name: string): FieldName | undefined {
  if (isFieldName(name)) return name;
  return Object.hasOwn(FIELD_ALIASES, name) ? FIELD_ALIASES[name] : undefined;
}

/**
 * Renames aliases and leaves out unknown fields. When an alias and its canonical name both arrive, the canonical one
 * wins.
 *
 * @see persona.md 3.3
 */
export function canonicalizeNames<T>(input: Readonly<Record<string, T>>): Canonicalized<T> {
  const fields: Partial<Record<FieldName, T>> = {};
  const warnings: string[] = [];
  for (const [name, value] of Object.entries(input)) {
    const canonical = canonicalFieldName(name);
    if (canonical === undefined) {
      warnings.push(`unknown field ${name.slice(0, 50)} ignored`);
    } else if (canonical === name) {
      fields[canonical] = value;
    } else {
      warnings.push(`legacy field ${name} renamed to ${canonical}`);
      if (!Object.hasOwn(input, canonical) && fields[canonical] === undefined) fields[canonical] = value;
    }
  }
  return { fields, warnings };
}

/** Names as {@link canonicalizeNames}, and fields whose value is not one of the field's values left out. */
export function canonicalizeProfile<T extends { readonly value: unknown }>(
  input: Readonly<Record<string, T>>,
): Canonicalized<Omit<T, 'value'> & { readonly value: FieldValue }> {
  const { fields: named, warnings } = canonicalizeNames(input);
  const fields: Partial<Record<FieldName, Omit<T, 'value'> & { readonly value: FieldValue }>> = {};
  const faults: string[] = [];
  for (const [name, field] of Object.entries(named) as [FieldName, T][]) {
    const value = parseFieldValue(name, field.value);
    if (value === undefined) faults.push(`value of ${name} is not one of its values, ignored`);
    else fields[name] = { ...field, value };
  }
  return { fields, warnings: [...warnings, ...faults] };
}

const LONGEST_TEXT = 60;

/** A value that the field can hold; undefined when it cannot. Texts are trimmed and at most 60 characters long. */
export function parseFieldValue(name: FieldName, value: unknown): FieldValue | undefined {
  const spec = fieldSpec(name);
  switch (spec.kind) {
    case 'scale':
    case 'choice':
      return typeof value === 'string' && spec.values.includes(value) ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'set':
      return isTextList(value) ? spec.values.filter((allowed) => value.includes(allowed)) : undefined;
    case 'list':
      return isTextList(value) ? value.map((code) => code.toLowerCase().slice(0, 10)).slice(0, 10) : undefined;
    case 'country':
      return typeof value === 'string' && /^[a-z]{2}$/i.test(value) ? value.toUpperCase() : undefined;
    case 'text': {
      const text = typeof value === 'string' ? [...value.trim()].slice(0, LONGEST_TEXT).join('') : '';
      return text === '' ? undefined : text;
    }
  }
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
