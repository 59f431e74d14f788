// A section: one event and its running text in, statements of one kind out.

import { body, cite, serve } from "./q7x2.mjs";

await serve({
  section(event, config, briefing, summaries) {
    const statements = [];
    for (const article of event.articles) {
      for (const [index, sentence] of body(article)) {
        if (/\p{Nd}/u.test(sentence.text)) {
          statements.push({ text: sentence.text, citations: [cite(article, index)] });
        }
      }
    }
    return { kind: "figures", heading: "Figures", statements: statements.slice(0, config.most) };
  },
});
