#!/usr/bin/env python3
"""Samples sets of ACMG/AMP criteria and writes what acmg-points 0.1.2 (PyPI) makes of them, for the Swift side to compare.

usage: sample_criteria.py COUNT SEED > sample.tsv        (needs: pip install acmg-points==0.1.2)
Columns: criteria (joined by spaces), points, class by points, class by the rules of 2015.
"""
import random
import sys

from acmg_points.core import classify
from acmg_points.schemes import CRITERIA


def main() -> None:
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    random.seed(seed)
    codes = sorted(CRITERIA)
    strengths = ["Supporting", "Moderate", "Strong", "VeryStrong"]
    print("criteria\tpoints\tpoints_class\trules_class")
    for _ in range(count):
        size = random.choice([1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8])
        side = random.choice(["P", "B", "", ""])
        chosen = random.sample([c for c in codes if c.startswith(side)], size)
        tokens = []
        for code in chosen:
            if random.random() < 0.35:
                code += "_" + random.choice(strengths)
            tokens.append(code)
        result = classify(tokens)
        print("\t".join([" ".join(tokens), str(result.total), result.points_class, result.rules_class]))


main()
