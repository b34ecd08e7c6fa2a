"""scikit-learn's bundled tables, and one of them cut into two."""

from builder.data.descriptions.description import Description
from builder.data.info import DataSetInfo, FeatureInfo, TargetInfo
from builder.data.options import ONE_HOT, scaling_option

CELL_MEASUREMENTS = (
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
)
CELL_COLUMNS = (
    *(f"mean {name}" for name in CELL_MEASUREMENTS),
    *(f"{name} error" for name in CELL_MEASUREMENTS),
    *(f"worst {name}" for name in CELL_MEASUREMENTS),
)
WINE_ACID_COLUMNS = ("alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "proline")
WINE_COLOUR_COLUMNS = (
    "total_phenols",
    "flavanoids",
    "nonflavanoid_phenols",
    "proanthocyanins",
    "color_intensity",
    "hue",
    "od280/od315_of_diluted_wines",
)
WINE_COLUMNS = (*WINE_ACID_COLUMNS[:-1], *WINE_COLOUR_COLUMNS, WINE_ACID_COLUMNS[-1])
DIABETES_COLUMNS = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")

CULTIVAR = TargetInfo(name="cultivar", kind="classes", classes=("class_0", "class_1", "class_2"), rarest=48)
WINE_SOURCE = "UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/109, bundled with scikit-learn"
OPTIONS = (scaling_option("standard"), ONE_HOT)


def _table(name: str, columns: tuple[str, ...]) -> FeatureInfo:
    return FeatureInfo(name=name, shape=(len(columns),), names=columns)


DESCRIPTIONS = (
    Description(
        DataSetInfo(
            name="iris",
            title="Iris flowers",
            summary="Four lengths of a flower; the network names its species. Small enough to read by eye.",
            kind="table",
            task="classification",
            inputs=(
                _table(
                    "measurements",
                    ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"),
                ),
            ),
            targets=(
                TargetInfo(name="species", kind="classes", classes=("setosa", "versicolor", "virginica"), rarest=50),
            ),
            samples=150,
            licence="CC BY 4.0",
            source="R. A. Fisher 1936, UCI, https://archive.ics.uci.edu/dataset/53, bundled with scikit-learn",
            scaling="standard",
            options=OPTIONS,
        )
    ),
    Description(
        DataSetInfo(
            name="wine",
            title="Wine",
            summary="Thirteen numbers from a laboratory; the network says which of three grapes the wine was made of.",
            kind="table",
            task="classification",
            inputs=(_table("chemistry", WINE_COLUMNS),),
            targets=(CULTIVAR,),
            samples=178,
            licence="CC BY 4.0",
            source=WINE_SOURCE,
            scaling="standard",
            options=OPTIONS,
        )
    ),
    Description(
        DataSetInfo(
            name="wine_two_tables",
            title="Wine, two tables",
            summary="The same wines, their numbers in two tables: acids and minerals, and colour. For two inputs.",
            kind="table",
            task="classification",
            inputs=(_table("acids", WINE_ACID_COLUMNS), _table("colour", WINE_COLOUR_COLUMNS)),
            targets=(CULTIVAR,),
            samples=178,
            licence="CC BY 4.0",
            source=WINE_SOURCE,
            scaling="standard",
            options=OPTIONS,
        )
    ),
    Description(
        DataSetInfo(
            name="breast_cancer",
            title="Breast cancer",
            summary="Thirty measurements of cell nuclei under the microscope; is the tumour malignant or benign?",
            kind="table",
            task="classification",
            inputs=(_table("measurements", CELL_COLUMNS),),
            targets=(
                TargetInfo(name="diagnosis", kind="binary", classes=("malignant", "benign"), shape=(1,), rarest=212),
            ),
            samples=569,
            licence="CC BY 4.0",
            source="UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/17, bundled with scikit-learn",
            scaling="standard",
            options=OPTIONS,
        )
    ),
    Description(
        DataSetInfo(
            name="diabetes",
            title="Diabetes progression",
            summary="Ten values of a patient; the network estimates how far the disease has gone a year later.",
            kind="table",
            task="regression",
            inputs=(_table("patient", DIABETES_COLUMNS),),
            targets=(TargetInfo(name="progression", kind="number", shape=(1,), dtype="float32", unit="100 points"),),
            samples=442,
            licence="none stated; spread with scikit-learn (BSD-3-Clause)",
            source=(
                "Efron, Hastie, Johnstone and Tibshirani 2004, "
                "https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html, bundled with scikit-learn"
            ),
            scaling="standard",
            options=OPTIONS[:1],
        )
    ),
)
