"""From data as loaded to data as trained on: split, scaled, targets in the form that the loss takes."""

from builder.data.arrays import Data, Part, Split
from builder.data.errors import DataError, DataOptionError
from builder.data.info import DataSetInfo, Scaling
from builder.data.one_hot import to_one_hot, with_one_hot
from builder.data.scaling import FeatureScaling, fit_scaling
from builder.data.splitting import TEST_SHARE, plan_split, split_rows
from builder.engine.words import counted


def prepare(
    data: Data,
    *,
    validation_share: float = 0.2,
    test_share: float = TEST_SHARE,
    seed: int = 0,
    scaling: Scaling | None = None,
    one_hot: bool | None = None,
) -> Split:
    """Returns the data in three parts; the same arguments give the same parts.

    Args:
        validation_share: of what the test part leaves, from 0 to less than 1.
        test_share: of all samples; a test part that the set brings along is kept instead.
        seed: chooses the rows; classes keep their shares in every part where :func:`plan_split` finds that they can.
        scaling: instead of what ``data.info.scaling`` says; measured on the training part alone.
        one_hot: instead of what ``data.options`` say.

    Raises:
        DataError: there are no samples, or a share leaves none.
        DataOptionError: a share is not from 0 to less than 1.
    """
    for name, share in (("validation share", validation_share), ("test share", test_share)):
        if not 0 <= share < 1:
            raise DataOptionError(f"The {name} is {share:g}; it must be at least 0 and less than 1.")
    samples = data.samples
    if samples.size == 0:
        raise DataError(f"{data.info.title} holds no samples, so there is nothing to learn from.")
    plan = plan_split(data.counted(), validation_share=validation_share, test_share=test_share, seed=seed)
    if plan.train == 0:
        raise DataError(
            f"{data.info.title} has {counted(samples.size, 'sample')}, and these shares leave none for training."
        )
    numbers = {one.name: data.targets[one.name].reshape(-1) for one in data.info.targets if one.rarest}
    train, validation, test = split_rows(plan, numbers)
    info = _info(data, scaling, one_hot)
    train_part = samples.take(train)
    measured = {
        feature.name: fit_scaling(feature, train_part.inputs[feature.name], info.scaling) for feature in info.inputs
    }
    return Split(
        info=info,
        train=_finished(train_part, info, measured),
        validation=_finished(samples.take(validation), info, measured),
        test=_finished(data.test if data.test is not None else samples.take(test), info, measured),
        scaling=measured,
    )


def _info(data: Data, scaling: Scaling | None, one_hot: bool | None) -> DataSetInfo:
    wanted = bool(data.options.get("one_hot")) if one_hot is None else one_hot
    return data.info.model_copy(
        update={
            "scaling": data.info.scaling if scaling is None else scaling,
            "targets": tuple(with_one_hot(target, wanted) for target in data.info.targets),
        }
    )


def _finished(part: Part, info: DataSetInfo, measured: dict[str, FeatureScaling]) -> Part:
    inputs = {
        feature.name: part.inputs[feature.name].astype(feature.dtype)
        if feature.vocabulary is not None
        else measured[feature.name].apply(part.inputs[feature.name])
        for feature in info.inputs
    }
    targets = {
        target.name: to_one_hot(part.targets[target.name], len(target.classes))
        if target.one_hot
        else part.targets[target.name].astype(target.dtype)
        for target in info.targets
    }
    return Part(inputs, targets)
