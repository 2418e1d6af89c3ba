import { migrateSuite } from './migrate.suite.ts';
import { openTestServerDatabase } from './test-server-database.ts';

migrateSuite(openTestServerDatabase);
