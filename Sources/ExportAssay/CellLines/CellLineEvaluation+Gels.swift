// Dishes of gels: what a band reads can be compared with the other bands of its gel and exposure, and with no others.

internal import Documents
internal import TypeICollagen

extension CellLineEvaluation {
  /// Whether the dishes are of gels.
  var isOfGels: Bool { !gelLines.isEmpty }

  /// Whether a dish can be compared: one of a gel needs a control on it, and a control any other line.
  func hasCompany(_ dish: DishMeasurement) -> Bool {
    guard dish.isOfGel else { return true }
    let lines = dish.dish.role == .control ? gelLines[dish.batch] : controlPlates[dish.batch]
    return lines?.contains { $0 != dish.dish.line } == true
  }

  /// Why lines have no figure in per cent of the controls, or not all of their dishes count in it.
  func alone(_ lines: [String]) -> [AssayWarning] {
    guard isOfGels, dishes.contains(where: { $0.dish.role == .control }) else { return [] }
    let byLine = Dictionary(grouping: dishes.filter { !hasCompany($0) }, by: \.dish.line)
    return lines.compactMap { line in
      guard let own = byLine[line], let first = own.first else { return nil }
      let gels = Set(own.map(\.batch)).sorted().map { $0.quoted() }.joined(separator: " and ")
      let whole = dishes.count { $0.dish.line == line }
      let what =
        own.count == whole
        ? "it is not compared with the controls, and no per cent of control is given"
        : "\(own.count) of its \(whole) dishes are not compared with the controls"
      return AssayWarning(
        file: first.dish.file, line: first.dish.fileLine,
        "line \(line.quoted()): no \(first.dish.role == .control ? "other line" : "control") is on its gel \(gels), and volumes of two gels or exposures cannot be compared: \(what)"
      )
    }
  }
}
