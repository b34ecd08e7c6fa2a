"""One open project in the web process, shared by every tab that shows it: document, checks and code, each up to date.

Every edit is saved before it is acknowledged, so that closing the browser or the server loses nothing. One that cannot
be saved just now, on a full disk for instance, is not acknowledged: the canvas keeps it and sends it again.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import RLock
from typing import Any

from builder.canvas.protocol import Change, CodeText, Have, Request, catalog_part, drawn_document
from builder.conversion.applications import application
from builder.engine import EngineProcess, Report
from builder.network import BuilderError, Edit, Network, apply_edits
from builder.network.merging import Merge, merge_edits
from builder.network.recipe import Recipe
from builder.network.recipe_merging import merge_change
from builder.store import Store
from builder.workspace.checks import Checks
from builder.workspace.code_edits import CodeEdits
from builder.workspace.history import History
from builder.workspace.receipt import PASSING, Receipt, waiting_words
from builder.workspace.saved_document import SavedDocument

MAX_OPEN = 200

CODE_FOLLOWS_FROM = 200
"""From how many layers on the code comes with a later reply: writing it takes longer than checking an edit."""


class StaleChangeError(BuilderError):
    """A change adds what another tab has added under the same names meanwhile."""

    def __init__(self) -> None:
        super().__init__("Another tab has just changed the network here. Look at it, and try once more.")


class Workspace:
    """A project's document with what follows from it; safe to use from several threads."""

    def __init__(self, store: Store, engine: EngineProcess, project_id: str) -> None:
        """Opens the project as last saved, or as of its last revision that can be read.

        Raises:
            UnknownProjectError: no project has this id.
        """
        self.project_id = project_id
        self._engine = engine
        self._lock = RLock()
        self._document = SavedDocument(store, project_id)
        self._history = History(self._document.revision)
        self._document.reloaded = self._history.forget_changes
        self._acknowledged: dict[str, int] = {}
        self._code = CodeEdits()
        self._checks = Checks(engine, self._document, self._history, follow=self.apply)

    @property
    def network(self) -> Network:
        return self._document.network

    @property
    def revision(self) -> int:
        return self._document.revision

    @property
    def warning(self) -> str:
        """The sentence that says that an earlier document is shown than was saved last; "" from the next save on."""
        return self._document.warning

    def report(self) -> Report:
        """Returns what checking the present document says, asking the engine only if it changed since.

        Raises:
            EngineError: the engine died or took too long, twice in a row.
        """
        if not self._engine.ready:
            self._engine.start()  # the time that Keras takes to load is none of the check's
        with self._lock:
            return self._checks.report()

    def update(self, change: Callable[[Network], Network]) -> Network:
        """Replaces the document by what ``change`` makes of it, saves it, and returns it.

        Raises:
            DocumentError: the result is more than a document may hold; nothing was changed.
        """
        with self._lock:
            self._document.save(change)
            self._history.forget_changes(self.revision)
            return self.network

    def merge(self, seen: Network, *, edits: Iterable[Edit] = (), recipe: Recipe | None = None) -> None:
        """Makes the document what a change that somebody made of ``seen`` comes to in it as it is now, and saves it.

        Raises:
            DocumentError: the result is more than a document may hold; nothing was changed.
            StaleChangeError: what the change adds has been added meanwhile; nothing was changed.
        """
        made = tuple(edits)
        with self._lock:
            if self._merge("", lambda network: merge_change(network, seen, edits=made, recipe=recipe)).taken:
                raise StaleChangeError

    def apply(self, edits: Iterable[Edit]) -> None:
        """Applies edits to the document as it is now and saves it.

        Raises:
            DocumentError: the result is more than a document may hold; nothing was changed.
        """
        made = tuple(edits)
        with self._lock:
            self._document.save(lambda network: apply_edits(network, made))
            self._history.note_change(Change(revision=self.revision, client="", edits=made))

    def collisions_since(self, revision: int) -> list[str]:
        """Returns a sentence for each change after a revision that collided with that of another tab."""
        return [sentence for _, sentence in self._history.collisions_since(revision)]

    def is_news(self, revision: int) -> bool:
        """Says whether a canvas at this revision lacks something; quick, and waits for nobody's edit."""
        return revision != self.revision or self._document.is_stale

    def answer(self, request: Request | None, have: Have | None) -> dict[str, Any]:
        """Applies what the canvas sent and returns the reply: what it lacks beyond what it has (None: nothing)."""
        with self._lock:
            before = self.network
            try:
                self.catch_up()
                before = self.network
                receipt = Receipt() if request is None else self._receive(request)
                if request is not None and request.code is not None:
                    self._read(request.client, request.code)
            except PASSING as error:
                receipt = Receipt(self._ack(request), waiting_words(error), waits=True)
            is_edited = request is not None and request.code is None and self.network is not before
            code_follows = is_edited and len(self.network.nodes) >= CODE_FOLLOWS_FROM
            told = None if request is None else self._code.answer_to(request.client)
            self._refresh(with_code=not code_follows)
            return self._reply(have, receipt) | {"code_answer": told, "code_follows": code_follows}

    def _receive(self, request: Request) -> Receipt:
        """Makes the edits of a request that are new.

        Raises:
            UnavailableError: nothing can be saved just now; the edits count as never received.
        """
        known = self._acknowledged.get(request.client, request.first - 1)
        last = request.first + request.count - 1
        saved = "saved"
        if request.refused:
            saved = f"An edit was refused. {request.refused[0]}"
        if last > known:
            # Refused edits leave holes in the count, so a batch with one is applied whole: records may be repeated.
            skipped = 0 if request.refused else max(0, known + 1 - request.first)
            fresh = request.edits[skipped:]
            try:
                merge = self._merge(request.client, lambda network: merge_edits(network, fresh)) if fresh else Merge(())
                if merge.taken:
                    return Receipt({"client": request.client, "seq": known}, saved, taken=merge.taken)
            except PASSING:
                raise
            except (BuilderError, ValueError) as error:
                saved = f"The edits could not be applied. {error}"
            self._acknowledged[request.client] = last
        return Receipt({"client": request.client, "seq": max(known, last)}, saved)

    def _ack(self, request: Request | None) -> dict[str, Any] | None:
        """Returns what has been acknowledged of a client's edits before."""
        if request is None:
            return None
        return {"client": request.client, "seq": self._acknowledged.get(request.client, request.first - 1)}

    def _read(self, client: str, code: CodeText) -> None:
        """Makes the document what the code says, as one change, or leaves it where the code has mistakes."""
        change = self._code.read(client, code, self.network, applications=self._application)
        if change is None:
            return
        try:
            merge = self._merge(client, change.merged_into, code=code.number)
        except PASSING:
            self._code.forget_answer(client)
            raise
        except (BuilderError, ValueError) as error:
            self._code.note_failure(client, code.number, str(error))
        else:
            names = ", ".join(f'"{it.id}"' for it in merge.taken)
            if names:
                self._code.note_failure(client, code.number, f"Another tab has just added {names}. Try once more.")

    def _application(self, name: str, arguments: dict[str, Any]) -> Network:
        return self._engine.call(application, name, arguments)

    def _merge(self, client: str, merge: Callable[[Network], Merge], *, code: int = 0) -> Merge:
        """Makes the document what a client's change comes to in it, unless ids are taken; returns what that was."""
        made = Merge(())

        def changed(network: Network) -> Network:
            nonlocal made
            made = merge(network)
            return made.made_in(network)

        before = self.network
        self._document.save(changed)
        if self.network is not before:
            self._history.note_change(
                Change(revision=self.revision, client=client, edits=made.edits, code=code, merged=made.is_other),
                made.collisions,
            )
        return made

    def catch_up(self) -> None:
        """Takes over what another server process saved meanwhile."""
        with self._lock:
            self._document.catch_up()

    def _refresh(self, *, with_code: bool) -> None:
        """Brings code and diagnostics up to the document as it is now."""
        if with_code:
            self._note_code()
        network = self.network
        self._checks.tell()
        if with_code and self.network is not network:  # inputs have followed
            self._note_code()

    def _note_code(self) -> None:
        self._code.note_version(self._history.note_code(*self._code.text_of(self.network)), self.network)

    def _reply(self, have: Have | None, receipt: Receipt) -> dict[str, Any]:
        part = catalog_part()
        missing = self._history.missing(have)
        whole = missing.pop("needs_document") or receipt.is_refused
        return {
            **missing,
            **receipt.for_wire(),
            "project": self.project_id,
            "number": time.time_ns() // 1_000,
            "catalog": None if have and have.catalog == part["hash"] else part,
            "document": drawn_document(self.network) if whole else None,
        }


class Workspaces:
    """The projects that are open in this process; the ones not used for longest are closed first."""

    def __init__(self, store: Store, engine: EngineProcess) -> None:
        self._store, self._engine = store, engine
        self._lock = RLock()
        self._open: OrderedDict[str, Workspace] = OrderedDict()

    def open(self, project_id: str) -> Workspace:
        """Returns the workspace of the project, the same one to every caller.

        Raises:
            UnknownProjectError: no project has this id.
        """
        with self._lock:
            workspace = self._open.pop(project_id, None) or Workspace(self._store, self._engine, project_id)
            self._open[project_id] = workspace
            if len(self._open) > MAX_OPEN:
                self._open.popitem(last=False)
            return workspace

    def close(self, project_id: str) -> None:
        """Forgets the workspace of a project that was deleted."""
        with self._lock:
            self._open.pop(project_id, None)
