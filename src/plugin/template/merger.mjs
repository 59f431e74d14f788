// A merger: one event in, its title and running text out.

import { body, cite, serve } from "./q7x2.mjs";

await serve({
  merge(event, config, maxWords, summaries) {
    const statements = [];
    for (const article of event.articles.slice(0, config.most)) {
      for (const [index, sentence] of body(article).slice(0, 1)) {
        statements.push({ text: sentence.text, citations: [cite(article, index)] });
      }
    }
    return { title: event.title, statements };
  },
});
