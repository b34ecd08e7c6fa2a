"""Checking: what Keras makes of a network, problems as data, and the warm process that Keras lives in.

May import the network and the catalogue. Only ``build``, ``inference`` and what runs in the engine import Keras, so
importing this package does not.
"""

from builder.engine.check import check
from builder.engine.process import EngineBusyError, EngineError, EngineProcess, shared_engine
from builder.engine.report import Report, TensorSpec

__all__ = ["EngineBusyError", "EngineError", "EngineProcess", "Report", "TensorSpec", "check", "shared_engine"]
