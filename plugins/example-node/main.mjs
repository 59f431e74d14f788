// An example of a section of a kind of its own: sentences with numbers that the running text leaves out.

import { body, cite, serve } from "./q7x2.mjs";

await serve({
  section(event, config, briefing) {
    const told = new Set(briefing.statements.flatMap((one) => one.citations.map((c) => `${c.article} ${c.sentence}`)));
    const texts = new Set();
    const statements = [];
    for (const article of event.articles) {
      for (const [index, { text }] of body(article)) {
        if (!/\p{Nd}/u.test(text) || told.has(`${article.id} ${index}`) || texts.has(text)) continue;
        texts.add(text);
        statements.push({ text, citations: [cite(article, index)] });
      }
    }
    return { kind: "figures", heading: "Figures", statements: statements.slice(0, config.most) };
  },
});
