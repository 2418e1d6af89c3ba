import { normalizeText } from '#dialogue/model/language/normalize-text';
import { isAmbiguousDenial, isBareConfirmation, isBareNegation, wrongSubjectEnd } from './correction-phrases.ts';
import { mayDeny } from './detect-denial.ts';
import { mayReplace } from './detect-replacement.ts';
import { extractInstantFacts } from './extract-instant-facts.ts';

/**
 * Whether a message could teach or correct anything, from its text alone: true for every message that would, whatever is
 * known of the user, and for some that will not. Who is told false need not look further. Pure; about as dear as the
 * extraction. @see knowledge.md 6.1, 9.2
 */
export function mayTeach(message: { readonly text: string; readonly now: Date; readonly timeZone: string }): boolean {
  const { text } = normalizeText(message.text);
  return (
    mayReplace(text) ||
    mayDeny(text) ||
    isAmbiguousDenial(text) ||
    wrongSubjectEnd(text) !== undefined ||
    isBareNegation(message.text) ||
    isBareConfirmation(message.text) ||
    extractInstantFacts(message).length > 0
  );
}
