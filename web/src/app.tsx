import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Client } from '../../client/open-client.ts';
import { isSettled } from '../../client/turn.ts';
import type { AvatarDriver } from './avatar/avatar-driver.ts';
import { AvatarStage } from './avatar/avatar-stage.tsx';
import { KnowledgeSheet } from './knowledge/knowledge-sheet.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { useObservable } from './parts/use-observable.ts';
import { Composer } from './talk/composer.tsx';
import { ConnectionNote } from './talk/connection-note.tsx';
import { Talk } from './talk/talk.tsx';
import { UndoToast } from './talk/undo-toast.tsx';
import { TruthLine } from './truth/truth-line.tsx';
import type { VoiceStage } from './voice/voice-stage.ts';

interface AppProps {
  readonly client: Client;
  readonly driver: AvatarDriver;
  readonly voice: VoiceStage;
}

/** The page: avatar above, talk below, one field, one line of truth. */
export function App({ client, driver, voice }: AppProps): ReactNode {
  const { conversation } = client;
  const state = useObservable(conversation.state);
  const speech = useObservable(voice.speech);
  const isVoiceOn = useObservable(voice.isOn);
  const [isKnowledgeOpen, setKnowledgeOpen] = useState(false);
  useEffect(() => conversation.onEvent((event) => driver.receive(event)), [conversation, driver]);
  useEffect(() => {
    const last = state.turns.at(-1);
    if (last && isSettled(last) && last.status !== 'superseded') driver.settled(last.requestId);
  }, [state, driver]);
  useEffect(() => resumeWhenBack(client), [client]);
  const send = useCallback(
    (text: string, inputType: 'text' | 'voice' = 'text') => {
      voice.unlock();
      const sending = conversation.send(text, { input_type: inputType, voice_mode: voice.isOn.get() });
      const added = conversation.state.get().turns.at(-1);
      if (added) driver.messageSent(added.requestId);
      void sending;
    },
    [conversation, driver, voice],
  );
  const retry = useCallback(
    (requestId: string) => {
      driver.messageSent(requestId);
      void conversation.retry(requestId);
    },
    [conversation, driver],
  );
  return (
    <div className="page">
      <TopBar
        isVoiceOn={isVoiceOn}
        onVoice={() => (driver.bargeIn(), voice.toggle())}
        onKnowledge={() => setKnowledgeOpen(true)}
      />
      <AvatarStage driver={driver} voice={voice} />
      <Talk
        state={state}
        speech={speech}
        memory={client.memory}
        onRetry={retry}
        onSuggestion={send}
        onEarlier={() => void conversation.loadEarlier()}
      />
      <div className="foot">
        <ConnectionNote connection={state.connection} />
        <UndoToast memory={client.memory} />
        <Composer onSend={send} onTalk={(talks) => (voice.unlock(), driver.userTalks(talks))} />
        <TruthLine api={client.api} />
      </div>
      {isKnowledgeOpen && (
        <KnowledgeSheet api={client.api} memory={client.memory} onClose={() => setKnowledgeOpen(false)} />
      )}
    </div>
  );
}

/** Recovers at once when the device is online again or the page is shown after a while. */
function resumeWhenBack(client: Client): () => void {
  let hiddenAtMs = 0;
  const onOnline = (): void => void client.conversation.resume();
  const onVisibility = (): void => {
    if (document.hidden) hiddenAtMs = Date.now();
    else if (Date.now() - hiddenAtMs > 30_000) void client.conversation.resume();
  };
  addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
