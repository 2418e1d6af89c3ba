import { PERSONA_CONTRACT_VERSION } from '../../persona-agent/contract.ts';

/**
 * Whether a caller with this contract version is understood. While the major number is 0 the minor one counts as
 * breaking; patches never do. @see persona.md 14.4
 */
export function isCompatibleVersion(version: string, own: string = PERSONA_CONTRACT_VERSION): boolean {
  const theirs = /^(\d+)\.(\d+)\.\d+/.exec(version);
  const ours = /^(\d+)\.(\d+)\.\d+/.exec(own);
  if (!theirs || !ours || theirs[1] !== ours[1]) return false;
  return ours[1] !== '0' || theirs[2] === ours[2];
}
