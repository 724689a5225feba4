// Whether the points of a pulse-chase agree with each other: a slip of label, time, count or efficiency shows here.

internal import Documents
import Numerics
internal import TypeICollagen

/// Checks of pulse-chases without a model.
enum ChaseConsistency {
  /// What is said of the series, once a kind and series.
  static func warnings(_ chases: [ChaseResult]) -> [AssayWarning] {
    chases.flatMap { [exchanged($0), lacking($0), jump($0), fall($0), unlikePulses($0)].compactMap(\.self) }
      + times(chases)
      + pulses(chases) + apart(chases)
  }

  private static func words(_ chase: ChaseResult) -> String {
    "pulse-chase \(chase.experiment.quoted()), line \(chase.line.quoted()), dish \(chase.bioRep)"
  }

  /// The mean of a fraction at each time.
  private static func means(_ chase: ChaseResult, _ fraction: Fraction) -> [Double: Double] {
    Dictionary(grouping: chase.points.filter { $0.fraction == fraction }, by: \.time).mapValues { $0.map(\.dpm).mean }
  }

  /// More label in the medium than in the cells at the start of the chase.
  private static func exchanged(_ chase: ChaseResult) -> AssayWarning? {
    let (cells, medium) = (means(chase, .cellLayer), means(chase, .medium))
    guard let first = cells.keys.filter({ medium[$0] != nil }).min(), let inside = cells[first],
      let outside = medium[first], outside > inside
    else { return nil }
    return AssayWarning(
      file: "",
      "\(words(chase)): at \(NumberText.significant(first)) min more label is in the medium than in the cell layer; are the fractions exchanged?"
    )
  }

  /// A time whose fractions together hold far more or less than at the times beside it: label moves, and is lost slowly. In
  /// between a fourth either way of both neighbours, at the ends half.
  private static func jump(_ chase: ChaseResult) -> AssayWarning? {
    let parts = Fraction.allCases.map { means(chase, $0) }
    let present = parts.filter { !$0.isEmpty }
    guard present.count > 1 else { return nil }
    let times = Set(chase.points.map(\.time)).filter { time in present.allSatisfy { $0[time] != nil } }.sorted()
    let totals = times.map { time in present.map { $0[time] ?? 0 }.compensatedSum() }
    guard totals.count >= 3, totals.allSatisfy({ $0 > 0 }) else { return nil }
    let logs = totals.map { Elementary.log($0) }
    for k in logs.indices {
      let apart = [k - 1, k + 1].filter(logs.indices.contains).map { logs[k] - logs[$0] }
      let isOneWay = apart.allSatisfy { $0 > 0 } || apart.allSatisfy { $0 < 0 }
      let least = apart.map { Swift.abs($0) }.min() ?? 0
      guard isOneWay, least > Elementary.log(apart.count == 2 ? 1.25 : 1.5) else { continue }
      return AssayWarning(
        file: "",
        "\(words(chase)): at \(NumberText.significant(times[k])) min the fractions together hold \(NumberText.significant(Elementary.exp(apart[0]), 3)) times what they hold beside it: check counts, efficiency and labels"
      )
    }
    return nil
  }

  /// A time without a fraction that was counted at most other times. At the start there may be no medium yet.
  private static func lacking(_ chase: ChaseResult) -> AssayWarning? {
    let times = Set(chase.points.map(\.time)).sorted().dropFirst()
    for fraction in Fraction.allCases {
      let counted = means(chase, fraction)
      let present = times.count { counted[$0] != nil }
      guard 2 * present > times.count, let time = times.first(where: { counted[$0] == nil }) else { continue }
      return AssayWarning(
        file: "",
        "\(words(chase)): no \(fraction.rawValue) was counted at \(NumberText.significant(time)) min, as at most other times; is a row missing, or its fraction wrong?"
      )
    }
    return nil
  }

  /// Label that leaves the medium again.
  private static func fall(_ chase: ChaseResult) -> AssayWarning? {
    let medium = means(chase, .medium).sorted { $0.key < $1.key }
    // Before anything is secreted the counts are those of the blank.
    let least = 0.2 * (chase.points.map(\.dpm).max() ?? 0)
    var most = 0.0
    for (time, value) in medium {
      if most > least, value < 0.6 * most {
        return AssayWarning(
          file: "",
          "\(words(chase)): at \(NumberText.significant(time)) min the medium holds \(NumberText.significant(100 * value / most, 2)) % of what it held before: label does not leave the medium; check counts and times"
        )
      }
      most = Swift.max(most, value)
    }
    return nil
  }

  /// Pulses of several lengths in one series.
  private static func unlikePulses(_ chase: ChaseResult) -> AssayWarning? {
    guard chase.pulses.count > 1 else { return nil }
    let lengths = chase.pulses.sorted().map { NumberText.significant($0) }.joined(separator: " and ")
    return AssayWarning(
      file: "",
      "\(words(chase)): pulses of \(lengths) min in one series, which is evaluated as one of \(NumberText.significant(chase.pulse)) min; is one of them wrong?"
    )
  }

  /// Pulses of another length in one experiment: label that was taken up over an hour leaves otherwise than that of minutes.
  private static func pulses(_ chases: [ChaseResult]) -> [AssayWarning] {
    Dictionary(grouping: chases, by: \.experiment).sorted { $0.key < $1.key }.compactMap { _, series -> AssayWarning? in
      let lengths = Dictionary(grouping: series, by: \.pulse)
      guard lengths.count > 1, let few = lengths.min(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
      else { return nil }
      let others = lengths.keys.filter { $0 != few.key }.sorted().map { NumberText.significant($0) }
      return AssayWarning(
        file: "",
        "\(words(few.value[0])): its pulse is \(NumberText.significant(few.key)) min long, that of other series of the experiment \(others.joined(separator: " or ")) min; half-lives after unlike pulses are not alike"
      )
    }
  }

  /// Series of cases beside which no control was chased in the same experiment, batch and chain.
  private static func apart(_ chases: [ChaseResult]) -> [AssayWarning] {
    let controls = Set(chases.filter { $0.role == .control }.map(\.kind))
    guard !controls.isEmpty else { return [] }
    return chases.filter { $0.role == .case && !controls.contains($0.kind) }.map { chase in
      AssayWarning(
        file: "",
        "\(words(chase)): no control of chain \(chase.chain.quoted()) was chased in this experiment and batch: it is not compared"
      )
    }
  }

  /// Times that one series alone has where the others have the same.
  private static func times(_ chases: [ChaseResult]) -> [AssayWarning] {
    Dictionary(grouping: chases, by: \.experiment).sorted { $0.key < $1.key }.compactMap { _, series -> AssayWarning? in
      let sets = series.map { Set($0.points.map(\.time)) }
      let usual = Dictionary(grouping: sets.indices, by: { sets[$0] }).max { $0.value.count < $1.value.count }
      guard let usual, usual.value.count >= 3, 2 * usual.value.count > series.count else { return nil }
      let odd = sets.indices.first { !sets[$0].isSubset(of: usual.key) }
      guard let odd, let time = sets[odd].subtracting(usual.key).min() else { return nil }
      return AssayWarning(
        file: "",
        "\(words(series[odd])): \(NumberText.significant(time)) min is a time that no other series of the experiment has; is it right?"
      )
    }
  }
}
