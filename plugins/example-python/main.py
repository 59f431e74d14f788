"""An example of a merger: what several outlets say alike, the most widely said first, each fact in the shortest of
the sentences that say it. Where no fact is said by so many origins, the opening of each article."""

from q7x2 import body, cite, serve


def words(text):
    return len(text.split())


def merge(event, config, max_words, summaries):
    articles = {article["id"]: article for article in event["articles"]}

    def is_low(citation):
        return articles[citation["article"]]["trust"] == "low"

    def text(citation):
        return articles[citation["article"]]["sentences"][citation["sentence"]]["text"]

    statements = []
    for fact in event["facts"]:
        if fact["origins"] < config["least_origins"]:
            continue
        # The first citation is the sentence whose words the statement carries; the others say the same.
        said = sorted(fact["sentences"], key=lambda one: (is_low(one), words(text(one)), text(one)))
        statements.append({"text": text(said[0]), "citations": said})
    if not statements:
        for article in event["articles"]:
            for index, sentence in list(body(article))[:1]:
                statements.append({"text": sentence["text"], "citations": [cite(article, index)]})

    fitting, length = [], 0
    for statement in statements:
        if length + words(statement["text"]) <= max_words:
            fitting.append(statement)
            length += words(statement["text"])
    return {"title": event["title"], "statements": fitting}


serve(merge=merge)
