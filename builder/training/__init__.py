"""Training: recipes proposed and checked, runs started, stopped and watched; each trains in a process of its own.

    recipe = propose_recipe(network, report, info)
    problems = find_recipe_problems(network, report, recipe, info)
    run = start_run(store, project_id, network, click_id)

May import store, data, conversion, engine, catalog and network. Only the ``worker*`` modules import Keras, and only the
training process (or ``python -m builder train``) imports those.
"""

from builder.training.logged_names import logged_names
from builder.training.proposal import complete_recipe, propose_callback, propose_recipe
from builder.training.recipe_problems import find_recipe_problems
from builder.training.running import place_in_queue, start_run, stop_run, warm_worker, watch

__all__ = [
    "complete_recipe",
    "find_recipe_problems",
    "logged_names",
    "place_in_queue",
    "propose_callback",
    "propose_recipe",
    "start_run",
    "stop_run",
    "warm_worker",
    "watch",
]
