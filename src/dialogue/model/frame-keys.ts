/** Keys under which the orchestrator finds the sensors' frames. @see dialogue.md 2.5 (D-01), 4.9 */
export const frameKeys = {
  mood: (userId: string, messageId: string): string => `mood:${userId}:${messageId}`,
  latestMood: (userId: string): string => `mood:${userId}:latest`,
  context: (userId: string, messageId: string): string => `context:${userId}:${messageId}`,
  latestContext: (userId: string): string => `context:${userId}:latest`,
};
