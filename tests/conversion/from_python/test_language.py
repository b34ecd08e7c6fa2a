"""The Python that the interpreter follows: each case gives the numbers that Python gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conversion.from_python.reading import values

SOURCES = """
values = [2 + 3 * 4, 7 // 2, 7 % 4, 2 ** 5, int(7 / 2), -(-3), +4, abs(-5), 1 << 3, round(2.6)]
---
a, (b, *rest), c = 1, (2, 3, 4), 5
values = [a, b, *rest, c]
---
a = b = 3
a += 2
a *= 2
b -= 1
values = [a, b]
---
values = []
for i, n in enumerate([4, 5], start=1):
    values.append(i * n)
else:
    values.append(9)
---
values = []
for a, b in zip([1, 2], (3, 4)):
    values += [a + b]
---
values = []
for n in reversed(range(1, 9, 2)):
    if n == 3:
        continue
    values.append(n)
---
values = []
while True:
    values.append(len(values) + 1)
    if len(values) > 3:
        break
---
n = 64
values = []
while n > 4:
    values.append(n)
    n //= 2
else:
    values.append(1)
---
values = [n * m for n in (1, 2, 3) if n != 2 for m in range(1, n + 1)]
---
table = {'a': 1, **{'b': 2}}
values = [v + 1 for k, v in table.items() if k in ('a', 'b')]
---
table = {n: n * n for n in range(1, 4)}
table[5] = 25
del table[1]
values = list(table.values()) + [len(table)]
---
values = [3 if 2 > 1 else 4, (0 or 5), (1 and 6), 7 if not [] else 8]
---
values = [1 < 2 < 3, 'a' in 'cat', 2 not in [1], None is None, [1, [2]] == [1, [2]]]
values = [int(v) + 1 for v in values]
---
def f(a, b=2, *more, c=3, **named):
    return a + b + sum(more) + c + sum(named.values())
values = [f(1), f(1, 5), f(1, 2, 3, 4), f(1, c=9, d=10), f(b=1, a=1)]
---
def f(n):
    return 1 if n <= 1 else n * f(n - 1)
values = [f(5)]
---
def outer(n):
    count = 0
    def inner():
        nonlocal count
        count += n
        return count
    inner()
    return inner()
values = [outer(4)]
---
total = 1
def f():
    global total
    total = 6
f()
values = [total]
---
def f(n, seen=None):
    seen = seen or []
    seen.append(n)
    return seen, n + 1
(a,), b = f(3)
values = [a, b]
---
f = lambda x, y=2: x * y
values = [f(3), f(3, 4), *map(lambda v: v + 1, [1, 2]), *filter(lambda v: v > 1, [1, 2])]
---
values = sorted([3, 1, 2], reverse=True) + sorted({'b': 1, 'a': 2}) [:0] + [max(1, 4), min([3, 2]), sum([1, 2], 3)]
---
values = [
    len('abc'), len(f'{3:03d}'), int('12'),
    int(f'{1}{2}'), len('%s-%02d' % ('a', 7)), len('{}{x}'.format(1, x=22))]
---
name = 'Block_3'
values = [int(name.split('_')[1]), len(name.lower().replace('block', 'b')), int(name[-1]), len(','.join(['a', 'b']))]
---
items = [5, 6, 7, 8]
values = items[1:3] + items[::-2] + [items[-1]] + list((9,) * 2)
---
items = [1]
items.extend((2, 3))
items.insert(0, 4)
values = [items.pop(), items.index(2), *items]
---
if (n := 5) > 3:
    values = [n]
---
import math
import numpy as np
values = [math.ceil(2.1), int(math.log2(8)), int(np.prod((2, 3))), math.prod([2, 4]), math.gcd(4, 6)]
---
try:
    values = [1]
except ImportError:
    values = [2]
finally:
    values.append(3)
---
def check(n):
    if n > 2:
        raise ValueError('too large')
    return n
try:
    values = [check(3)]
except ValueError:
    values = [8]
---
with open('file') as f:
    values = [4]
---
class Config:
    units = 7
    @staticmethod
    def twice(n):
        return 2 * n
values = [Config.units, Config.twice(4)]
---
class Maker:
    depth = 2
    def __init__(self, n, scale=3):
        self.n = n * scale
    @property
    def wide(self):
        return self.n + self.depth
    def grown(self, by=1):
        return self.wide + by
values = [Maker(2).wide, Maker(1).grown(by=5)]
---
match 'deep':
    case 'flat':
        values = [1]
    case 'wide' | 'deep' as kind:
        values = [len(kind)]
---
from functools import partial, reduce
f = partial(lambda a, b: a * b, 3)
values = [f(4), reduce(lambda a, b: a + b, [1, 2, 3])]
---
values = [n for n in dict(a=1, b=2).values()] + [next(iter([7])), *{3: 0}, isinstance(3, int) + 0]
---
def f(**named):
    return named
values = list({**f(a=1), 'b': 2}.values())
---
assert 1 < 2
values = [5]
---
if __name__ == '__main__':
    values = [5]
---
print('hello', sep='')
values = [any([0, 2]) + 0, all([]) + 0, *divmod(7, 3)]
---
values: list[int] = [1]
first: int
first = values[0]
---
from dataclasses import dataclass, field
@dataclass
class Base:
    width: int
    depth: int = 2
    sizes: list = field(default_factory=lambda: [7, 8])
    @property
    def total(self):
        return self.width * self.depth
@dataclass
class More(Base):
    extra: int = field(default=9)
    def __post_init__(self):
        self.last = self.extra + 1
one, other = More(3), More(4, depth=5, extra=6)
one.sizes.append(1)
values = [one.total, other.total, *one.sizes, *other.sizes, one.extra, other.extra, one.last, other.last]
---
from collections import namedtuple
from typing import NamedTuple
Point = namedtuple('Point', 'x y')
class Size(NamedTuple):
    wide: int
    high: int = 4
a, b = Point(1, y=2)
values = [a, b, Point(x=3, y=4).y, *Size(5), sum(Size(1, 2))]
---
import enum
class Kind(enum.Enum):
    SMALL = 3
    LARGE = 5
    def doubled(self):
        return 2 * self.value
values = [Kind.SMALL.value, len(Kind.LARGE.name), Kind.LARGE.doubled(), *[kind.value for kind in Kind]]
---
class Base:
    def __init__(self, width):
        self.width = width
    def size(self):
        return self.width
    @classmethod
    def make(cls):
        return cls(4)
class Child(Base):
    def __init__(self, width, depth=3):
        super().__init__(width + 1)
        self.depth = depth
    def size(self):
        return super().size() * self.depth
class Grandchild(Child):
    def __init__(self, width):
        super(Grandchild, self).__init__(width, depth=5)
values = [Child(1).size(), Grandchild(2).size(), Child.make().size(), len(type(Child(1)).__name__)]
---
import argparse
parser = argparse.ArgumentParser()
group = parser.add_argument_group('sizes')
group.add_argument('--hidden-units', '-n', type=int, default='12')
parser.add_argument('--depth', default=3, type=int)
parser.add_argument('--deep', action='store_true')
parser.add_argument('--flat', action='store_false', dest='is_flat')
args, others = parser.parse_known_args([])
values = [args.hidden_units, args.depth, args.deep + 1, args.is_flat + 1, len(others) + 1, len(vars(args))]
---
import itertools
count, steps = itertools.count(3), iter([5, 6, 7])
first = next(steps)
values = [next(count), next(count), first, *steps, next(itertools.count(10, 5)), next(steps, 9)]
---
import json
values = list(json.loads('{"a": 1, "b": [2, 3]}')["b"])
---
class Thing:
    pass
thing = Thing()
setattr(thing, 'size', 4)
values = [thing.size, getattr(thing, 'other', 5)]
"""


@pytest.mark.parametrize("source", SOURCES.split("---\n"))
def test_python_is_followed_as_python_does(source: str) -> None:
    scope: dict[str, object] = {"__name__": "__main__"}
    exec(source.replace("with open('file') as f:", "if True:"), scope)  # the sources of this very list
    assert values(source) == scope["values"]


NUMBERS = st.integers(min_value=-20, max_value=20).map(lambda n: f"({n})")
EXPRESSIONS = st.recursive(
    NUMBERS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "//", "%"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(inner, st.sampled_from(["<", "<=", "==", "!=", "and", "or"]), inner).map(
            lambda p: f"({p[0]} {p[1]} {p[2]})"
        ),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} if {p[1]} else {p[2]})"),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: f"max([{', '.join(items)}])"),
    ),
    max_leaves=12,
)


@given(EXPRESSIONS)
@settings(max_examples=200, deadline=None)
def test_arithmetic_is_pythons(expression: str) -> None:
    try:
        expected = eval(expression)  # made of numbers and operators, by the strategy above
    except ZeroDivisionError:
        return
    assert values(f"n = {expression}\nvalues = [abs(n) + 1]") == [abs(expected) + 1]
