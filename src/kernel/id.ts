import { v7 as uuidv7, validate } from 'uuid';

/** A new id: UUIDv7, so that ids sort by the time they were made. */
export function newId(): string {
  return uuidv7();
}

/** Whether a text is a UUID of any version. */
export function isId(text: string): boolean {
  return validate(text);
}
