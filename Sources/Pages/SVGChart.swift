// A small chart: one x and one y axis, points, lines, bands; drawn with the kit.

internal import Documents
internal import Numerics

/// A chart with one x and one y axis.
package struct SVGChart: Sendable {
  /// How an axis runs.
  package enum Scale: Sendable {
    case linear
    case log
  }

  /// What a point looks like: colour alone must not tell two kinds apart.
  package enum Shape: Sendable {
    case circle
    case square
  }

  /// The whole width in pixels.
  package let width: Double
  /// The whole height in pixels.
  package let height: Double
  /// The shown range of x.
  package let x: ClosedRange<Double>
  /// The shown range of y.
  package let y: ClosedRange<Double>
  private let xScale: Scale
  private let yScale: Scale
  private let left = 64.0
  private let right = 14.0
  private let top = 26.0
  private let bottom = 46.0
  private var body = Markup.empty
  private let title: String
  private let xLabel: String
  private let yLabel: String

  /// An empty chart whose ranges are a little wider than those given.
  package init(
    title: String, xLabel: String, yLabel: String, x: ClosedRange<Double>, y: ClosedRange<Double>,
    xScale: Scale = .linear, yScale: Scale = .linear, width: Double = 520, height: Double = 320
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.width = width
    self.height = height
    self.xScale = xScale
    self.yScale = yScale
    self.x = Self.widened(x, xScale)
    self.y = Self.widened(y, yScale)
  }

  /// A range that is never empty.
  private static func widened(_ range: ClosedRange<Double>, _ scale: Scale) -> ClosedRange<Double> {
    // Beyond 1e200 nothing can be drawn; the limits keep the arithmetic of the ticks finite.
    let low = range.lowerBound.isFinite ? min(max(range.lowerBound, -1e200), 1e200) : 0
    let high = range.upperBound.isFinite ? min(max(range.upperBound, -1e200), 1e200) : 1
    if scale == .log {
      let a = low > 0 ? low : 1e-3
      let b = max(high, a * 1.5)
      return (a / 1.15)...(b * 1.15)
    }
    let pad = high > low ? 0.05 * (high - low) : max(1, abs(high) * 0.1)
    return (low - pad)...(high + pad)
  }

  private static func fraction(_ value: Double, _ range: ClosedRange<Double>, _ scale: Scale) -> Double {
    guard scale == .log else { return (value - range.lowerBound) / (range.upperBound - range.lowerBound) }
    let low = Elementary.log(range.lowerBound)
    return (Elementary.log(max(value, range.lowerBound)) - low) / (Elementary.log(range.upperBound) - low)
  }

  /// The pixel of an x value.
  package func px(_ value: Double) -> Double {
    left + min(max(Self.fraction(value, x, xScale), -0.02), 1.02) * (width - left - right)
  }

  /// The pixel of a y value.
  package func py(_ value: Double) -> Double {
    height - bottom - min(max(Self.fraction(value, y, yScale), -0.02), 1.02) * (height - top - bottom)
  }

  /// Adds a point; nothing where a coordinate is not finite.
  package mutating func point(
    _ x: Double, _ y: Double, className: String, radius: Double = 3.2, shape: Shape = .circle
  ) {
    guard x.isFinite, y.isFinite else { return }
    let side = 1.8 * radius
    body +=
      shape == .square
      ? SVG.box(className, px(x) - side / 2, py(y) - side / 2, side, side)
      : SVG.circle(className, px(x), py(y), radius: radius)
  }

  /// Adds lines from point to point.
  package mutating func line(_ points: [(Double, Double)], className: String) {
    body += SVG.polyline(
      className, points.filter { $0.0.isFinite && $0.1.isFinite }.map { (x: px($0.0), y: py($0.1)) })
  }

  /// Adds a band between two curves.
  package mutating func band(_ points: [(x: Double, low: Double, high: Double)], className: String) {
    let usable = points.filter { $0.low.isFinite && $0.high.isFinite }
    guard usable.count > 1 else { return }
    body += SVG.polygon(
      className,
      usable.map { (x: px($0.x), y: py($0.high)) } + usable.reversed().map { (x: px($0.x), y: py($0.low)) })
  }

  /// Adds a rectangle from x0 to x1 and y0 to y1.
  package mutating func rectangle(_ x0: Double, _ x1: Double, _ y0: Double, _ y1: Double, className: String) {
    body += SVG.box(className, px(x0), py(y1), px(x1) - px(x0), py(y0) - py(y1))
  }

  /// Adds a text, moved by so many pixels.
  package mutating func text(
    _ x: Double, _ y: Double, _ words: String, anchor: SVG.Anchor = .start, dx: Double = 0, dy: Double = 0
  ) {
    body += SVG.text("note", px(x) + dx, py(y) + dy, words, anchor: anchor)
  }

  /// The tick values of an axis.
  private static func ticks(_ range: ClosedRange<Double>, _ scale: Scale) -> [Double] {
    if scale == .log {
      var out: [Double] = []
      let first = Int(Elementary.log10(range.lowerBound).rounded(.down))
      let last = Int(Elementary.log10(range.upperBound).rounded(.up))
      let decades = Elementary.log10(range.upperBound / range.lowerBound)
      let steps = decades > 3 ? [1.0] : (decades > 0.9 ? [1.0, 2, 5] : [1.0, 1.5, 2, 3, 4, 5, 6, 8])
      guard last - first < 40 else { return [] }
      for decade in first...last {
        for step in steps {
          let value = step * Elementary.pow(10, Double(decade))
          if range.contains(value) { out.append(value) }
        }
      }
      return out
    }
    let raw = (range.upperBound - range.lowerBound) / 5
    let power = Elementary.pow(10, Elementary.log10(raw).rounded(.down))
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? power
    var value = (range.lowerBound / step).rounded(.up) * step
    var out: [Double] = []
    while value <= range.upperBound, out.count < 20 {
      out.append(abs(value) < step * 1e-9 ? 0 : value)
      value += step
    }
    return out
  }

  /// The chart; `categories` replace the numbers of the x axis.
  package func render(categories: [(Double, String)] = []) -> Markup {
    let (floor, edge) = (height - bottom, width - right)
    var axes =
      SVG.box("frame", left, top, edge - left, floor - top) + SVG.text("title", left, 16, title, anchor: .start)
    for tick in Self.ticks(y, yScale) {
      axes += SVG.line("grid", left, py(tick), edge, py(tick))
      axes += SVG.text("tick", left - 6, py(tick) + 3.5, NumberText.significant(tick, 4), anchor: .end)
    }
    let numbers = Self.ticks(x, xScale)
    if categories.isEmpty { axes += numbers.map { SVG.line("grid", px($0), top, px($0), floor) }.joined }
    let labels = categories.isEmpty ? numbers.map { ($0, NumberText.significant($0, 4)) } : categories
    axes += labels.map { SVG.text("tick", px($0.0), floor + 15, $0.1) }.joined
    axes += SVG.text("label", (left + edge) / 2, height - 8, xLabel)
    axes += SVG.upright("label", 13, (top + floor) / 2, yLabel)
    return SVG.picture(
      width: width, height: height, alternative: title, isFixed: true, .element("g", ["class": "chart"], axes + body))
  }
}
