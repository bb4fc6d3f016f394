import { defineConfig } from 'prisma/config'

// `prisma generate` does not run the schema engine but insists on having one, and would download it. Any existing
// executable satisfies it, so generating works without a network. Whoever has the engine sets the variable.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: `file:${process.env.MEMS_DATA_DIR ?? 'data'}/mems.db` },
})
