import { describeConversation } from './conversation.suite.ts';

describeConversation('process-per-service');
