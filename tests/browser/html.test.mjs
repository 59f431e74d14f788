// HTML through a validator, and every link and fragment of every page.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { after, before, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { files, mornings, sample } from './site.mjs'

let sites
before(() => { sites = [mornings(), sample()] })
after(() => sites?.forEach((site) => site.remove()))

const read = (site, path) => readFileSync(join(site.top, path), 'utf8')
const html = (site) => files(site.top).filter((path) => path.endsWith('.html'))

test('every page is valid HTML', async () => {
  // Of the rules of style none: they are another author's taste.
  const validate = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: { 'no-raw-characters': 'error', 'long-title': 'off', 'meta-refresh': 'off', 'prefer-native-element': 'off' },
  })
  for (const site of sites) {
    for (const path of html(site)) {
      const { results } = await validate.validateString(read(site, path))
      const told = results.flatMap((one) => one.messages).map((one) => `${path}:${one.line} ${one.ruleId} ${one.message}`)
      assert.deepEqual(told, [])
    }
  }
})

test('every link of the site leads to a file, and every fragment to an id', () => {
  for (const site of sites) {
    const all = new Set(files(site.top))
    const ids = new Map()
    const idsOf = (path) => {
      if (!ids.has(path)) ids.set(path, new Set([...read(site, path).matchAll(/ id="([^"]+)"/g)].map((found) => found[1])))
      return ids.get(path)
    }
    for (const path of html(site).filter((path) => path !== '404.html')) {
      for (const [, link] of read(site, path).matchAll(/ (?:href|src)="([^"]*)"/g)) {
        if (/^https?:/.test(link)) continue
        const [file, fragment] = link.split('#')
        const target = file ? posix.join(posix.dirname(path), file) : path
        assert.ok(all.has(target), `${path}: ${link} leads to ${target}`)
        if (fragment) assert.ok(idsOf(target).has(fragment), `${path}: nothing is called ${link}`)
      }
    }
  }
})
