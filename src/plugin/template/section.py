"""A section: one event and its running text in, statements of one kind out."""

from q7x2 import body, cite, serve


def section(event, config, briefing, summaries):
    statements = []
    for article in event["articles"]:
        for index, sentence in body(article):
            if any(letter.isdigit() for letter in sentence["text"]):
                statements.append({"text": sentence["text"], "citations": [cite(article, index)]})
    return {"kind": "figures", "heading": "Figures", "statements": statements[: config["most"]]}


serve(section=section)
