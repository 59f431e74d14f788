// What only a browser can tell: citations that open, dark pages, narrow screens, paper, and what a
// screen reader meets. Headless Chromium; CHROMIUM names another one.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { chromium } from 'playwright-core'
import { kinds, mornings, sample, served } from './site.mjs'

const BELOW = '/me/daily/'
let sites, browser, server

before(async () => {
  sites = [mornings(), sample(), sample('--set', 'theme=wire')]
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  server = await served(sites[0].top, BELOW)
})

after(async () => {
  await server?.close()
  await browser?.close()
  sites?.forEach((site) => site.remove())
})

/// Every kind of page of both sites, as [name, address].
const pages = () => sites.flatMap((site) =>
  [...kinds(site.top)].map(([kind, path]) => [`${kind} ${path}`, pathToFileURL(join(site.top, path)).href]))

const event = () => `${server.url}${kinds(sites[0].top).get('events')}`

/// A page in a context of its own.
async function open(options, address, use) {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    await page.goto(address)
    return await use(page)
  } finally {
    await context.close()
  }
}

// A page that leads on is gone before anybody looks at it; it has a test of its own.
const stays = ([name]) => !name.startsWith('moved')

/// The first citation, and what it opens.
const first = (page) => ({
  button: page.locator('.summary button.ref').first(),
  note: page.locator('.summary .proof').first(),
})

test('every kind of page is there', () => {
  const found = [...kinds(sites[0].top).keys()].sort()
  assert.deepEqual(found, ['archive', 'archive.html', 'corrections.html', 'days', 'events', 'gone', 'home', 'index.html', 'mail', 'moved', 'search.html', 'sources', 'tags'])
})

const NARROW = { viewport: { width: 900, height: 800 } }
const WIDE = { viewport: { width: 1440, height: 900 } }

test('a citation opens by mouse', () => open(NARROW, event(), async (page) => {
  const { button, note } = first(page)
  assert.equal(await note.isVisible(), false)
  await button.hover()
  assert.equal(await note.isVisible(), true)
  await page.mouse.move(0, 0)
  assert.equal(await note.isVisible(), false)
  await button.click()
  await page.mouse.move(0, 0)
  assert.equal(await note.isVisible(), true)
  assert.match(await note.innerText(), /ferry Alba/)
}))

test('a citation opens by keyboard and closes with Escape', () => open(NARROW, event(), async (page) => {
  const { button, note } = first(page)
  for (let tabs = 0; tabs < 60; tabs++) {
    await page.keyboard.press('Tab')
    if (await button.evaluate((node) => node === document.activeElement)) break
  }
  assert.equal(await button.evaluate((node) => node === document.activeElement), true)
  await page.keyboard.press('Enter')
  assert.equal(await note.evaluate((node) => node.matches(':popover-open')), true)
  await page.keyboard.press('Escape')
  assert.equal(await note.evaluate((node) => node.matches(':popover-open')), false)
}))

test('a citation opens by touch', () =>
  open({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } }, event(), async (page) => {
    const { button, note } = first(page)
    await button.tap()
    assert.equal(await note.isVisible(), true)
    const box = await note.boundingBox()
    assert.ok(box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box))
    const line = await button.boundingBox()
    assert.ok(box.y >= line.y && box.y < line.y + 60, `${JSON.stringify(box)} is not below ${JSON.stringify(line)}`)
  }))

test('on a wide screen the right column shows what bears out the lede, and what has the pointer', () =>
  open({ javaScriptEnabled: false, ...WIDE }, event(), async (page) => {
    const said = page.locator('.summary .statement')
    const seen = async (at) => said.nth(at).locator('.proof').isVisible()
    assert.deepEqual([await seen(0), await seen(1)], [true, false])
    const [text, panel] = [await said.nth(0).boundingBox(), await said.nth(0).locator('.proof').boundingBox()]
    assert.ok(panel.x > text.x + text.width && panel.x + panel.width <= 1440, JSON.stringify([text, panel]))
    assert.ok(Math.abs(panel.y - text.y) < 30, JSON.stringify([text, panel]))
    await said.nth(1).hover({ position: { x: 5, y: 5 } })
    assert.deepEqual([await seen(0), await seen(1)], [false, true])
    // The pointer can go over and follow a link.
    const other = await said.nth(1).locator('.proof').boundingBox()
    await page.mouse.move(other.x + 20, other.y + 8, { steps: 25 })
    assert.equal(await seen(1), true)
    await page.mouse.move(2, 2)
    await said.nth(1).locator('button.ref').first().focus()
    assert.equal(await seen(1), true)
  }))

test('words that a statement shares with a source stand out', () => {
  const page = readFileSync(join(sites[1].top, kinds(sites[1].top).get('events')), 'utf8')
  assert.ok([...page.matchAll(/<mark>/g)].length > 10)
})

test('what carries an event is seen first, and a letter never stands alone on a line', async () => {
  for (const width of [320, 390, 820, 1440]) {
    await open({ viewport: { width, height: 844 } }, event(), async (page) => {
      const line = await page.locator('.glance').first().boundingBox()
      assert.ok(line.y + line.height < 844, `${width}: ${JSON.stringify(line)}`)
      const alone = await page.evaluate(() => [...document.querySelectorAll('.event-text .tail')].filter((tail) => {
        const range = document.createRange()
        range.selectNodeContents(tail.firstChild)
        const letter = tail.querySelector('.ref')
        return letter && letter.getBoundingClientRect().top > range.getClientRects()[0].bottom
      }).length)
      assert.equal(alone, 0, `at ${width}`)
    })
  }
})

test('the pages weigh little', () => {
  const size = (kind) => readFileSync(join(sites[1].top, kinds(sites[1].top).get(kind))).length
  assert.ok(size('events') <= 90_000, `the event's page: ${size('events')}`)
  assert.ok(size('mail') <= 100_000, `a day's mail: ${size('mail')}`)
})

test('without scripts everything works, since there are none', () =>
  open({ javaScriptEnabled: false, ...NARROW }, event(), async (page) => {
    const { button, note } = first(page)
    await button.click()
    await page.mouse.move(0, 0)
    assert.equal(await note.isVisible(), true)
    await note.locator('.from a').first().click()
    assert.match(page.url(), /#e-\d+-\d+$/)
  }))

test('search finds an event by a word of its headline and by a name, from the disk too', async () => {
  for (const base of [server.url, pathToFileURL(`${sites[0].top}/`).href]) {
    await open({}, `${base}search.html`, async (page) => {
      await page.locator('#query').fill('TUGS')
      await page.locator('#found a').first().waitFor()
      assert.match(await page.locator('#found a').first().innerText(), /ferry|tugs/i)
      await page.locator('#query').fill('port marden')
      assert.equal(await page.locator('#found li').count(), 1)
      await page.locator('#query').fill('zebra')
      assert.equal(await page.locator('#found li').count(), 0)
      assert.match(await page.locator('#said').innerText(), /Nothing/)
    })
  }
  await open({ javaScriptEnabled: false }, `${server.url}search.html`, async (page) => {
    assert.equal(await page.locator('noscript').first().isVisible(), true)
    assert.equal(await page.locator('#query').isVisible(), false)
  })
})

test('dark is dark and light is light', async () => {
  const shade = (colorScheme) => open({ colorScheme }, event(), (page) =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).map(Number)))
  const [light, dark] = [await shade('light'), await shade('dark')]
  assert.ok(Math.min(...light) > 200 && Math.max(...dark) < 60, `${light} ${dark}`)
})

test('no page scrolls sideways on a phone', async () => {
  for (const width of [390, 820]) {
    for (const [name, address] of pages().filter(stays)) {
      const over = await open({ viewport: { width, height: 800 } }, address, (page) =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      assert.ok(over <= 0, `${name} at ${width}: ${over} px too wide`)
    }
  }
})

test('below a path and from the disk every page finds what it loads', async () => {
  const disk = pathToFileURL(`${sites[0].top}/`).href
  for (const base of [server.url, disk]) {
    // Mail loads nothing.
    for (const [, path] of [...kinds(sites[0].top)].filter(stays).filter(([kind]) => kind !== 'mail')) {
      const context = await browser.newContext()
      const page = await context.newPage()
      const lost = []
      page.on('requestfailed', (request) => lost.push(request.url()))
      page.on('response', (response) => response.ok() || response.url().startsWith('file:') || lost.push(response.url()))
      page.on('console', (message) => message.type() === 'error' && lost.push(message.text()))
      await page.goto(`${base}${path}`)
      await page.waitForLoadState('networkidle')
      assert.deepEqual(lost, [], `${base}${path}`)
      assert.ok(await page.evaluate(() => document.styleSheets.length) >= 2, path)
      await context.close()
    }
  }
})

test('an address that has moved leads on', async () => {
  const moved = kinds(sites[0].top).get('moved')
  const target = readFileSync(join(sites[0].top, moved), 'utf8').match(/url=([^"]+)"/)[1]
  await open({}, `${server.url}${moved}`, async (page) => {
    await page.waitForURL(new URL(target, `${server.url}${moved}`).href)
    assert.ok(await page.locator('h1').count() === 1)
  })
})

test('pages can be printed', async () => {
  for (const [name, address] of pages().filter(stays)) {
    const pdf = await open({}, address, (page) => page.pdf({ format: 'A4' }))
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-', name)
  }
  await open({}, event(), async (page) => {
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.margin').first().isVisible(), false)
    assert.equal(await page.locator('#sources').isVisible(), true)
  })
})

test('axe finds nothing on a page that leads on', async () => {
  const moved = kinds(sites[0].top).get('moved')
  const body = readFileSync(join(sites[0].top, moved), 'utf8').replace(/<meta http-equiv="refresh"[^>]*>/, '')
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  await page.route(`${server.url}${moved}`, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(`${server.url}${moved}`)
  await page.evaluate(axe.source)
  const found = await page.evaluate(() => globalThis.axe.run())
  assert.deepEqual(found.violations.map((one) => one.id), [])
  await context.close()
})

test('axe finds nothing, light or dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, address] of pages().filter(stays)) {
      const found = await open({ colorScheme, bypassCSP: true, viewport: { width: 1000, height: 900 } }, address, async (page) => {
        await page.evaluate(axe.source)
        const result = await page.evaluate(() => globalThis.axe.run())
        return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`)
      })
      assert.deepEqual(found, [], `${name}, ${colorScheme}`)
    }
  }
})
