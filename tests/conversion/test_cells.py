"""The Python of notebook cells, held against IPython's own."""

import ast
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager

from builder.conversion.read_model.cells import python_lines
from builder.conversion.read_model.read_model import import_file

CELLS = """
x = 1
===
  def make(size):
    return size
===

    %matplotlib inline
    x = 1
===
!pip install \\
    keras \\
    numpy
x = 1
===
files = !ls -l
x = 1
===
first, *others = !ls
here = %pwd
paths['a'] = !ls
===
if x:
    !ls
    %cd ..
else:
    y = 2
===
x = (1
% 2)
y = [
  3
% 2]
===
text = '''
!not a command
%nor this
'''
other = \"\"\" it's "one" \"\"\"
===
x = 7 \\
% 4
===
model.summary?
?model
model??
str.*find*?
x = 1
===
>>> x = 1
>>> if x:
...     y = 2
===
In [3]: x = 1
   ...: y = 2
===
# a comment with a ' quote
!echo "it's"
x = "a # b"
===
await fetch()
async with session as s:
    pass
===
x = 1  # (
!ls
y = 'it\\'s'
%time
===
/f 1
,f a b
;f a
x = 1
===
print('%d' % 3)
%%time
===
x = {'a': 1,
     'b': 2}
!ls
===
@decorated
def f():
    "%text"
    return a != b
===
x = f'{y!r}'
===
x == 1
!ls
""".strip("\n").split("\n===\n")


def theirs(cell: str) -> str:
    """Returns IPython's Python as a syntax tree, with what IPython runs itself in our words."""
    return tree(TransformerManager().transform_cell(cell))


class _Ours(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.Pass() if "get_ipython()" in ast.unparse(node) or ast.unparse(node).startswith("f(") else node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        if "get_ipython()" in ast.unparse(node.value):
            node.value = ast.Name("get_ipython")
        return node


def tree(source: str) -> str:
    return ast.dump(_Ours().visit(ast.parse(source)))


@pytest.mark.parametrize("cell", CELLS)
def test_cells_hold_the_python_that_ipython_finds_in_them(cell: str) -> None:
    found = python_lines(cell)
    assert len(found) == len(cell.split("\n"))
    assert tree("\n".join(found)) == theirs(cell)


LINES = st.sampled_from(
    [
        *("x = 1", "y = [1,", "2]", "!ls", "%cd ..", "z = !ls", "if x:", "    x = 2", "    !ls", "", "# '"),
        *("s = '''", "'''", "%", 'n = "!"', "m = x \\", "% 2", "!ls \\", "  -l"),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(LINES, max_size=6))
def test_every_cell_that_ipython_can_run_is_read_as_ipython_reads_it(lines: list[str]) -> None:
    cell = "\n".join(lines)
    try:
        expected = theirs(cell)
    except SyntaxError:
        return
    assert tree("\n".join(python_lines(cell))) == expected


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile a.py", "%%timeit", "%%!", "%%script python"])
def test_cells_that_do_not_run_among_the_names_of_the_notebook_are_blank(magic: str) -> None:
    assert python_lines(f"{magic}\nx = 1\ny = 2") == ["", "", ""]


@pytest.mark.parametrize(
    "cell", ["%%time\nx = 1", "%%capture out\n%%time\nx = 1", "\n%%prun -l 3\n  x = 1", "%time x = 1"]
)
def test_timed_and_captured_statements_are_run(cell: str) -> None:
    assert "\n".join(python_lines(cell)).strip() == "x = 1"


@pytest.mark.parametrize("cell", ["pip install keras", "cd ..", "ls", "matplotlib inline"])
def test_a_command_alone_in_its_cell_needs_no_sign(cell: str) -> None:
    assert python_lines(cell) == [""]


def test_a_notebook_as_people_leave_it_gives_its_model() -> None:
    cells = [
        "!pip install -q \\\n    keras",
        "import keras\nfrom keras import layers\nfiles = !ls\nkeras.Sequential?",
        "  def make(size):\n      return keras.Sequential([keras.Input((size,)), layers.Dense(8), layers.Dense(1)])",
        "this cell was never finished (",
        "%%time\nmodel = make(5)\nawait model.fit()",
        "%time other = make(len(files))",
    ]
    document = {"cells": [{"cell_type": "code", "source": cell} for cell in cells], "nbformat": 4}
    imported = import_file("book.ipynb", json.dumps(document).encode())
    assert [node.config for node in imported.models["model"].nodes] == [{"shape": [5]}, {"units": 8}, {"units": 1}]
    assert [note.text for note in imported.notes] == [
        "Cell 4, line 1: '(' was never closed. The cell was left out.",
        "Cell 3, line 2: A size in the shape of this Input is left out: it comes from IPython, which is not run "
        "(cell 2, line 3).",
    ]
