// The plot of parallelism: dilution series laid over the standard curve.

internal import ExportAssay
internal import Numerics
internal import Pages
internal import TypeICollagen

extension AssayReport {
  /// One sample's dilution series.
  private struct Series {
    let sample: String
    /// Dilution factor and signal of its wells; also of those that a check keeps out of the means (hook, limits).
    var wells: [(dilution: Double, signal: Double)] = []
    /// The concentrations in the undiluted sample that the wells give, as logarithms: of the usable wells, and of all.
    var logs: [Double] = []
    var allLogs: [Double] = []

    /// The concentration in the undiluted sample: geometric mean over the wells.
    var total: Double { Elementary.exp((logs.isEmpty ? allLogs : logs).mean) }
  }

  /// The standard curve with every sample of three dilutions or more, at its mean undiluted concentration over the dilution:
  /// a parallel series lies on the curve. Empty without such samples.
  static func parallelPlot(_ plate: PlateEvaluation) -> Markup {
    let curve = plate.curve
    let all = series(of: plate)
    guard !all.isEmpty, curve.lowestStandard.isFinite, curve.lowestStandard > 0 else { return .empty }
    let doses = all.flatMap { item in item.wells.map { item.total / $0.dilution } }
    let low = Swift.min(curve.lowestStandard, doses.min() ?? curve.lowestStandard)
    let high = Swift.max(curve.highestStandard, doses.max() ?? curve.highestStandard)
    let signals = all.flatMap { $0.wells.map(\.signal) } + [curve.signal(at: low), curve.signal(at: high)]
    var chart = SVGChart(
      title: "Parallelism: \(all.count == 1 ? "1 dilution series" : "\(all.count) dilution series") on the curve",
      xLabel: Format.quantity("mean undiluted concentration / dilution", plate.record.unit),
      yLabel: "signal, as read", x: low...high, y: (signals.min() ?? 0)...(signals.max() ?? 1), xScale: .log)
    let grid = (0...80).map { low * Elementary.pow(high / low, Double($0) / 80) }
    chart.line(grid.map { ($0, curve.signal(at: $0)) }, className: "curve")
    for item in all {
      let steps = Set(item.wells.map(\.dilution)).sorted(by: >)
      let means = steps.map { step in
        (item.total / step, item.wells.filter { $0.dilution == step }.map(\.signal).mean)
      }
      chart.line(means, className: "limit")
      for well in item.wells { chart.point(item.total / well.dilution, well.signal, className: "sample", radius: 2.6) }
      if all.count <= 6, let last = means.last {
        chart.text(last.0, last.1, item.sample, anchor: .end, dx: -5, dy: -4)
      }
    }
    return chart.render()
  }

  /// Samples with three dilutions or more, in the order of the plate.
  private static func series(of plate: PlateEvaluation) -> [Series] {
    var order: [String] = []
    var found: [String: Series] = [:]
    for item in plate.wells where item.well.isIncluded && (item.well.role == .unknown || item.well.role == .spike) {
      guard let signal = item.signal.number, let x = item.sampleConcentration, x > 0 else { continue }
      let key = item.well.sample
      if found[key] == nil {
        order.append(key)
        found[key] = Series(sample: key)
      }
      found[key]?.wells.append((item.well.dilution, signal))
      found[key]?.allLogs.append(Elementary.log(x))
      if item.isUsable { found[key]?.logs.append(Elementary.log(x)) }
    }
    return order.compactMap { found[$0] }.filter { Set($0.wells.map(\.dilution)).count >= 3 }
  }
}
