"""A summariser: one article in, its points out."""

from q7x2 import body, cite, serve


def summarise(article, config):
    first = list(body(article))[: config["most"]]
    return {
        "points": [
            {"text": sentence["text"], "citations": [cite(article, index)], "weight": 1.0 / (at + 1)}
            for at, (index, sentence) in enumerate(first)
        ]
    }


serve(summarise=summarise)
