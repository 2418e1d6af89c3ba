import { migrateSuite } from './migrate.suite.ts';
import { openTestDatabase } from './test-database.ts';

migrateSuite(openTestDatabase);
