"""A merger: one event in, its title and running text out."""

from q7x2 import body, cite, serve


def merge(event, config, max_words, summaries):
    statements = []
    for article in event["articles"][: config["most"]]:
        for index, sentence in list(body(article))[:1]:
            statements.append({"text": sentence["text"], "citations": [cite(article, index)]})
    return {"title": event["title"], "statements": statements}


serve(merge=merge)
