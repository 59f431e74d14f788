#!/usr/bin/env python3
"""Writes wordnet.toml, the words of English that say the same, out of WordNet 3.0 (Debian: wordnet-base).

usage: meanings.py /usr/share/wordnet > plugins/text/language/en/wordnet.toml

A line is one meaning: its words, and the words derived from them ("resign", "resignation"). Only meanings that people use
a word in are kept: among the first three that WordNet lists for it, which are ordered by use, and a fifth at least of
the word's uses in its sample of texts, so that "kill" (a bill) is not "defeat". Phrases are verbs with a particle ("blow up"), with `_` for the space.
"""
import collections, pathlib, re, sys

folder = pathlib.Path(sys.argv[1])
FIRST = 3
SHARE = 0.2
SMALL = set("be have do make take get go give come put set let say see use one way thing part time people person lot it".split())

def index():
    """lemma, part of speech -> the offsets of the meanings it is used in."""
    used = collections.defaultdict(dict)
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, number, count = line.split()
        lemma, rest = key.split("%")
        used[lemma, "nvarr"[int(rest[0]) - 1]][int(number)] = int(count)
    found = {}
    for pos in ("noun", "verb", "adj"):
        for line in (folder / f"index.{pos}").read_text().splitlines():
            if line.startswith(" "): continue
            words = line.split()
            lemma, kind, senses, pointers = words[0], words[1], int(words[2]), int(words[3])
            offsets = words[6 + pointers:]
            counts = used.get((lemma, "a" if kind == "a" else kind), {})
            total = sum(counts.values())
            top = [o for n, o in enumerate(offsets, 1) if n <= FIRST and total >= 2 and counts.get(n, 0) >= SHARE * total]
            if top: found[lemma, kind] = top
    return found

def synsets(pos):
    for line in (folder / f"data.{pos}").read_text().splitlines():
        if line.startswith(" "): continue
        words = line.split(" | ")[0].split()
        offset, kind, count = words[0], words[2], int(words[3], 16)
        lemmas = [re.sub(r"\(.*\)$", "", words[4 + 2 * n]).lower() for n in range(count)]
        at = 4 + 2 * count
        pointers = [words[at + 1 + 4 * n: at + 5 + 4 * n] for n in range(int(words[at]))]
        yield offset, "a" if kind == "s" else kind, lemmas, [p for p in pointers if p[0] in ("+", "\\")]

WORD = re.compile(r"[a-z]{3,}$")
PARTICLES = set("up down off out over in on away back through apart aside along about".split())
def good(lemma, kind):
    if lemma in SMALL: return False
    if "_" in lemma:
        first, *rest = lemma.split("_")
        return kind == "v" and len(rest) == 1 and rest[0] in PARTICLES and bool(WORD.match(first))
    return bool(WORD.match(lemma))

used = index()
data = {(o, k): (l, p) for pos in ("noun", "verb", "adj") for o, k, l, p in synsets(pos)}
rows = set()
for (offset, kind), (lemmas, pointers) in data.items():
    own = [l for l in lemmas if good(l, kind) and offset in used.get((l, kind), ())]
    if not own: continue
    row = list(own)
    for symbol, other, other_kind, ends in pointers:
        source, target = int(ends[:2], 16), int(ends[2:], 16)
        if not source or lemmas[source - 1] not in own: continue
        kin = data.get((other, other_kind))
        if kin and target:
            word = kin[0][target - 1]
            # an agent ("builder") is not its deed ("build")
            if good(word, other_kind) and (other, ) and other in used.get((word, other_kind), ()) and not re.search(r"(er|or|ist|ee|ian|eer|able|ible)$", word):
                row.append(word)
    agents = {w for w in row if re.search(r"(er|or|ee|ist)$", w) and any(w[:4] == x[:4] for x in row if x != w)}
    row = sorted(set(row) - agents)
    if len(row) > 1: rows.add(" ".join(row))
print("# Written by docs/meanings.py out of WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved.")
print("# WordNet's licence permits use, copies, changes and distribution for any purpose and without fee, with this notice;")
print("# the database is provided as it is, without warranty: https://wordnet.princeton.edu/license-and-commercial-use")
print("\nthesaurus = \"\"\"\n" + "\n".join(sorted(rows)) + "\n\"\"\"")
