"""Makes references of the roles in docstrings: what stands on a page is linked, all else is shown as code.

That each role names something is held by ``tests/test_documents.py``, also where no page has it.
"""

import re
from typing import Any

import griffe

_ROLE = re.compile(r":(?:func|class|meth|attr|data|mod|exc):`~?([\w.]+)`")


class Roles(griffe.Extension):
    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrites the docstring of an object that Griffe has read."""
        if obj.docstring:
            obj.docstring.value = _ROLE.sub(lambda role: _reference(role[1], obj), obj.docstring.value)


def _reference(name: str, obj: griffe.Object) -> str:
    holder = obj if obj.is_class or obj.is_module else obj.parent
    while holder is not None and name.split(".")[0] not in holder.members:
        holder = holder.parent
    whole = name if name.startswith("builder.") or holder is None else f"{holder.path}.{name}"
    return f'<autoref optional identifier="{whole}"><code>{name.removeprefix("builder.public.")}</code></autoref>'
