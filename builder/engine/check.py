"""Checks a network: its structure, its arguments, then what Keras makes of it, node by node."""

import os
from functools import lru_cache

from builder.engine.graph_checker import GraphChecker
from builder.engine.layer_call import LayerCall, LayerResult
from builder.engine.machine import worker_memory
from builder.engine.memo import Infer, Memo
from builder.engine.memory import weight_bytes
from builder.engine.previous_check import PreviousCheck
from builder.engine.report import Report
from builder.engine.report_inside import report_inside
from builder.engine.words import byte_words
from builder.network import Network, Problem

PARAMETER_LIMIT = 2_000_000_000
"""Networks with more parameters are refused before anything is allocated; LAYERLOOM_PARAMETER_LIMIT overrides it."""


def check(network: Network, *, infer: Infer | None = None, previous: PreviousCheck | None = None) -> Report:
    """Returns everything that is wrong with ``network``, the tensors that flow through it and its parameter counts.

    Args:
        network: any network, however broken: what is wrong becomes a problem in the report.
        infer: answers what one layer gives; without it Keras is asked in this process.
        previous: what the last check of the same network found, before it was edited; only what changed is looked at.

    Returns:
        The report. It is ``ok`` where :func:`builder.public.to_keras` would build the network. Nothing was allocated:
        layers are called on symbolic tensors only.

    Examples:
        >>> from builder.network import Network
        >>> [problem.message for problem in check(Network()).problems]
        ['The network has no layers yet.']
    """
    checker = GraphChecker(network.blocks, ask_keras if infer is None else infer, previous)
    graph_report = checker.through(network)
    total = sum(result.parameters for result in graph_report.weights.values())
    problems = (*graph_report.problems, *_size_problems(total))
    return Report(
        problems=problems,
        tensors=graph_report.tensors,
        parameters=graph_report.parameters,
        total_parameters=total,
        trainable_parameters=sum(result.trainable for result in graph_report.weights.values()),
        blocks={key: report_inside(key, found) for key, found in checker.inside().items()},
    )


def parameter_limit() -> int:
    """Returns how many parameters a network may have on this machine."""
    return int(os.environ.get("LAYERLOOM_PARAMETER_LIMIT", PARAMETER_LIMIT))


def ask_keras(call: LayerCall) -> LayerResult:
    """Returns what Keras says of the call, asked in this process and remembered across networks."""
    return _memo()(call)


@lru_cache(maxsize=1)
def _memo() -> Memo:
    from builder.engine.inference import infer

    return Memo(infer)


def _size_problems(total: int) -> tuple[Problem, ...]:
    limit, memory = parameter_limit(), worker_memory()
    if total <= limit and weight_bytes(total) <= memory:
        return ()
    shown = min(total, 10**18)  # a number of hundreds of digits is more than a float holds
    size = f"{'more than ' * (shown < total)}{shown:,} parameters ({byte_words(weight_bytes(shown))})"
    allowed = f"at most {limit:,} are allowed" if total > limit else f"a model may take {byte_words(memory)} of memory"
    return (
        Problem(
            code="too_many_parameters",
            message=f"The network has {size}; {allowed} here.",
            hint="Make its widest layers narrower, or pool before them.",
        ),
    )
