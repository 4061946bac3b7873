import pandas as pd

people = pd.read_csv("people.csv")
others = pd.read_csv("poeple.csv")
