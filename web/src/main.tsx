import { createRoot } from 'react-dom/client';
import { AvatarDriver } from './avatar/avatar-driver.ts';
import { App } from './app.tsx';
import { openPageClient } from './open-page-client.ts';
import { applyTheme, firstTheme } from './parts/use-theme.ts';
import { VoiceStage } from './voice/voice-stage.ts';
import { firstLanguage, loadFonts, SpokenProvider } from './words/use-words.tsx';
import './styles/page.css';

applyTheme(firstTheme());
const [client] = await Promise.all([openPageClient(), loadFonts(firstLanguage())]);
const voice = new VoiceStage({ token: () => client.session.token() });
const driver = new AvatarDriver({ voice });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <SpokenProvider>
      <App client={client} driver={driver} voice={voice} />
    </SpokenProvider>,
  );
  driver.greet();
  void client.conversation.start();
}
