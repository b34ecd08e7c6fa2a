"""What checking says of one open document: asked of the engine when the document changed, and told to its canvases."""

import time
from collections.abc import Callable

from builder.engine import EngineBusyError, EngineError, EngineProcess, Report
from builder.engine.following import inputs_that_follow
from builder.engine.previous_check import PreviousCheck
from builder.engine.process import start_in_background
from builder.network import DocumentError, Edit, Network, apply_edits
from builder.recipe.advice import with_advice
from builder.store import StoreError
from builder.workspace.history import Diagnostics, History
from builder.workspace.saved_document import SavedDocument
from builder.workspace.wire import diagnostics_of

MOST_ROUNDS = 300
"""How many blocks in a row may take over what flows into them at one check."""

NOTICE_SECONDS = 10.0
"""How long a notice stands at least, whatever is asked meanwhile."""

CHECK_SECONDS = 20.0
"""How long one check may take before the engine is restarted."""

BUSY_SECONDS = 0.1
"""How long an edit waits for the engine while others are answered, before it is acknowledged without its shapes."""


class Checks:
    """The report on the present document; used by one thread at a time."""

    def __init__(
        self,
        engine: EngineProcess,
        document: SavedDocument,
        history: History,
        follow: Callable[[tuple[Edit, ...]], None],
    ) -> None:
        """Checks nothing yet.

        Args:
            follow: makes and saves the edits by which Inputs inside blocks take over what flows into them.
        """
        self._engine, self._document, self._history, self._follow = engine, document, history, follow
        self._checked: Network | None = None
        self._told: Network | None = None
        self._report = Report()
        self._previous = PreviousCheck()
        self._notice, self._notice_until = "", 0.0
        self._restarts = engine.restarts

    def report(self, *, patience: float | None = None) -> Report:
        """Returns what checking the present document says, asking the engine only if it changed since.

        Args:
            patience: seconds to wait for the engine while it is at other people's questions; None waits for ever.

        Raises:
            EngineBusyError: it was at them for longer.
            EngineError: the engine died or took too long, twice in a row.
        """
        network = self._document.network
        if self._checked is not network:
            self._report, self._checked = self._check(network, patience), network
            try:
                self._let_inputs_follow(patience)
            except EngineError:
                self._checked = None
                raise
        return self._report

    def tell(self) -> None:
        """Notes for the canvases what checking says, or that it is on its way or failed."""
        if self._told is self._document.network and (not self._notice or time.monotonic() < self._notice_until):
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
        self._note_restarts()
        network = self._document.network  # inputs may have followed
        self._history.note_diagnostics(diagnostics_of(with_advice(network, report), network, notice=self._notice))
        self._told = self._checked

    def _note_restarts(self) -> None:
        if self._engine.restarts > self._restarts:
            self._notice = "The engine stopped and was started again."
            self._notice_until = time.monotonic() + NOTICE_SECONDS
        elif time.monotonic() >= self._notice_until:
            self._notice = ""
        self._restarts = self._engine.restarts

    def _let_inputs_follow(self, patience: float | None) -> None:
        """Gives Inputs inside blocks what flows into them; what one block gives decides what the next one takes."""
        network, report, made = self._document.network, self._report, list[Edit]()
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
            self._follow(tuple(made))
        except DocumentError:  # a document that is full to the brim: its Inputs stay as they are
            return
        except StoreError:  # they follow when the document is looked at again
            self._checked = None
            return
        network = self._document.network
        self._report, self._checked = self._check(network, patience), network

    def _check(self, network: Network, patience: float | None) -> Report:
        return self._engine.check(network, previous=self._previous, timeout=CHECK_SECONDS, patience=patience)
