#!/usr/bin/env python3
"""Counts closures that should be functions: bound by `let`, longer than two lines or used twice.

Run it in the repository: `docs/closures.py [folder …]`. Prints them by file, and their number per
1,000 functions; tests do not count. A count by text: good for before and after, not for a law.
"""
import pathlib
import re
import sys

LET = re.compile(r"^(\s*)let (?:mut )?(\w+)(?:: [^=]+)? =\s*(?:move )?\|", re.M)
FUNCTION = re.compile(r"^\s*(?:pub(?:\([^)]*\))? )?(?:const )?(?:unsafe )?fn \w+", re.M)


def code(path):
    """A file without its tests."""
    return re.split(r"^#\[cfg\(test\)\]\s*(?:pub(?:\([^)]*\))? )?mod \w+ \{", path.read_text(), flags=re.M)[0]


def end(text, at):
    """Where the statement that begins at a place ends: its `;` outside all brackets."""
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] in "([{") - (text[index] in ")]}")
        if text[index] == ";" and depth == 0 or depth < 0:
            return index
    return len(text)


def found(text):
    """The closures of a text, each with its line, name, length in lines, and uses."""
    for match in LET.finditer(text):
        stop = end(text, match.end())
        body = text[match.start() : stop].strip("\n")
        outer = re.compile(rf"^.{{0,{max(len(match[1]) - 4, 0)}}}\}}", re.M).search(text, stop)
        rest = text[stop : outer.start() if outer else len(text)]
        lines, uses = body.count("\n") + 1, len(re.findall(rf"\b{match[2]}\b", rest))
        if lines > 3 or uses > 1:
            yield text.count("\n", 0, match.start()) + 1, match[2], lines, uses


def main(folders):
    count = functions = 0
    for path in sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*.rs")):
        if "tests" in path.parts or path.stem in ("tests", "laws", "edges", "fixture", "kill", "order"):
            continue
        text = code(path)
        functions += len(FUNCTION.findall(text))
        for line, name, lines, uses in found(text):
            count += 1
            print(f"{path}:{line}: {name}, {lines} lines, {uses} uses")
    print(f"{count} in {functions} functions: {1000 * count // max(functions, 1)} per 1,000")


main(sys.argv[1:] or ["src", "plugins"])
