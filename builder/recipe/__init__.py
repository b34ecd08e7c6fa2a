"""What a recipe needs and how it gets it: outputs and their targets, proposals, problems, the names that are logged.

    recipe = complete_recipe(network, report, info)
    problems = find_recipe_problems(network, report, recipe, info)
    problems += find_memory_problems(network, report, recipe, info)  # of a training on this machine

A recipe says what a training does; page, worker, script, notebook and command line all read it from there. May import
data, engine, catalog and network, and no Keras.
"""

from builder.recipe.logged_names import logged_names
from builder.recipe.memory import find_memory_problems
from builder.recipe.problems import find_recipe_problems
from builder.recipe.proposal import complete_recipe, completed, propose_binding, propose_callback, propose_recipe

__all__ = [
    "complete_recipe",
    "completed",
    "find_memory_problems",
    "find_recipe_problems",
    "logged_names",
    "propose_binding",
    "propose_callback",
    "propose_recipe",
]
