import { describeMemoryControls } from './memory-controls.suite.ts';

describeMemoryControls('one-process');
