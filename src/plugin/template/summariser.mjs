// A summariser: one article in, its points out.

import { body, cite, serve } from "./q7x2.mjs";

await serve({
  summarise(article, config) {
    const first = body(article).slice(0, config.most);
    const points = first.map(([index, sentence], at) => ({
      text: sentence.text,
      citations: [cite(article, index)],
      weight: 1 / (at + 1),
    }));
    return { points };
  },
});
