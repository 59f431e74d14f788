// The sites that the tests look at: built by the program, in folders of their own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const program = process.env.Q7X2 ?? join(repository, 'target', 'release', 'q7x2')

const report = (title, outlet, day, event, text) =>
  `---\ntitle: ${title}\nsource: ${outlet}\ndate: ${day}\nevent: ${event}\n---\n${text}\n`

const FERRY = {
  'one.md': report('Ferry runs aground', 'Harbour Gazette', '2026-03-10', 'ferry',
    'The ferry Alba ran aground off Port Marden on Tuesday with 212 people on board.\n\nNobody on the ferry Alba was hurt, the coast guard said.\n\n“We had forty centimetres of water left,” harbour master Ilse Brandt said.'),
  'two.md': report('Ferry with 210 aground', 'Nordic Wire', '2026-03-10', 'ferry',
    'The ferry Alba, with 210 people on board, ran aground off Port Marden on Tuesday.\n\nTugs will try to free the ferry Alba at the next high tide.'),
  'bank.md': report('Bank of Tarn raises its rate', 'Inland Post', '2026-03-09', 'bank',
    'The bank of Tarn raised its rate to four per cent on Monday.\n\nThe rate had been three per cent since May, the bank of Tarn said.'),
}

/// A site of every kind of page, built as mornings build it: days, corrections, what is new, an
/// event that became part of another, one that is gone, a further page of home.
export function mornings() {
  const root = mkdtempSync(join(tmpdir(), 'q7x2-browser-'))
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const build = () => execFileSync(program, ['build', '--root', root], { stdio: ['ignore', 'ignore', 'inherit'] })
  put('site.toml', 'title = "Mornings"\nbase_url = "https://news.example/"\nhome_days = 1\n[[tags]]\nname = "Sea"\nmatch = ["ferry"]\n')
  put('history.json', '{}')
  for (const [name, text] of Object.entries(FERRY)) put(`content/${name}`, text)
  put('content/part.md', report('Port reopens', 'Coast Radio', '2026-03-10', 'port',
    'The port of Marden reopened on Tuesday evening after six hours, its master said.'))
  put('content/mill.md', report('Mill of Dorrin sold', 'Coast Radio', '2026-03-09', 'mill',
    'The old mill of Dorrin was sold to a baker on Monday for 80,000 crowns.'))
  build()
  rmSync(join(root, 'content/mill.md'))
  put('content/one.md', FERRY['one.md'].replace('Nobody', 'No passenger'))
  put('content/part.md', report('Port reopens', 'Coast Radio', '2026-03-10', 'ferry',
    'The port of Marden reopened on Tuesday evening after six hours, its master said.'))
  put('content/three.md', report('Tugs free the ferry', 'Coast Radio', '2026-03-12', 'ferry',
    'Tugs freed the ferry Alba off Port Marden on Thursday morning, the coast guard said.\n\nDivers found a tear of four metres in the hull of the ferry Alba, its owner said.'))
  build()
  return { root, top: join(root, 'public'), remove: () => rmSync(root, { recursive: true }) }
}

/// The sample site of the repository.
export function sample(...more) {
  const top = mkdtempSync(join(tmpdir(), 'q7x2-sample-'))
  execFileSync(program, ['build', '--root', repository, '--output', top, ...more], { stdio: ['ignore', 'ignore', 'inherit'] })
  return { top, remove: () => rmSync(top, { recursive: true }) }
}

/// The files of a site by path, without what builds keep for themselves.
export function files(top) {
  const all = readdirSync(top, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = all.map((entry) => relative(top, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
  return paths.filter((path) => !path.startsWith('.q7x2/')).sort()
}

/// One page of every kind.
export function kinds(top) {
  const pages = files(top).filter((path) => path.endsWith('.html') && path !== '404.html')
  const says = (path, words) => readFileSync(join(top, path), 'utf8').includes(words)
  const leadsOn = (path) => says(path, 'http-equiv="refresh"')
  const isGone = (path) => path.startsWith('events/') && says(path, 'no longer here')
  const kind = (path) => (leadsOn(path) ? 'moved' : isGone(path) ? 'gone' : path.includes('/') ? path.split('/')[0] : path)
  const first = new Map()
  // The largest of a kind shows most.
  const size = (path) => readFileSync(join(top, path)).length
  for (const path of pages) {
    const known = first.get(kind(path))
    if (!known || size(path) > size(known)) first.set(kind(path), path)
  }
  return first
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json', '.xml': 'application/xml' }

/// Serves a site below a path, as GitHub Pages does.
export async function served(top, below) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x/').pathname)
    try {
      if (!path.startsWith(below)) throw new Error('elsewhere')
      const bytes = readFileSync(join(top, path.slice(below.length) || 'index.html'))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/html; charset=utf-8' }).end(bytes)
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
    }
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${server.address().port}${below}`, close: () => new Promise((done) => server.close(done)) }
}
