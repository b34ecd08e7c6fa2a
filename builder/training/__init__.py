"""Training: runs started, stopped and watched; each trains in a process of its own.

    run = start_run(store, project_id, network, click_id)

May import store, recipe, data, conversion, engine, catalog and network. Only the ``worker*`` modules import Keras, and
only the training process (or ``python -m builder train``) imports those.
"""

from builder.training.running import place_in_queue, start_run, stop_run, warm_worker, watch

__all__ = [
    "place_in_queue",
    "start_run",
    "stop_run",
    "warm_worker",
    "watch",
]
