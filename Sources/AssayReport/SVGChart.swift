// A small chart in SVG: axes, points, lines, bands. No script, no style attributes, text escaped.

internal import Documents
internal import ExportAssay
import Numerics

/// A chart with one x and one y axis.
struct SVGChart {
  /// How an axis runs.
  enum Scale {
    case linear
    case log
  }

  let width: Double
  let height: Double
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let xScale: Scale
  let yScale: Scale
  private let left = 64.0
  private let right = 14.0
  private let top = 26.0
  private let bottom = 46.0
  private var body = ""
  private let title: String
  private let xLabel: String
  private let yLabel: String

  init(
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
    let low = range.lowerBound.isFinite ? Swift.min(Swift.max(range.lowerBound, -1e200), 1e200) : 0
    let high = range.upperBound.isFinite ? Swift.min(Swift.max(range.upperBound, -1e200), 1e200) : 1
    if scale == .log {
      let a = low > 0 ? low : 1e-3
      let b = Swift.max(high, a * 1.5)
      return (a / 1.15)...(b * 1.15)
    }
    let pad = high > low ? 0.05 * (high - low) : Swift.max(1, Swift.abs(high) * 0.1)
    return (low - pad)...(high + pad)
  }

  func px(_ value: Double) -> Double {
    let share =
      xScale == .log
      ? (Elementary.log(Swift.max(value, x.lowerBound)) - Elementary.log(x.lowerBound))
        / (Elementary.log(x.upperBound) - Elementary.log(x.lowerBound))
      : (value - x.lowerBound) / (x.upperBound - x.lowerBound)
    return left + Swift.min(Swift.max(share, -0.02), 1.02) * (width - left - right)
  }

  func py(_ value: Double) -> Double {
    let share =
      yScale == .log
      ? (Elementary.log(Swift.max(value, y.lowerBound)) - Elementary.log(y.lowerBound))
        / (Elementary.log(y.upperBound) - Elementary.log(y.lowerBound))
      : (value - y.lowerBound) / (y.upperBound - y.lowerBound)
    return height - bottom - Swift.min(Swift.max(share, -0.02), 1.02) * (height - top - bottom)
  }

  static func f(_ value: Double) -> String { NumberText.fixed(value.isFinite ? value : 0, 1) }

  /// What a point looks like: colour alone must not tell two kinds apart.
  enum Shape {
    case circle
    case square
  }

  mutating func point(_ x: Double, _ y: Double, className: String, radius: Double = 3.2, shape: Shape = .circle) {
    guard x.isFinite, y.isFinite else { return }
    if shape == .square {
      let side = Self.f(1.8 * radius)
      body +=
        "<rect class=\"\(className)\" x=\"\(Self.f(px(x) - 0.9 * radius))\" y=\"\(Self.f(py(y) - 0.9 * radius))\" width=\"\(side)\" height=\"\(side)\"/>\n"
      return
    }
    body += "<circle class=\"\(className)\" cx=\"\(Self.f(px(x)))\" cy=\"\(Self.f(py(y)))\" r=\"\(Self.f(radius))\"/>\n"
  }

  mutating func line(_ points: [(Double, Double)], className: String) {
    let coordinates = points.filter { $0.0.isFinite && $0.1.isFinite }
      .map { Self.f(px($0.0)) + "," + Self.f(py($0.1)) }
    guard coordinates.count > 1 else { return }
    body += "<polyline class=\"\(className)\" points=\"\(coordinates.joined(separator: " "))\"/>\n"
  }

  mutating func band(_ points: [(x: Double, low: Double, high: Double)], className: String) {
    let usable = points.filter { $0.low.isFinite && $0.high.isFinite }
    guard usable.count > 1 else { return }
    let upper = usable.map { Self.f(px($0.x)) + "," + Self.f(py($0.high)) }
    let lower = usable.reversed().map { Self.f(px($0.x)) + "," + Self.f(py($0.low)) }
    body += "<polygon class=\"\(className)\" points=\"\((upper + lower).joined(separator: " "))\"/>\n"
  }

  mutating func rectangle(_ x0: Double, _ x1: Double, _ y0: Double, _ y1: Double, className: String) {
    let a = px(x0)
    let b = px(x1)
    let c = py(y1)
    let d = py(y0)
    body +=
      "<rect class=\"\(className)\" x=\"\(Self.f(a))\" y=\"\(Self.f(c))\" width=\"\(Self.f(Swift.max(0, b - a)))\" height=\"\(Self.f(Swift.max(0, d - c)))\"/>\n"
  }

  mutating func text(
    _ x: Double, _ y: Double, _ words: String, anchor: String = "start", dx: Double = 0, dy: Double = 0
  ) {
    body +=
      "<text class=\"note\" x=\"\(Self.f(px(x) + dx))\" y=\"\(Self.f(py(y) + dy))\" text-anchor=\"\(anchor)\">\(HTML.escape(words))</text>\n"
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
          let value = step * Elementary.powerOfTen(decade)
          if range.contains(value) { out.append(value) }
        }
      }
      return out
    }
    let span = range.upperBound - range.lowerBound
    let raw = span / 5
    let power = Elementary.pow(10, Elementary.log10(raw).rounded(.down))
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? power
    var value = (range.lowerBound / step).rounded(.up) * step
    var out: [Double] = []
    while value <= range.upperBound, out.count < 20 {
      out.append(Swift.abs(value) < step * 1e-9 ? 0 : value)
      value += step
    }
    return out
  }

  /// The chart; `categories` replace the numbers of the x axis.
  func render(categories: [(Double, String)] = []) -> String {
    var out =
      "<svg viewBox=\"0 0 \(Self.f(width)) \(Self.f(height))\" width=\"\(Self.f(width))\" height=\"\(Self.f(height))\" role=\"img\" aria-label=\"\(HTML.escape(title))\">\n"
    out +=
      "<rect class=\"frame\" x=\"\(Self.f(left))\" y=\"\(Self.f(top))\" width=\"\(Self.f(width - left - right))\" height=\"\(Self.f(height - top - bottom))\"/>\n"
    out += "<text class=\"title\" x=\"\(Self.f(left))\" y=\"16\">\(HTML.escape(title))</text>\n"
    for tick in Self.ticks(y, yScale) {
      let p = Self.f(py(tick))
      out += "<line class=\"grid\" x1=\"\(Self.f(left))\" x2=\"\(Self.f(width - right))\" y1=\"\(p)\" y2=\"\(p)\"/>"
      out +=
        "<text class=\"tick\" x=\"\(Self.f(left - 6))\" y=\"\(Self.f(py(tick) + 3.5))\" text-anchor=\"end\">\(Format.number(tick, 4))</text>\n"
    }
    let items = categories.isEmpty ? Self.ticks(x, xScale).map { ($0, Format.number($0, 4)) } : categories
    for (value, label) in items {
      let p = Self.f(px(value))
      if categories.isEmpty {
        out += "<line class=\"grid\" x1=\"\(p)\" x2=\"\(p)\" y1=\"\(Self.f(top))\" y2=\"\(Self.f(height - bottom))\"/>"
      }
      out +=
        "<text class=\"tick\" x=\"\(p)\" y=\"\(Self.f(height - bottom + 15))\" text-anchor=\"middle\">\(HTML.escape(label))</text>\n"
    }
    out +=
      "<text class=\"label\" x=\"\(Self.f((left + width - right) / 2))\" y=\"\(Self.f(height - 8))\" text-anchor=\"middle\">\(HTML.escape(xLabel))</text>\n"
    out +=
      "<text class=\"label\" transform=\"translate(13 \(Self.f((top + height - bottom) / 2))) rotate(-90)\" text-anchor=\"middle\">\(HTML.escape(yLabel))</text>\n"
    return out + body + "</svg>\n"
  }
}
