#!/usr/bin/env node
// Prisma's CLI runs this file in place of its native engine; the program itself is TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./schema-engine.ts');
