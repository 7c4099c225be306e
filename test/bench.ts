import { readdirSync } from 'node:fs'

/** `npm run bench`: every file of test/bench/ gives its `name` and `run`. One argument runs only the files whose name has it. */
const wanted = process.argv[2] ?? ''
const folder = new URL('./bench/', import.meta.url)
for (const file of readdirSync(folder).filter((f) => f.endsWith('.ts') && f.includes(wanted))) {
  const bench: { name: string; run(print: (line: string) => void): Promise<void> } = await import(
    new URL(file, folder).href
  )
  console.log(`\n${bench.name}`)
  await bench.run((line) => console.log(`  ${line}`))
}
