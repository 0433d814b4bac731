// Builds what pages fetch: one stylesheet, one script, the charts' script apart, and the mark.
// Names carry a digest of their content, so that a browser may keep them for ever; manifest.json says which is which.
// `npm run build` calls this; ./lapwing calls that.

import { rm, mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const out = join(root, 'build', 'static')
const entries = ['lapwing.scss', 'lapwing.js', 'charts.js', 'mark.svg']

// MOJ Frontend asks for its own copy of GOV.UK Frontend by a path from the project's root.
const fromRoot = {
  findFileUrl: (url) => (url.startsWith('node_modules/') ? pathToFileURL(join(root, url)) : null)
}

const stylesheets = {
  name: 'stylesheets',
  setup (build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const { css } = sass.compile(path, {
        loadPaths: [join(root, 'node_modules')],
        importers: [fromRoot],
        quietDeps: true
      })
      return { contents: css, loader: 'css', resolveDir: join(root, 'node_modules') }
    })
  }
}

function manifestOf (outputs) {
  const made = {}
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (!entryPoint) continue
    const name = basename(entryPoint).replace(/\.scss$/, '.css')
    made[name] = relative(out, join(root, path))
  }
  return made
}

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const { metafile } = await esbuild.build({
  absWorkingDir: root,
  entryPoints: entries.map((name) => join(here, name)),
  outdir: out,
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2022'],
  minify: true,
  metafile: true,
  legalComments: 'none',
  loader: { '.svg': 'copy' },
  plugins: [stylesheets],
  logLevel: 'warning'
})
await writeFile(join(out, 'manifest.json'), JSON.stringify(manifestOf(metafile.outputs), null, 2) + '\n')
