// The plots of the report.

internal import ExportAssay
internal import Numerics
internal import Pages
internal import TypeICollagen

extension AssayReport {
  /// The standard curve with its 95 % band and the calibrators.
  static func curvePlot(_ plate: PlateEvaluation) -> Markup {
    let curve = plate.curve
    guard curve.lowestStandard.isFinite, curve.highestStandard > 0 else { return .empty }
    let zero = curve.lowestStandard / 3
    let unknowns = plate.wells.filter { $0.well.role != .standard && $0.well.role != .blank }
    let top = Swift.max(
      curve.highestStandard,
      unknowns.compactMap { $0.reading?.concentration }.filter { $0 < curve.highestStandard * 4 }.max() ?? 0)
    let signals = plate.wells.compactMap { $0.signal.number }
    var chart = SVGChart(
      title: "Standard curve (\(modelName(curve.model))), 95 % band of the curve",
      xLabel: Format.quantity("concentration", plate.record.unit) + " (zero standards at the left edge)",
      yLabel: "signal, as read", x: zero...top, y: (signals.min() ?? 0)...(signals.max() ?? 1), xScale: .log)
    if plate.limits.lower.isFinite, plate.limits.upper.isFinite {
      chart.rectangle(
        plate.limits.lower, plate.limits.upper, chart.y.lowerBound, chart.y.upperBound, className: "range")
      chart.text(plate.limits.lower, chart.y.upperBound, "LLOQ", dx: 2, dy: 11)
      chart.text(plate.limits.upper, chart.y.lowerBound, "ULOQ", anchor: .end, dx: -2, dy: -5)
    }
    let grid = (0...80).map { zero * Elementary.pow(top / zero, Double($0) / 80) }
    chart.band(
      grid.map { x in
        let band = curve.signalBand(at: x)
        return (x, band.low, band.high)
      }, className: "band")
    chart.line(grid.map { ($0, curve.signal(at: $0)) }, className: "curve")
    for item in unknowns {
      if let x = item.reading?.concentration, let y = item.signal.number {
        chart.point(Swift.max(x, zero), y, className: "sample", radius: 2)
      }
    }
    for point in curve.calibrators {
      chart.point(point.concentration > 0 ? point.concentration : zero, point.signal, className: "standard")
    }
    return chart.render()
  }

  /// Standardised residuals of the calibrators.
  static func residualPlot(_ plate: PlateEvaluation) -> Markup {
    let curve = plate.curve
    guard curve.lowestStandard.isFinite, curve.highestStandard > 0 else { return .empty }
    let zero = curve.lowestStandard / 3
    let items = curve.calibrators.map { point -> (Double, Double) in
      let fitted = curve.signal(at: point.concentration)
      let sd = curve.signalVariance(fitted).squareRoot()
      return (point.concentration > 0 ? point.concentration : zero, sd > 0 ? (point.signal - fitted) / sd : 0)
    }
    let most = Swift.max(3, items.map { Swift.abs($0.1) }.max() ?? 3)
    var chart = SVGChart(
      title: "Residuals of the calibrators", xLabel: Format.quantity("concentration", plate.record.unit),
      yLabel: "residual / SD",
      x: zero...curve.highestStandard,
      y: -most...most, xScale: .log, width: 400)
    chart.line([(chart.x.lowerBound, 0), (chart.x.upperBound, 0)], className: "zero")
    for y in [-2.0, 2] { chart.line([(chart.x.lowerBound, y), (chart.x.upperBound, y)], className: "limit") }
    for item in items { chart.point(item.0, item.1, className: "standard") }
    return chart.render()
  }

  /// A heat map of the signals, one plate.
  static func heatMap(_ plate: PlateEvaluation, name: String) -> Markup {
    let wells = plate.wells.filter { $0.well.plate == name }
    let rows = Swift.max(8, (wells.map(\.well.position.row).max() ?? 0) + 1)
    let columns = Swift.max(12, (wells.map(\.well.position.column).max() ?? 0) + 1)
    let signals = wells.compactMap { $0.signal.number }
    guard let low = signals.min(), let high = signals.max() else { return .empty }
    let size = columns > 12 ? 15.0 : 26
    let width = Swift.max(360, 30 + Double(columns) * size + 10)
    let height = 40 + Double(rows) * size + 40
    let title = plateTitle(name) + ": signal"
    var body = SVG.text("title", 4, 14, title, anchor: .start)
    for c in 0..<columns { body += SVG.text("tick", 30 + (Double(c) + 0.5) * size, 34, String(c + 1)) }
    for r in 0..<rows {
      body += SVG.text("tick", 20, 40 + (Double(r) + 0.65) * size, WellPosition.rowName(r), anchor: .end)
    }
    for item in wells { body += heatCell(item, in: low...high, size: size) }
    let scale = "lightest \(Format.number(low, 4)), darkest \(Format.number(high, 4))"
    body += SVG.text("note", 30, height - 24, scale, anchor: .start)
    body += SVG.text("note", 30, height - 9, "\(wellMarks), + spike; crossed: not used", anchor: .start)
    return SVG.picture(
      width: width, height: height, alternative: "\(title) (\(wellMarks); crossed: not used)", isFixed: true,
      .element("g", ["class": "chart"], body))
  }

  private static let wellMarks = "S standard, B blank, Q control"

  /// One well of a heat map: its shade, its mark, and a cross where it is not used.
  private static func heatCell(_ item: WellResult, in range: ClosedRange<Double>, size: Double) -> Markup {
    let x = 30 + Double(item.well.position.column) * size
    let y = 40 + Double(item.well.position.row) * size
    let number = item.signal.number
    let span = range.upperBound - range.lowerBound
    let relative = number.map { span > 0 && span.isFinite ? ($0 - range.lowerBound) / span : 0.5 }
    let step = relative.map { Int((Swift.min(Swift.max($0, 0), 1) * 9).rounded()) }
    let hint = "\(item.well.position) \(item.well.sample): \(number.map { Format.number($0, 5) } ?? "no number")"
    var cell = SVG.box(step.map { "h\($0)" } ?? "none", x, y, size - 1.5, size - 1.5, title: hint)
    let marks: [WellRole: String] = [.standard: "S", .blank: "B", .qc: "Q", .spike: "+"]
    if size > 20, let mark = marks[item.well.role] {
      cell += SVG.text((step ?? 0) > 5 ? "markd" : "mark", x + size / 2 - 1, y + size / 2 + 3, mark)
    }
    if !item.well.isIncluded || number == nil { cell += SVG.line("cross", x + 3, y + 3, x + size - 5, y + size - 5) }
    return cell + .newline
  }

  /// One figure of all lines, or of one case and the controls, against the interval of the controls.
  static func linePlot(_ result: AssayResult, _ readout: AssayReadout, of own: String? = nil) -> Markup {
    let isSecretion = readout == .secretion
    let items = result.lines.filter { line in
      (isSecretion ? line.secretion.value : line.synthesis.value).isFinite
        && (own == nil || line.line == own || line.role == .control)
    }
    guard items.count > 1 else { return .empty }
    let interval = result.controlIntervals[readout].map { i in
      isSecretion
        ? (low: 100 / (1 + Elementary.exp(-i.low)), high: 100 / (1 + Elementary.exp(-i.high)))
        : (low: Elementary.exp(i.low), high: Elementary.exp(i.high))
    }
    func triple(_ line: CellLineResult) -> (value: Double, low: Double, high: Double) {
      isSecretion ? line.secretion : line.synthesis
    }
    let shown = Set(items.map(\.line))
    let dishes = result.dishes.filter { shown.contains($0.dish.line) }
    func value(_ dish: DishMeasurement) -> Double {
      isSecretion ? dish.secretionPercent : dish.synthesis(result.normalizer)
    }
    let all =
      items.flatMap { [triple($0).low, triple($0).high] } + dishes.map(value) + [
        interval?.low ?? .nan, interval?.high ?? .nan,
      ]
    let finite = all.filter { $0.isFinite && (isSecretion || $0 > 0) }
    guard let low = finite.min(), let high = finite.max() else { return .empty }
    var chart = SVGChart(
      title: isSecretion ? "Collagen secreted, % of synthesis" : "Collagen synthesis",
      xLabel: "line",
      yLabel: isSecretion ? "secreted, %" : synthesisUnit(result), x: 0.5...(Double(items.count) + 0.5),
      y: isSecretion ? Swift.max(0, low - 2)...Swift.min(100, high + 2) : low...high,
      yScale: isSecretion ? .linear : .log,
      width: Swift.max(420, Double(items.count) * 62 + 110))
    if let interval {
      chart.rectangle(chart.x.lowerBound, chart.x.upperBound, interval.low, interval.high, className: "range")
    }
    for (k, line) in items.enumerated() {
      let x = Double(k + 1)
      let t = triple(line)
      let name = line.role == .case ? "case" : (line.role == .control ? "control" : "qc")
      for dish in dishes where dish.dish.line == line.line {
        chart.point(x - 0.18, value(dish), className: name, radius: 2, shape: line.role == .case ? .square : .circle)
      }
      chart.line(
        [(x, Swift.max(t.low, chart.y.lowerBound)), (x, Swift.min(t.high, chart.y.upperBound))],
        className: "bar-" + name)
      chart.point(x, t.value, className: name, radius: 4.5, shape: line.role == .case ? .square : .circle)
    }
    return chart.render(
      categories: items.enumerated().map { (Double($0.offset + 1), String($0.element.line.prefix(9))) })
  }

  /// Medium and cells over the chase with the fitted model.
  static func chasePlot(_ chase: ChaseResult) -> Markup {
    guard let best = chase.best, let last = chase.points.map(\.time).max(), last > 0 else { return .empty }
    let top = Swift.max(chase.points.map(\.dpm).max() ?? 1, best.initialLabel)
    var chart = SVGChart(
      title: "\(chase.line) (\(chase.experiment)), \(best.model.rawValue)", xLabel: "chase, min", yLabel: "dpm",
      x: 0...last, y: 0...top,
      width: 364, height: 280)
    let interval = chase.halfLifeInterval
    if interval.low.isFinite, interval.high.isFinite {
      chart.rectangle(
        Swift.max(interval.low, chart.x.lowerBound), Swift.min(interval.high, chart.x.upperBound), chart.y.lowerBound,
        chart.y.upperBound, className: "range")
    }
    let grid = (0...80).map { last * Double($0) / 80 }
    for fraction in [Fraction.medium, .cellLayer] {
      guard chase.points.contains(where: { $0.fraction == fraction }) else { continue }
      chart.line(
        grid.map { ($0, best.expected(fraction, at: $0)) }, className: fraction == .medium ? "medium" : "cells")
      for point in chase.points where point.fraction == fraction {
        chart.point(
          point.time, point.dpm, className: fraction == .medium ? "pmedium" : "pcells",
          shape: fraction == .medium ? .circle : .square)
      }
    }
    chart.line([(best.halfLife, chart.y.lowerBound), (best.halfLife, chart.y.upperBound)], className: "limit")
    chart.text(best.halfLife, chart.y.upperBound, "t1/2", dx: 3, dy: 12)
    return chart.render()
  }

  /// A lane profile with its bands.
  static func lanePlot(_ lane: LaneDeconvolution) -> Markup {
    guard let first = lane.profile.positions.first, let last = lane.profile.positions.last else { return .empty }
    var chart = SVGChart(
      title:
        "Gel \(lane.profile.gel), lane \(lane.profile.lane)\(lane.profile.line.isEmpty ? "" : " (" + lane.profile.line + ")")",
      xLabel: "position, mm", yLabel: "intensity", x: first...last,
      y: Swift.min(0, lane.profile.intensities.min() ?? 0)...(lane.profile.intensities.max() ?? 1), width: 364,
      height: 280)
    for (x, y) in zip(lane.profile.positions, lane.profile.intensities) {
      chart.point(x, y, className: "sample", radius: 1.6)
    }
    let grid = (0...200).map { first + (last - first) * Double($0) / 200 }
    func background(_ x: Double) -> Double { lane.background.amplitude * Elementary.exp(-lane.background.rate * x) }
    for (k, band) in lane.bands.enumerated() {
      chart.line(
        grid.map { x in
          let z = (x - band.position) / band.width
          return (x, background(x) + band.height * Elementary.exp(-z * z))
        }, className: lane.bands.count > 1 && k == 0 ? "cells" : "medium")
      if lane.bands.count > 1 {
        chart.text(
          band.position, background(band.position) + band.height, k == 0 ? "slow" : "", anchor: .end, dx: -8, dy: 4)
      }
    }
    chart.line(grid.map { ($0, lane.intensity(at: $0)) }, className: "curve")
    return chart.render()
  }
}
