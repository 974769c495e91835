// Writes what `ace schema:generate --connection owner` would write, to the file named by the argument.
import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import type {} from '@adonisjs/lucid/database_provider'

const backend = new URL('../backend/', import.meta.url)
const app = new Ignitor(backend, {
  importer: (path) => import(path.startsWith('.') ? new URL(path, backend).href : path),
}).createApp('console')
await app.init()
await app.boot()
await app.start(() => {})

const database = await app.container.make('lucid.db')
const owner = database.manager.get('owner')!.config
owner.schemaGeneration = { enabled: true, ...owner.schemaGeneration, outputPath: process.argv[2] }

const ace = await app.container.make('ace')
const { exitCode } = await ace.exec('schema:generate', ['--connection', 'owner'])
await app.terminate()
process.exit(exitCode)
