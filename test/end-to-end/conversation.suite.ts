import { afterAll, beforeAll, describe } from 'vitest';
import { startInstallation } from '../support/installation.ts';
import type { Installation, Topology } from '../support/installation.ts';
import { describeBadInput } from './bad-input.suite.ts';
import { describeClothes } from './clothes.suite.ts';
import { describeCrisis } from './crisis.suite.ts';
import { describeDecisions } from './decisions.suite.ts';
import { describeMemory } from './memory.suite.ts';
import { describeReplay } from './replay.suite.ts';
import { describeSessions } from './sessions.suite.ts';
import { describeStreams } from './streams.suite.ts';
import { describeTurns } from './turns.suite.ts';
import { describeVendorFaults } from './vendor-faults.suite.ts';
import { describeVoice } from './voice.suite.ts';

/** Everything that a person and an app may do, against a running installation of one topology. */
export function describeConversation(topology: Topology): void {
  describe(`a conversation with ${topology === 'one-process' ? 'one process on embedded databases' : 'a process per service on servers'}`, () => {
    let unde: Installation;
    const installation = (): Installation => unde;

    beforeAll(async () => {
      unde = await startInstallation({
        topology,
        environment: {
          GATEWAY_MESSAGES_PER_USER_SECOND: '6',
          ORCHESTRATOR_LLM_TIMEOUT_MS: '3000',
          ORCHESTRATOR_TURN_BUDGET_MS: '20000',
        },
      });
    }, 150_000);
    afterAll(async () => {
      await unde?.stop();
    }, 120_000);

    describeClothes(installation);
    describeMemory(installation);
    describeCrisis(installation);
    describeTurns(installation);
    describeStreams(installation);
    describeReplay(installation);
    describeSessions(installation);
    describeVoice(installation);
    describeDecisions(installation);
    describeBadInput(installation);
    describeVendorFaults(installation);
  });
}
