import { describeMemoryControls } from './memory-controls.suite.ts';

describeMemoryControls('process-per-service');
