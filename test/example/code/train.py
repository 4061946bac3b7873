"""Predicts a penguin's species from its measurements, and joins a few other tables for a report."""

from pathlib import Path

import pandas as pd
import polars as pl
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

DATA = Path("data")
FEATURES = ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"]

penguins = pd.read_csv("data/penguins.csv")
movies = pd.read_csv(DATA / "movies.csv")
cars = pd.read_json(DATA / "cars.jsonl", lines=True)
unemployment = pl.read_csv(f"{DATA}/unemployment.tsv", separator="\t")

# This path has a typo: the file is called airports.csv.
airports = pd.read_csv("data/airprots.csv")


def train(table: pd.DataFrame) -> RandomForestClassifier:
    """Rows with a missing measurement would break the fit, so they are dropped."""
    known = table.dropna(subset=FEATURES)
    x_train, x_test, y_train, y_test = train_test_split(known[FEATURES], known["Species"], test_size=0.2, random_state=7)
    model = RandomForestClassifier(random_state=7).fit(x_train, y_train)
    print(f"accuracy on held-out rows: {model.score(x_test, y_test):.3f}")
    return model


if __name__ == "__main__":
    train(penguins)
    print(movies["Running Time min"].median(), cars["Horsepower"].mean(), unemployment.height, len(airports))
