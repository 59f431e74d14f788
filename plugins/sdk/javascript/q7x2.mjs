/**
 * q7x2 plugin helper for protocol 1: copy this file beside your plugin. Node 18 or newer, nothing else.
 *
 *     import { body, cite, serve } from "./q7x2.mjs";
 *     serve({
 *       summarise: (article) => ({
 *         points: body(article).slice(0, 3).map(([i, s]) => ({ text: s.text, citations: [cite(article, i)], weight: 1 })),
 *       }),
 *     });
 *
 * Standard output belongs to the host: console.log goes to standard error, which q7x2 shows when a plugin fails.
 *
 * @typedef {{text: string, paragraph: number, kind: "body" | "heading"}} Sentence a heading is never cited
 * @typedef {{id: string, title: string, subtitle?: string, publisher?: string, url?: string, published?: string,
 *   authors: string[], language?: string, trust: "normal" | "low", sentences: Sentence[]}} Article
 * @typedef {{article: string, sentence: number, part?: string}} Citation
 * @typedef {{text: string, citations: Citation[], weight: number}} Point
 * @typedef {{text: string, citations: Citation[], paragraph?: number, date?: string, granularity?: string,
 *   speaker?: string, role?: string, topic?: string, type?: string, severity?: number, name?: string,
 *   aliases?: string[]}} Statement plain text; the first citation is the sentence whose words it carries
 * @typedef {{id: string, title: string, articles: Article[], origins: string[][],
 *   facts: {sentences: Citation[], origins: number}[]}} Event
 * @typedef {Record<string, Record<string, Point[]>>} Summaries by summariser, then by article id
 * @typedef {Record<string, any>} Config
 * @typedef {{severity?: "warning" | "note", message: string, hint?: string}} Diagnostic
 */

import { createInterface } from "node:readline";

const PROTOCOL = 1;

/** The plugin has no answer; `data.hint` says what to do next. */
export class Failed extends Error {
  /** @param {string} message @param {{hint?: string, key?: string, retry_after_s?: number}} [data] @param {number} [code] */
  constructor(message, data = {}, code = -32000) {
    super(message);
    this.data = data;
    this.code = code;
  }
}

/** The plugin does not serve this, a language say: q7x2 falls back without alarm. */
export class NotApplicable extends Failed {
  /** @param {string} message */
  constructor(message) {
    super(message, {}, -32003);
  }
}

/** A setting is wrong. */
export class BadConfig extends Failed {
  /** @param {string} message @param {string} key */
  constructor(message, key) {
    super(message, { key }, -32002);
  }
}

/** The sentences that may be cited, with their index. @param {Article} article @returns {[number, Sentence][]} */
export function body(article) {
  return [...article.sentences.entries()].filter(([, sentence]) => sentence.kind === "body");
}

/** A citation of one sentence. @param {Article} article @param {number} sentence @returns {Citation} */
export function cite(article, sentence) {
  return { article: article.id, sentence };
}

/** A line for whoever runs the build. @param {string} message */
export function log(message) {
  say({ jsonrpc: "2.0", method: "log", params: { message } });
}

/** @param {object} message */
function say(message) {
  process.stdout.write(JSON.stringify(message) + "\n");
}

/**
 * Answers q7x2 until it has no more to ask. Answers may be promises.
 *
 * @param {object} plugin
 * @param {(article: Article, config: Config) => any} [plugin.summarise]
 * @param {(event: Event, config: Config, maxWords: number, summaries: Summaries) => any} [plugin.merge]
 * @param {(event: Event, config: Config, briefing: {title: string, statements: Statement[]}, summaries: Summaries) => any} [plugin.section]
 * @param {(config: Config) => any} [plugin.configure] is given the settings once and may throw BadConfig; what it
 *   returns is a salt: what answers depend on beside the question, such as a model and its digest
 */
export async function serve({ summarise, merge, section, configure }) {
  console.log = console.info = console.error;
  /** @type {Config} */
  let config = {};
  /** @type {Record<string, (params: any) => any>} */
  const calls = {
    initialize: async (asked) => {
      if (![asked.protocol, ...(asked.protocols ?? [])].includes(PROTOCOL)) {
        throw new Failed(`this plugin speaks protocol ${PROTOCOL} alone`, {}, -32001);
      }
      config = asked.config ?? {};
      const salt = configure ? await configure(config) : undefined;
      return { protocol: PROTOCOL, ...(salt ? { cache_salt: String(salt) } : {}) };
    },
    shutdown: () => null,
  };
  if (summarise) calls.summarise = (p) => summarise(p.article, config);
  if (merge) calls.merge = (p) => merge(p.event, config, p.max_words, p.summaries ?? {});
  if (section) calls.section = (p) => section(p.event, config, p.briefing, p.summaries ?? {});

  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue;
    let id = null;
    let method = null;
    try {
      const call = JSON.parse(line);
      id = call.id ?? null;
      method = call.method;
      if (!Object.hasOwn(calls, method)) throw new Failed(`there is no method ${method}`, {}, -32601);
      const result = await calls[method](call.params ?? {});
      if (id !== null) say({ jsonrpc: "2.0", id, result });
    } catch (error) {
      if (!(error instanceof Failed)) console.error(error);
      const code = error instanceof Failed ? error.code : method === null ? -32700 : -32000;
      const data = error instanceof Failed ? error.data : {};
      say({ jsonrpc: "2.0", id, error: { code, message: error?.message ?? String(error), data } });
    }
    if (method === "shutdown") break;
  }
  process.stdin.destroy();
}
