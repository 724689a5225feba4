// The assay drawn: an axis a line, the controls' prediction interval as a bar, the case as a diamond, the expected band.

import Documents
import Evidence
import Pages
import Reporting

/// The picture of an assay's axes.
struct AssayPlot {
  private static let left = 190.0
  private static let span = 480.0
  private static let step = 34.0

  /// The picture, or `nil` without an axis that can be drawn.
  static func svg(_ assay: AssayFinding, concordance: Concordance?) -> Markup? {
    let axes = assay.axes.filter(\.isSound)
    guard !axes.isEmpty else { return nil }
    var body = Markup.empty
    var words: [String] = []
    for (index, axis) in axes.enumerated() {
      let band = concordance?.axes.first { $0.kind == axis.kind }?.expected
      body += row(axis, band: band, y: 20 + AssayPlot.step * Double(index))
      words.append(describe(axis))
    }
    return SVG.picture(
      width: 1000, height: 14 + AssayPlot.step * Double(axes.count),
      alternative: "Assay of line \(assay.line): " + words.joined(separator: "; "), body)
  }

  /// An axis in words.
  static func describe(_ axis: AxisReading) -> String {
    let title = ExpectedPatterns.embedded.titles[axis.kind] ?? axis.kind.rawValue
    guard let interval = axis.predictionInterval else { return "\(title): not usable" }
    let ends = [interval.lowerBound, interval.upperBound].map { text(axis, $0) }
    return
      "\(title) \(text(axis, axis.value))\(unit(axis.kind)), controls \(ends[0]) to \(ends[1]) (n \(axis.controls))"
  }

  /// A value as people read it: per cent of the controls' mean, per cent secreted, or plain; without its unit.
  static func text(_ axis: AxisReading, _ value: Double) -> String {
    var moved = axis
    moved.value = value
    switch axis.kind {
    case .synthesis, .typeIIIRatio: return NumberText.fixed(moved.relative, 0)
    case .secretion: return NumberText.fixed(axis.natural(value), 1)
    case .chainRatio: return NumberText.fixed(axis.natural(value), 2)
    case .migration: return NumberText.fixed(value, 2)
    case .melting: return NumberText.fixed(value, 1)
    }
  }

  /// The unit of ``text(_:_:)``.
  static func unit(_ kind: AssayAxisKind) -> String {
    switch kind {
    case .synthesis, .typeIIIRatio: " % of controls"
    case .secretion: " %"
    case .chainRatio: ""
    case .migration: " % of the front"
    case .melting: " °C"
    }
  }

  private static func row(_ axis: AxisReading, band: ClosedRange<Double>?, y: Double) -> Markup {
    guard let interval = axis.predictionInterval else { return .empty }
    let ends =
      [interval.lowerBound, interval.upperBound, axis.value] + axis.controlValues
      + (band.map { [$0.lowerBound, $0.upperBound] } ?? [])
    let low = ends.min() ?? 0
    let width = max((ends.max() ?? 1) - low, 1e-9)
    func x(_ value: Double) -> Double { left + span * (0.04 + 0.92 * (value - low) / width) }
    var text = SVG.text(
      "axis", 0, y + 4, ExpectedPatterns.embedded.titles[axis.kind] ?? axis.kind.rawValue, anchor: .start)
    text += SVG.line("intron", left, y, left + span, y)
    if let band {
      text += SVG.box(
        "expected", x(band.lowerBound), y - 11, x(band.upperBound) - x(band.lowerBound), 22,
        title: "expected of the variant")
    }
    text += SVG.box(
      "interval", x(interval.lowerBound), y - 5, x(interval.upperBound) - x(interval.lowerBound), 10,
      title: "95 % prediction interval of \(axis.controls) controls")
    for control in axis.controlValues {
      text += SVG.circle("control", x(control), y, radius: 2.5)
    }
    let place = x(axis.value)
    text += SVG.diamond(
      axis.isOutside ? "case out" : "case", place, y,
      title: "case: \(self.text(axis, axis.value))\(unit(axis.kind))")
    let inWords =
      "\(self.text(axis, axis.value))\(unit(axis.kind)) (\(self.text(axis, interval.lowerBound)) to \(self.text(axis, interval.upperBound)))"
    return text + SVG.text("value", left + span + 14, y + 4, inWords, anchor: .start)
  }
}
