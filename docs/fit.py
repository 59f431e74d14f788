#!/usr/bin/env python3
"""Fits the weights of plugins/sdk/src/claim/score.rs: logistic regression, cross-validated by event.

usage: fit.py EVENTS.jsonl FEATURES.tsv

EVENTS: an event a line, with its articles and `facts`, each with the sentences that state it in `full` and in `part`
("a0": article a, sentence 0). FEATURES: what `cargo run --release --example features -p q7x2-sdk < EVENTS.jsonl` prints.
A sentence says all of another if it states in full every fact that the other states in full; it says some if both state
some fact at all. Prints the average precision of both, and the table of weights. Needs numpy, and no other data.
"""
import collections, json, sys

import numpy as np

RIDGE = 3.0  # on standardised features


def labels(events):
    for event in events:
        full, some = collections.defaultdict(set), collections.defaultdict(set)
        for fact in event["facts"]:
            for at in fact["full"]: full[at].add(fact["id"])
            for at in fact["full"] + fact["part"]: some[at].add(fact["id"])
        yield full, some


def regress(x, y):
    """Weights and bias by Newton's method."""
    x1 = np.hstack([x, np.ones((len(x), 1))])
    w, ridge = np.zeros(x1.shape[1]), np.diag([RIDGE] * x.shape[1] + [0.0])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x1 @ w))
        step = np.linalg.solve((x1.T * (p * (1 - p))) @ x1 + ridge, x1.T @ (p - y) + ridge @ w)
        w -= step
        if abs(step).max() < 1e-8: break
    return w


def precision(y, scores):
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(y[order])
    return float((hits / np.arange(1, len(y) + 1))[y[order] == 1].mean())


def main():
    events = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
    known = list(labels(events))
    rows, whole, partly, group = [], [], [], []
    for line in open(sys.argv[2], encoding="utf-8"):
        number, a, b, *values = line.rstrip("\n").split("\t")
        full, some = known[int(number)]
        rows.append([float(v) for v in values])
        whole.append(bool(full[a]) and full[a] <= full[b])
        partly.append(bool(some[a] & some[b]))
        group.append(int(number))
    x, group = np.array(rows), np.array(group)
    mean, deviation = x.mean(0), x.std(0)
    x = (x - mean) / deviation
    weights = []
    for name, y in (("whole", np.array(whole, float)), ("partly", np.array(partly, float))):
        scores = np.zeros(len(y))
        for event in range(len(events)):
            out = group == event
            w = regress(x[~out], y[~out])
            scores[out] = 1 / (1 + np.exp(-(x[out] @ w[:-1] + w[-1])))
        print(f"{name}: {int(y.sum())} of {len(y)} pairs, average precision {precision(y, scores):.3f}", file=sys.stderr)
        for least in (.1, .2, .3, .5, .7, .8, .9):
            told = scores >= least
            print(f"   >= {least}: {int(told.sum())} pairs, right {y[told].mean() if told.any() else 1:.2f}, found {y[told].sum() / y.sum():.2f}", file=sys.stderr)
        weights.append(regress(x, y))
    for n in range(x.shape[1]):
        print(f"    [{mean[n]:.4f}, {deviation[n]:.4f}, {weights[0][n]:.3f}, {weights[1][n]:.3f}],")
    print(f"BIAS [{weights[0][-1]:.3f}, {weights[1][-1]:.3f}]")


main()
