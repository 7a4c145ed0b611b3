# SPDX-License-Identifier: GPL-3.0-or-later
"""Small wrong changes to a C file, for tests to notice.

A tokenizer and as much of the grammar as it takes: where a function begins, what is a
statement, which condition an if has. The layout of clang-format tells the rest: an
operator between two operands has blanks around it, a pointer star and a sign have not.
Comments, strings, preprocessor lines, types and prototypes stay as they are.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:\\\n|[^\n])*)
      | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
      | (?P<number>(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[uUlLfF]*)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<mark><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
BETWEEN = {
    "+": "-", "-": "+", "*": "/", "/": "*", "%": "*",
    "<<": ">>", ">>": "<<", "&": "|", "|": "&", "^": "|",
}  # fmt: skip
ANYWHERE = {
    "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"),
    "==": ("!=",), "!=": ("==",), "&&": ("||",), "||": ("&&",),
    "+=": ("-=",), "-=": ("+=",), "*=": ("/=",), "/=": ("*=",),
    "|=": ("&=",), "&=": ("|=",), "^=": ("|=",), "<<=": (">>=",), ">>=": ("<<=",),
    "++": ("--",), "--": ("++",),
    "fmin": ("fmax",), "fmax": ("fmin",), "ceil": ("floor",), "floor": ("ceil",),
    "round": ("floor",), "fabs": ("",), "true": ("false",), "false": ("true",),
}  # fmt: skip
DECIDES = {"<", "<=", ">", ">=", "==", "!=", "&&", "||", "!", "?"}
OPENS = {"(": ")", "[": "]", "{": "}"}
CLOSES = set(OPENS.values())
TYPES = {"enum", "struct", "union"}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Change:
    """text[start:end] becomes after"""

    start: int
    end: int
    after: str
    line: int
    function: str
    said: str  # the line of the source, what changes in it between { => }
    number: int = 1  # among those of the file that are said the same

    def apply(self, text):
        return text[: self.start] + self.after + text[self.end :]


def tokenize(text):
    found = (
        Token(match.lastgroup, match[0], match.start(), match.end())
        for match in TOKEN.finditer(text)
    )
    return [token for token in found if token.kind != "blank"]


class Source:
    """One C file: its tokens, which of them are code, its statements and conditions"""

    def __init__(self, text):
        self.text = text
        self.tokens = tokenize(text)
        self.partner = self._partners()
        self.code = []  # (first, after the last, function) of what may be changed
        self.statements = []  # (first, its semicolon, function)
        self.conditions = []  # (first, after the last, function)
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        self._read_file()

    def _partners(self):
        """{place of a bracket: that of the other one}"""
        partner, waiting = {}, []
        for place, token in enumerate(self.tokens):
            if token.kind == "mark" and token.text in OPENS:
                waiting.append(place)
            elif token.kind == "mark" and token.text in CLOSES:
                partner[place] = waiting.pop()
                partner[partner[place]] = place
        return partner

    def at(self, place):
        return self.tokens[place].text

    def _end(self, place, stops):
        """The first of stops at or after place that stands in no inner bracket; the end of
        the file after a macro without a semicolon"""
        while place < len(self.tokens) and self.at(place) not in stops:
            place = self.partner.get(place, place) + 1
        return place

    def _read_file(self):
        place = 0
        while place < len(self.tokens):
            end = self._end(place, {";", "{", "="})
            if end == len(self.tokens):
                return
            if self.at(end) == "{" and self.at(end - 1) == ")":
                name = self._name(end - 1)
                self.code.append((end + 1, self.partner[end], name))
                self._block(end, name)
                place = self.partner[end] + 1
            elif self.at(end) == "=":
                place = self._end(end, {";"})
                self.code.append((end + 1, place, "at file scope"))
            elif self.at(end) == "{":
                place = self.partner[end] + 1
            else:
                place = end + 1

    def _name(self, closing):
        """Of the function whose parameters end here; of a macro call, what it is given"""
        place = self.partner[closing] - 1
        return self.at(place - 1 if self.at(place) == ")" else place)

    def _block(self, place, function):
        end = self.partner[place]
        place += 1
        while place < end:
            place = self._statement(place, function)

    def _statement(self, place, function):
        """Reads one; where the next begins"""
        word = self.at(place)
        if word == "{":
            self._block(place, function)
            return self.partner[place] + 1
        if word in ("if", "while", "switch", "for"):
            end = self.partner[place + 1]
            if word in ("if", "while"):
                self.conditions.append((place + 2, end, function))
            return self._statement(end + 1, function)
        if word in ("else", "do"):
            return self._statement(place + 1, function)
        if word in ("case", "default"):
            return self._end(place, {":"}) + 1
        end = self._end(place, {";"})
        self.statements.append((place, end, function))
        return end + 1

    # What may be changed

    def changes(self):
        """Every change, in the order of the text"""
        found = []
        for first, end, function in self.code:
            for place in range(first, end):
                for start, stop, after in self._at_token(place, end):
                    found.append(self._change(start, stop, after, function))
        for first, end, function in self.conditions:
            found += self._negations(first, end, function)
        for first, end, function in self.statements:
            found += self._deletions(first, end, function)
        return self._numbered(sorted(found, key=lambda c: (c.start, c.end, c.after)))

    def _at_token(self, place, end):
        token = self.tokens[place]
        start, stop = token.start, token.end
        if token.text in ANYWHERE and token.kind in ("word", "mark"):
            for after in ANYWHERE[token.text]:
                yield start, stop, after
        elif token.text in BETWEEN and self._is_between(place):
            yield start, stop, BETWEEN[token.text]
        elif token.text == "-" or (token.text == "!" and token.kind == "mark"):
            yield start, stop, ""
        elif token.text == "?":
            yield self._swap(place, end)
        elif token.kind == "number" and not self._is_dimension(place):
            yield start, stop, another(token.text)

    def _is_between(self, place):
        """Whether the operator has an operand on both sides, going by its blanks"""
        start, end = self.tokens[place].start, self.tokens[place].end
        return self.text[start - 1].isspace() and self.text[end].isspace()

    def _is_dimension(self, place):
        """Whether the number is how long an array is: double pair[2]"""
        if self.at(place - 1) != "[" or self.at(place + 1) != "]":
            return False
        before = self.tokens[place - 3]
        return before.kind == "word" and before.text != "return" or before.text == "*"

    def _swap(self, place, end):
        """a ? b : c becomes a ? c : b"""
        depth, colon = 0, place + 1
        while depth or self.at(colon) != ":":
            depth += {"?": 1, ":": -1}.get(self.at(colon), 0)
            colon = self.partner.get(colon, colon) + 1
        last = colon + 1
        while last < end and self.at(last) not in CLOSES | {",", ";"}:
            last = self.partner.get(last, last) + 1
        first, middle = self.tokens[place + 1], self.tokens[colon - 1]
        second, stop = self.tokens[colon + 1], self.tokens[last - 1]
        one = self.text[first.start : middle.end]
        two = self.text[second.start : stop.end]
        return first.start, stop.end, f"{two} : {one}"

    def _negations(self, first, end, function):
        """if (a) becomes if (! (a)), where a has no operator that is changed anyway"""
        if not DECIDES & {token.text for token in self.tokens[first:end]}:
            start, stop = self.tokens[first].start, self.tokens[end - 1].end
            after = f"!({self.text[start:stop]})"
            yield self._change(start, stop, after, function)

    def _deletions(self, first, end, function):
        """x = y; becomes ; but a declaration stays"""
        one, two = self.tokens[first], self.tokens[first + 1]
        leaves = one.text in ("return", "break", "continue")
        declares = one.kind == "word" and (two.kind == "word" or two.text == "*")
        if first < end and (leaves or not declares):
            start, stop = one.start, self.tokens[end - 1].end
            yield self._change(start, stop, "", function)

    def _change(self, start, stop, after, function):
        begin = self.text.rfind("\n", 0, start) + 1
        finish = self.text.find("\n", stop)
        said = (
            f"{self.text[begin:start]}{{{self.text[start:stop]} => {after}}}"
            f"{self.text[stop:finish]}"
        )
        line = bisect_right(self._newlines, start - 1) + 1
        return Change(start, stop, after, line, function, " ".join(said.split()))

    @staticmethod
    def _numbered(found):
        seen, numbered = Counter(), []
        for change in found:
            same = (change.function, change.said)
            seen[same] += 1
            numbered.append(Change(**{**change.__dict__, "number": seen[same]}))
        return numbered


def another(number):
    """A number close by: 2 becomes 3, 0.5 becomes 0.505"""
    digits = number.rstrip("uUlL") if number[:2] not in ("0x", "0X") else number
    suffix = number[len(digits) :]
    if re.fullmatch(r"\d+", digits):
        return f"{int(digits) + 1}{suffix}"
    if digits[:2] in ("0x", "0X"):
        return f"({number} + 1)"
    value = float(digits.rstrip("fF"))
    return repr(1.01 * value) if abs(value) > 0 else "1.0"
