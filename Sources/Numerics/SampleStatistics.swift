// What a list of numbers shows: sum, mean, spread, quantiles.

extension Sequence<Double> {
  /// The sum of the elements, compensated.
  ///
  /// - Complexity: O(n).
  package func compensatedSum() -> Double {
    var total = DoubleDouble(0)
    for value in self { total += DoubleDouble(value) }
    return total.value
  }
}

extension Collection<Double> {
  /// The arithmetic mean, or NaN of an empty collection.
  package var mean: Double { isEmpty ? .nan : compensatedSum() / Double(count) }

  /// The sample standard deviation (n - 1), or NaN below two elements.
  package var standardDeviation: Double {
    guard count > 1 else { return .nan }
    let centre = mean
    var total = DoubleDouble(0)
    for value in self { total += DoubleDouble.product(value - centre, value - centre) }
    return (total.value / Double(count - 1)).squareRoot()
  }

  /// The coefficient of variation as a fraction, or NaN.
  package var coefficientOfVariation: Double { standardDeviation / Swift.abs(mean) }

  /// The median, or NaN of an empty collection.
  package var median: Double { quantile(0.5) }

  /// The median distance from the median, times 1.4826: of normal values their standard deviation (Hampel 1974, J Am Stat
  /// Assoc 69:383); NaN of an empty collection.
  package var scaledMedianDeviation: Double {
    let centre = median
    return map { Swift.abs($0 - centre) }.median * 1.482_602_218_505_602
  }

  /// The quantile `p` by linear interpolation (type 7 of Hyndman and Fan, 1996), or NaN.
  package func quantile(_ p: Double) -> Double {
    guard !isEmpty else { return .nan }
    let ordered = sorted()
    let position = p * Double(ordered.count - 1)
    let index = Int(position.rounded(.down))
    guard index + 1 < ordered.count else { return ordered[ordered.count - 1] }
    return ordered[index] + (position - Double(index)) * (ordered[index + 1] - ordered[index])
  }
}
