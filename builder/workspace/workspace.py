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
from builder.engine import EngineBusyError, EngineError, EngineProcess, Report
from builder.engine.following import inputs_that_follow
from builder.engine.process import start_in_background
from builder.engine.visits import Visits
from builder.network import BuilderError, DocumentError, Edit, Network, apply_edits
from builder.network.merging import Merge, merge_edits
from builder.network.recipe import Recipe
from builder.network.recipe_merging import merge_change
from builder.recipe.advice import with_advice
from builder.store import StaleRevisionError, Store, StoreError
from builder.workspace.code_edits import CodeEdits
from builder.workspace.history import Diagnostics, History
from builder.workspace.receipt import PASSING, Receipt, waiting_words
from builder.workspace.wire import diagnostics_of

MAX_OPEN = 200

MOST_ROUNDS = 300
"""How many blocks in a row may take over what flows into them at one check."""

NOTICE_SECONDS = 10.0
"""How long a notice stands at least, whatever is asked meanwhile."""

CODE_FOLLOWS_FROM = 200
"""From how many layers on the code comes with a later reply: writing it takes longer than checking an edit."""

CHECK_SECONDS = 20.0
"""How long one check may take before the engine is restarted."""

BUSY_SECONDS = 0.1
"""How long an edit waits for the engine while others are answered, before it is acknowledged without its shapes."""


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
        project = store.load_project(project_id)
        self.project_id = project_id
        self._store, self._engine = store, engine
        self._lock = RLock()
        self._network, self._revision, self._warning = project.network, project.revision, project.warning
        self._history = History(project.revision)
        self._acknowledged: dict[str, int] = {}
        self._checked: Network | None = None
        self._told: Network | None = None
        self._code = CodeEdits()
        self._report = Report()
        self._visits = Visits()
        self._notice, self._notice_until = "", 0.0
        self._restarts = engine.restarts

    @property
    def network(self) -> Network:
        return self._network

    @property
    def revision(self) -> int:
        return self._revision

    @property
    def warning(self) -> str:
        """The sentence that says that an earlier document is shown than was saved last; "" from the next save on."""
        return self._warning

    def report(self, *, patience: float | None = None) -> Report:
        """Returns what checking the present document says, asking the engine only if it changed since.

        Args:
            patience: seconds to wait for the engine while it is at other people's questions; None waits for ever.

        Raises:
            EngineBusyError: it was at them for longer.
            EngineError: the engine died or took too long, twice in a row.
        """
        if not self._engine.ready:
            self._engine.start()  # the time that Keras takes to load is none of the check's
        with self._lock:
            if self._checked is not self._network:
                self._report, self._checked = self._check(self._network, patience), self._network
                try:
                    self._let_inputs_follow(patience)
                except EngineError:
                    self._checked = None
                    raise
            return self._report

    def update(self, change: Callable[[Network], Network]) -> Network:
        """Replaces the document by what ``change`` makes of it, saves it, and returns it.

        Raises:
            DocumentError: the result is more than a document may hold; nothing was changed.
        """
        with self._lock:
            self._save(change)
            self._history.forget_changes(self._revision)
            return self._network

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
            self._save(lambda network: apply_edits(network, made))
            self._history.note_change(Change(revision=self._revision, client="", edits=made))

    def collisions_since(self, revision: int) -> list[str]:
        """Returns a sentence for each change after a revision that collided with that of another tab."""
        return [sentence for _, sentence in self._history.collisions_since(revision)]

    def is_news(self, revision: int) -> bool:
        """Says whether a canvas at this revision lacks something; quick, and waits for nobody's edit."""
        return revision != self._revision or self._store.project_revision(self.project_id) != revision

    def answer(self, request: Request | None, have: Have | None) -> dict[str, Any]:
        """Applies what the canvas sent and returns the reply: what it lacks beyond what it has (None: nothing)."""
        with self._lock:
            before = self._network
            try:
                self.catch_up()
                before = self._network
                receipt = Receipt() if request is None else self._receive(request)
                if request is not None and request.code is not None:
                    self._read(request.client, request.code)
            except PASSING as error:
                receipt = Receipt(self._ack(request), waiting_words(error), waits=True)
            is_edited = request is not None and request.code is None and self._network is not before
            code_follows = is_edited and len(self._network.nodes) >= CODE_FOLLOWS_FROM
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
        change = self._code.read(client, code, self._network, applications=self._application)
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

        before = self._network
        self._save(changed)
        if self._network is not before:
            self._history.note_change(
                Change(revision=self._revision, client=client, edits=made.edits, code=code, merged=made.is_other),
                made.collisions,
            )
        return made

    def _save(self, change: Callable[[Network], Network]) -> None:
        """Saves what ``change`` makes of the document; where that is the very same, there is nothing to save."""
        changed = change(self._network)
        if changed is self._network:
            return
        try:
            self._revision = self._store.save_project(self.project_id, changed, expected_revision=self._revision)
        except StaleRevisionError:
            self._reload()
            changed = change(self._network)
            if changed is self._network:
                return
            self._revision = self._store.save_project(self.project_id, changed, expected_revision=self._revision)
        self._network, self._warning = changed, ""

    def catch_up(self) -> None:
        """Takes over what another server process saved meanwhile."""
        with self._lock:
            if self._store.project_revision(self.project_id) != self._revision:
                self._reload()

    def _reload(self) -> None:
        project = self._store.load_project(self.project_id)
        self._network, self._revision, self._warning = project.network, project.revision, project.warning
        self._history.forget_changes(self._revision)

    def _refresh(self, *, with_code: bool) -> None:
        if with_code:
            self._note_code()
        if self._told is self._network and (not self._notice or time.monotonic() < self._notice_until):
            return
        if not self._engine.ready:
            if self._history.note_wait("Keras is starting …"):
                start_in_background(self._engine)
            return
        try:
            report = self.report(patience=BUSY_SECONDS)
        except EngineBusyError:
            self._history.note_wait("Keras is busy with another network …")
            return
        except EngineError as error:
            self._notice, self._notice_until = str(error), 0.0
            self._history.note_diagnostics(Diagnostics(notice=self._notice))
            return
        if self._engine.restarts > self._restarts:
            self._notice = "The engine stopped and was started again."
            self._notice_until = time.monotonic() + NOTICE_SECONDS
        elif time.monotonic() >= self._notice_until:
            self._notice = ""
        self._restarts = self._engine.restarts
        if with_code:
            self._note_code()  # once more: inputs may have followed
        self._history.note_diagnostics(
            diagnostics_of(with_advice(self._network, report), self._network, notice=self._notice)
        )
        self._told = self._checked

    def _note_code(self) -> None:
        self._code.note_version(self._history.note_code(*self._code.text_of(self._network)), self._network)

    def _let_inputs_follow(self, patience: float | None) -> None:
        """Gives Inputs inside blocks what flows into them; what one block gives decides what the next one takes."""
        network, report, made = self._network, self._report, list[Edit]()
        for _ in range(MOST_ROUNDS):
            edits = inputs_that_follow(network, report)
            if not edits:
                break
            made.extend(edits)
            network = apply_edits(network, edits)
            report = self._check(network, patience)
        if not made:
            return
        try:
            self.apply(made)
        except DocumentError:  # a document that is full to the brim: its Inputs stay as they are
            return
        except StoreError:  # they follow when the document is looked at again
            self._checked = None
            return
        self._report, self._checked = self._check(self._network, patience), self._network

    def _check(self, network: Network, patience: float | None) -> Report:
        return self._engine.check(network, visits=self._visits, timeout=CHECK_SECONDS, patience=patience)

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
            "document": drawn_document(self._network) if whole else None,
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
