#!/usr/bin/env node
// The `zhenxun` command. TypeScript is run as it is, through tsx; the commands are in cli.ts.
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'

await tsImport('./cli.ts', {
  parentURL: import.meta.url,
  tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
})
