// Dishes that several plates measure: repeats of the assay, or a plate that was read again after a correction.

internal import Documents

extension DishConsistency {
  /// The dishes that were measured on several plates, once for each set of plates.
  static func repeats(_ dishes: [DishMeasurement]) -> [AssayWarning] {
    let found = dishes.filter { !$0.repeatedOn.isEmpty }
    return Dictionary(grouping: found) { $0.repeatedOn.sorted() }
      .sorted { $0.key.joined(separator: "\t") < $1.key.joined(separator: "\t") }
      .compactMap { plates, own in
        guard let first = own.first?.dish else { return nil }
        let more = own.count > 1 ? " and \(own.count - 1) more dishes" : ""
        let names = plates.map { $0.quoted() }.joined(separator: " and ")
        return AssayWarning(
          file: first.file, line: first.fileLine,
          "\(first.words)\(more): measured on plates \(names), and the figure is the mean of them; leave a plate out that another replaces"
        )
      }
  }
}
