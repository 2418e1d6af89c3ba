import { describeConversation } from './conversation.suite.ts';

describeConversation('one-process');
