// HTML through a validator, and every link and fragment of every page.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { after, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { HtmlValidate } from 'html-validate'
import { files, mornings, sample } from './site.mjs'

let sites
before(() => { sites = [mornings(), sample(), sample('--set', 'theme=wire')] })
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
    // Mail is written for readers that know no style sheets and no new elements.
    for (const path of html(site).filter((path) => !path.startsWith('mail/'))) {
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
    for (const path of html(site).filter((path) => path !== '404.html' && !path.startsWith('mail/'))) {
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

test('the data of every event is what its schema says', () => {
  const schema = JSON.parse(readFileSync(new URL('../../docs/event-1.schema.json', import.meta.url), 'utf8'))
  const valid = new Ajv2020({ strict: false, allErrors: true }).compile(schema)
  for (const site of sites) {
    const events = files(site.top).filter((path) => /^events\/.*\.json$/.test(path))
    assert.ok(events.length > 0)
    for (const path of events) {
      assert.ok(valid(JSON.parse(read(site, path))), `${path}: ${JSON.stringify(valid.errors?.slice(0, 3))}`)
    }
  }
})

test('what machines read can be read', () => {
  for (const site of sites) {
    for (const path of html(site).filter((path) => path.startsWith('events/'))) {
      for (const [, data] of read(site, path).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
        const linked = JSON.parse(data)
        assert.equal(linked['@type'], 'NewsArticle', path)
        assert.ok(linked.citation.length > 0 && linked.headline, path)
      }
    }
    const feed = JSON.parse(read(site, 'feed.json'))
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1')
    for (const item of feed.items) {
      assert.ok(item.id.startsWith('urn:uuid:') && item.date_modified && item.language, item.title)
      // A reader that takes the markup away still tells marks from text.
      const text = item.content_html.replace(/<[^>]*>/g, '')
      assert.match(text, /\. \[[A-Z]/)
      assert.doesNotMatch(text, /[.!?”] ?\d+ [a-z]/)
    }
  }
})
