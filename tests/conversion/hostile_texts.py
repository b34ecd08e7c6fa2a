"""Hostile sources that are made rather than written: too deep, too long, or not text at all."""

import json

BENIGN = "import keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n"
DEEP = 100_000


def sources() -> dict[str, bytes]:
    """Returns file names with their contents; each is refused, or the benign model in it is all that comes out."""
    texts = {
        "parentheses": "x = " + "(" * DEEP + "1" + ")" * DEEP,
        "parentheses_below_the_limit": "x = " + "(" * 190 + "1" + ")" * 190,
        "brackets": "x = " + "[" * DEEP + "]" * DEEP,
        "braces": "x = " + "{1:" * DEEP + "1" + "}" * DEEP,
        "unclosed": "x = " + "([{" * DEEP,
        "minuses": "x = " + "-" * DEEP + "1",
        "inversions": "x = " + "~" * DEEP + "1",
        "nots": "x = " + "not " * DEEP + "1",
        "sum_of_many": "x = " + "1+" * DEEP + "1",
        "powers": "x = " + "2**" * DEEP + "2",
        "comparisons": "x = " + "1<" * DEEP + "2",
        "conditions": "x = " + "1 if 1 else " * DEEP + "2",
        "ands": "x = " + "1 and " * DEEP + "2",
        "attributes": "import keras\nx = keras" + ".layers" * DEEP,
        "subscripts": "x = keras" + "[0]" * DEEP,
        "calls": "import keras\nx = keras.layers.Dense" + "()" * DEEP,
        "calls_inside": "import keras\nx = " + "keras.layers.Dense(" * DEEP + ")" * DEEP,
        "calls_inside_few": "import keras\nx = " + "int(" * 180 + "1" + ")" * 180,
        "layers_inside": "import keras\nx = "
        + "keras.layers.TimeDistributed(" * 150
        + "keras.layers.Dense(1)"
        + ")" * 150,
        "lambdas": "x = " + "lambda: " * DEEP + "1",
        "targets": "x = " * DEEP + "1",
        "stars": "x = [" + "*[" * 5_000 + "]" * 5_000 + "]",
        "fstrings": "x = " + 'f"{' * 3 + "1" + '}"' * 3,
        "functions_inside": "".join(" " * depth + "def f():\n" for depth in range(150)) + " " * 150 + "pass",
        "indentations": "".join(" " * depth + "if 1:\n" for depth in range(90)) + " " * 90 + "x = 1",
        "elifs": "if 0: pass\n" + "elif 0: pass\n" * DEEP,
        "decorators": "@a\n" * DEEP + "def f(): pass",
        "arguments": "f(" + "1, " * DEEP + ")",
        "parameters": "def f(" + ", ".join(f"a{n}" for n in range(DEEP)) + "): pass",
        "names": f"{'a' * 10_000_000} = 1",
        "line": "x = '" + "y" * 10_000_000 + "'",
        "comment": "#" * 30_000_000,
        "many_lines": "x = 1\n" * 1_000_000,
        "long_integer": "x = " + "9" * 1_000_000,
        "long_float": "x = 0." + "9" * 1_000_000 + "e" + "9" * 1_000,
        "long_hexadecimal": "x = 0x" + "f" * 1_000_000 + "\ny = x * x * x\nz = str(x)",
        "adjacent_strings": "x = " + "'a' " * DEEP,
        "backslashes": "x = 1 + \\\n" * DEEP + "1",
        "semicolons": "x = 1;" * DEEP,
        "one_more_megabyte": BENIGN + "#" * 60_000_000,
        "escapes": 'x = "' + "\\N{DIGIT ONE}" * DEEP + '"',
        "form_feeds": "\f" * DEEP + "x = 1",
        "matches": "match 1:\n" + "    case " + "[" * DEEP,
        "unicode_names": "ｉｍｐｏｒｔ ｏｓ\nｅｖａｌ('1')\n𝕖𝕩𝕖𝕔('1')",
        "right_to_left": "import keras\n# \u202e } if admin\nx = '\u2066'",
    }
    raw = {
        "null_byte": b"import keras\nx = '\x00'\n\x00",
        "byte_order_mark": b"\xef\xbb\xbf" + BENIGN.encode(),
        "utf_16": BENIGN.encode("utf-16"),
        "utf_7": b"# coding: utf-7\n+AGkAbQBwAG8AcgB0- os\n",
        "rot_13": b"# -*- coding: rot13 -*-\nvzcbeg bf\n",
        "coding_unknown": b"# coding: ../../evil\n" + BENIGN.encode(),
        "coding_after_bom": b"\xef\xbb\xbf# coding: latin-1\n" + BENIGN.encode(),
        "surrogates": "x = '\ud800'".encode("utf-8", "surrogatepass"),
        "escaped_surrogates": b"import keras\nm = keras.Sequential(name='\\ud800')\nx = '\\udfff'.encode()",
        "not_utf_8": b"\xff\xfe\x80\x81" * 1000,
        "empty": b"",
        "carriage_returns": b"import keras\r\rx = 1\r" * 1000,
        "binary": bytes(range(256)) * 1000,
        "tabs_and_spaces": b"if 1:\n\tx = 1\n        y = 2\n",
    }
    return {f"{name}.py": text.encode() for name, text in texts.items()} | {f"{n}.py": data for n, data in raw.items()}


def notebooks() -> dict[str, bytes]:
    """Returns notebooks that are broken, or whose cells ask for a shell; none of them holds a model."""

    def notebook(*sources: object, **more: object) -> bytes:
        cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4} | more).encode()

    return {
        "broken.ipynb": b'{"cells": [{"cell_type": "code", "source": ["import',
        "list.ipynb": b"[]",
        "no_cells.ipynb": b"{}",
        "cells_are_text.ipynb": notebook(cells="import os"),
        "cell_is_number.ipynb": notebook(cells=[1, None, [], {"cell_type": 3}]),
        "source_is_number.ipynb": notebook(5, None, {"a": 1}, [1, None, ["x"]]),
        "huge_cell.ipynb": notebook("x = 1\n" * 1_000_000),
        "many_cells.ipynb": notebook(*["y = 2"] * 100_000),
        "deep.ipynb": b'{"cells": ' + b"[" * DEEP + b"]" * DEEP + b"}",
        "twice.ipynb": b'{"cells": [], "cells": [{"cell_type": "code", "source": "import os"}]}',
        "shell.ipynb": notebook("!touch /tmp/layerloom-was-here\n!!id\n%sx id\nfiles = !ls /"),
        "cell_magics.ipynb": notebook("%%bash\nid", "%%python\nimport os", "%%script python\nimport os", "%%!\nid"),
        "line_magics.ipynb": notebook("%run /etc/passwd\n%load /etc/passwd\n%cd /\n%env A=b\n%pip install evil"),
        "ipython_api.ipynb": notebook("get_ipython().system('id')\nget_ipython().run_cell('import os')"),
        "question_marks.ipynb": notebook("os?\nos??\n?os\nx.y?", "%%timeit -n {__import__('os').abort()}\nx = 1"),
        "old_worksheets.ipynb": b'{"worksheets": [{"cells": [{"cell_type": "code", "input": "x"}]}], "nbformat": 3}',
        "version_from_the_future.ipynb": notebook("x = 1", nbformat=10**30, nbformat_minor="evil"),
        "javascript_outputs.ipynb": json.dumps(
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "source": ["x = 1"],
                        "outputs": [{"output_type": "display_data", "data": {"text/html": ["<script>1</script>"] * 9}}],
                    }
                ],
                "nbformat": 4,
            }
        ).encode(),
    }
