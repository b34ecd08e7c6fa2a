"""Networks that learn a bundled data set, drawn for the tests of scripts and notebooks."""

from builder.data import describe
from builder.network import DataBinding, Network, ObjectSpec, Recipe
from tests.engine.drawing import draw


def learner(dataset: str, **options: object) -> Network:
    """Returns a network with an Input for each feature of the set and a Dense layer for each target."""
    info = describe(dataset, dict(options))
    layers = []
    arrows = []
    for feature in info.inputs:
        dtype = {} if feature.dtype == "float32" else {"dtype": feature.dtype}
        layers += [(feature.name, "Input", {"shape": list(feature.shape), "label": feature.name, **dtype})]
        layers += [(f"flat_{feature.name}", "Flatten", {}), (f"hidden_{feature.name}", "Dense", {"units": 8})]
        arrows += [f"{feature.name}>flat_{feature.name}", f"flat_{feature.name}>hidden_{feature.name}"]
    last = f"hidden_{info.inputs[0].name}"
    if len(info.inputs) > 1:
        layers += [("both", "Concatenate", {})]
        arrows += [f"hidden_{feature.name}>both" for feature in info.inputs]
        last = "both"
    losses = {}
    for target in info.targets:
        if target.kind == "sequence":
            layers += [("steps", "RepeatVector", {"n": target.shape[0]})]
            layers += [(target.name, "Dense", {"units": len(target.classes), "label": target.name})]
            arrows += [f"{last}>steps", f"steps>{target.name}"]
            losses[target.name] = ObjectSpec(class_name="SparseCategoricalCrossentropy", config={"from_logits": True})
            continue
        units = len(target.classes) if target.kind == "classes" or target.one_hot else target.shape[0]
        layers += [(target.name, "Dense", {"units": units, "label": target.name})]
        arrows += [f"{last}>{target.name}"]
        is_numbered = target.kind == "classes" and not target.one_hot
        loss = "SparseCategoricalCrossentropy" if is_numbered else "MeanSquaredError"
        losses[target.name] = ObjectSpec(class_name=loss, config={"from_logits": True} if is_numbered else {})
    recipe = Recipe(
        data=DataBinding(
            dataset=dataset,
            options=dict(options),
            inputs={feature.name: feature.name for feature in info.inputs},
            targets={target.name: target.name for target in info.targets},
        ),
        losses=losses,
        metrics={name: (ObjectSpec(class_name="MeanAbsoluteError"),) for name in list(losses)[1:]},
        optimizer=ObjectSpec(class_name="SGD", config={"learning_rate": 0.05, "momentum": 0.5}),
        callbacks=(ObjectSpec(class_name="TerminateOnNaN"),),
        epochs=1,
        batch_size=64,
        validation_share=0.2,
        seed=3,
    )
    return draw(tuple(layers), *arrows, recipe=recipe)
