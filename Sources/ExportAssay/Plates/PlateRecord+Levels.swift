// Levels of standards that look like the logarithms of concentrations.

internal import Documents
internal import Numerics

extension PlateRecord {
  /// What is said of standards whose levels lie in even steps of the logarithm of a usual dilution: dilutions are even in
  /// ratio, and no series is diluted in steps of 0.3010.
  var logarithmWarning: AssayWarning? {
    let standards = wells.filter { $0.role == .standard }
    let levels = Set(standards.compactMap(\.nominal).filter { $0 != 0 }).sorted()
    guard levels.count >= 4, let low = levels.first, let high = levels.last, let first = standards.first else {
      return nil
    }
    let step = (high - low) / Double(levels.count - 1)
    let isEven = zip(levels, levels.dropFirst()).allSatisfy { Swift.abs($1 - $0 - step) < 0.02 * step }
    let bases = [("log10", Elementary.log(10)), ("ln", 1)]
    let found = bases.lazy.flatMap { name, scale in
      [2.0, 2.5, 3, 4, 5].map { (words: "\(name)(\(NumberText.significant($0)))", value: Elementary.log($0) / scale) }
    }
    .first { Swift.abs(step - $0.value) < 0.0005 }
    guard isEven, let found else { return nil }
    return AssayWarning(
      file: file, line: first.line,
      "plate \(name.quoted()): the levels of the standards lie \(NumberText.significant(step, 4)) apart, which is \(found.words): write concentrations as nominal_conc, not their logarithms"
    )
  }
}
