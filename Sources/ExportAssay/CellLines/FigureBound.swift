// Whether a figure is measured or a limit.

/// What a figure says of the true one.
package enum FigureBound: String, Sendable {
  /// It is the estimate.
  case exact
  /// The true one is as large or smaller: what it rests on is below the limit of quantification.
  case atMost = "at_most"
  /// The true one is as large or larger.
  case atLeast = "at_least"
  /// Nothing is known.
  case none

  /// The bound of a mean of figures.
  static func of(_ bounds: [FigureBound]) -> FigureBound {
    let known = Set(bounds.filter { $0 != .none })
    if known.isEmpty { return .none }
    if known.contains(.atMost) { return known.contains(.atLeast) ? .none : .atMost }
    return known.contains(.atLeast) ? .atLeast : .exact
  }

  /// Words before a figure; empty for an estimate.
  package var words: String {
    switch self {
    case .exact, .none: ""
    case .atMost: "at most "
    case .atLeast: "at least "
    }
  }
}
