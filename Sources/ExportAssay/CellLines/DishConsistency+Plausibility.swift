// Amounts that no dish of fibroblasts has, in all dishes alike: a wrong unit or exchanged columns, which no comparison of
// dishes shows.

internal import Documents
import Numerics

extension DishConsistency {
  /// A figure that all dishes of a run give, with the least and the most that fibroblasts have.
  private struct Bound: Sendable {
    let name: String
    let unit: String
    let range: ClosedRange<Double>
    let basis: String
    let value: @Sendable (CultureDish) -> Double?
  }

  /// Human diploid cells hold 6.4 to 6.5 pg of DNA, twice that before they divide (Piovesan 2019, BMC Res Notes 12:106); the
  /// bounds leave room for counts that are off by a factor of three. Those of protein are wide, and no claim of what cells hold:
  /// exchanged columns and other units are off by a factor of sixty and more. 10,000 cells hold 0.06 ug of DNA.
  private static let bounds = [
    Bound(
      name: "DNA per cell (dna_ug and cells_x1e5)", unit: "pg", range: 2...40,
      basis: "human diploid cells hold 6.4 to 13 pg (Piovesan 2019, BMC Res Notes 12:106)",
      value: { dish in dish.dna.flatMap { dna in dish.cells.map { 10 * dna / $0 } } }),
    Bound(
      name: "protein per DNA (protein_ug and dna_ug)", unit: "ug/ug", range: 2...1000,
      basis: "exchanged columns and other units give such figures",
      value: { dish in dish.protein.flatMap { protein in dish.dna.map { protein / $0 } } }),
    Bound(
      name: "protein per cell (protein_ug and cells_x1e5)", unit: "pg", range: 20...10_000,
      basis: "exchanged columns and other units give such figures",
      value: { dish in dish.protein.flatMap { protein in dish.cells.map { 10 * protein / $0 } } }),
    Bound(
      name: "dna_ug", unit: "ug", range: 0.01...2000, basis: "10,000 human cells hold 0.06 ug",
      value: { $0.dna }),
    Bound(
      name: "label_hours", unit: "h", range: 1...336,
      basis: "label accumulates linearly for 18-24 h (Booth 1980, Biochim Biophys Acta 607:145)", value: { $0.hours }),
  ]

  /// What is said of figures that the dishes of a run have in the median and no fibroblasts have.
  static func implausible(_ cultures: [CultureDish]) -> [AssayWarning] {
    bounds.compactMap { bound in
      let known = cultures.compactMap(bound.value)
      guard !known.isEmpty, let first = cultures.first(where: { bound.value($0) != nil }) else { return nil }
      let middle = known.median
      guard !bound.range.contains(middle) else { return nil }
      return AssayWarning(
        file: first.file, line: first.fileLine,
        "\(bound.name) is \(NumberText.significant(middle, 3)) \(bound.unit) in the median of \(known.count) dishes, which is too \(middle < bound.range.lowerBound ? "little" : "much"): \(bound.basis); is a unit wrong, or are columns exchanged?"
      )
    }
  }
}
