// Looks through the events that search/*.js hand over. The only script of a site, on one page alone.
'use strict'
const events = []
const box = document.getElementById('query')
const found = document.getElementById('found')
const said = document.getElementById('said')
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

// Each file calls this with [address, headline, day, lede, names and outlets].
globalThis.q7x2 = (part) => {
  for (const [path, title, day, lede, more] of part) {
    events.push({ path, title, day, lede, head: ` ${fold(title)}`, body: ` ${fold(`${lede} ${more} ${day}`)}` })
  }
  look()
}

// A word counts where one begins with it; in scripts without spaces, anywhere.
const begins = (text, word) => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\d]/u.test(word)
  ? [' ', '-', '(', '“', '"', '\'', '‘', '«', '„'].some((before) => text.includes(before + word))
  : text.includes(word)

const rank = (event, words) => {
  let sum = 0
  for (const word of words) {
    const here = begins(event.head, word) ? 3 : begins(event.body, word) ? 1 : 0
    if (!here) return 0
    sum += here
  }
  return sum
}

const entry = (event) => {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = event.path
  link.textContent = event.title
  const day = document.createElement('p')
  day.className = 'meta'
  day.textContent = event.day
  const lede = document.createElement('p')
  lede.dir = 'auto'
  lede.textContent = event.lede
  item.append(link, day, lede)
  return item
}

function look() {
  const words = fold(box.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const ranked = words.length ? events.map((event, at) => ({ event, at, rank: rank(event, words) })).filter((one) => one.rank) : []
  ranked.sort((a, b) => b.rank - a.rank || a.at - b.at)
  found.replaceChildren(...ranked.slice(0, 50).map((one) => entry(one.event)))
  said.textContent = words.length ? (ranked.length ? String(ranked.length) : said.dataset.none) : ''
}

box.hidden = false
box.addEventListener('input', look)
