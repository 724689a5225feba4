// The drawing kit: shapes and texts of pictures, with numbers kept short and every text made safe.

internal import Documents

/// Pieces of pictures. Styles are classes of the page's style sheet.
package enum SVG {
  /// Where a text stands from its point.
  package enum Anchor: String, Sendable {
    case start
    case middle
    case end

    /// The anchor that keeps a text at `x` inside a picture of a width.
    package static func inside(_ x: Double, width: Double, margin: Double = 120) -> Anchor {
      x < margin ? .start : x > width - margin ? .end : .middle
    }
  }

  /// A number for an attribute: one decimal, no exponent, never far outside a picture.
  package static func number(_ value: Double) -> String {
    NumberText.fixed(value.isFinite ? min(max(value, -1e6), 1e6) : 0, 1)
  }

  /// A line.
  package static func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> Markup {
    .element("line", ["class": style, "x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)])
  }

  /// A rectangle; `title` is shown where the pointer rests.
  package static func box(
    _ style: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double, title: String = ""
  ) -> Markup {
    titled(
      "rect",
      [
        "class": style, "x": number(x), "y": number(y), "width": number(max(width, 0.1)),
        "height": number(max(height, 0)),
      ], title)
  }

  /// A circle.
  package static func circle(
    _ style: String, _ x: Double, _ y: Double, radius: Double, title: String = ""
  ) -> Markup {
    titled("circle", ["class": style, "cx": number(x), "cy": number(y), "r": number(radius)], title)
  }

  /// A text.
  package static func text(
    _ style: String, _ x: Double, _ y: Double, _ text: String, anchor: Anchor = .middle
  ) -> Markup {
    .element(
      "text", ["class": style, "x": number(x), "y": number(y), "text-anchor": anchor.rawValue], .text(text))
  }

  /// A text that runs upwards, as the name of a y axis.
  package static func upright(_ style: String, _ x: Double, _ y: Double, _ text: String) -> Markup {
    .element(
      "text",
      ["class": style, "transform": "translate(\(number(x)) \(number(y))) rotate(-90)", "text-anchor": "middle"],
      .text(text))
  }

  /// A triangle whose tip points down to a place.
  package static func arrow(_ style: String, _ x: Double, _ y: Double, title: String) -> Markup {
    path(style, "M\(number(x)) \(number(y))l-5 -11h10z", title: title)
  }

  /// A diamond around a place.
  package static func diamond(_ style: String, _ x: Double, _ y: Double, title: String) -> Markup {
    path(style, "M\(number(x)) \(number(y - 8))l6 8l-6 8l-6 -8z", title: title)
  }

  /// An outline from path data, which is made of ``number(_:)``.
  package static func path(_ style: String, _ data: String, title: String = "") -> Markup {
    titled("path", ["class": style, "d": data], title)
  }

  /// Lines from point to point; nothing for fewer than two finite points.
  package static func polyline(_ style: String, _ points: [(x: Double, y: Double)]) -> Markup {
    let points = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard points.count > 1 else { return .empty }
    return .element("polyline", ["class": style, "points": coordinates(points)])
  }

  /// A filled outline.
  package static func polygon(_ style: String, _ points: [(x: Double, y: Double)]) -> Markup {
    .element("polygon", ["class": style, "points": coordinates(points)])
  }

  /// Pieces moved down.
  package static func moved(by distance: Double, _ body: Markup) -> Markup {
    .element("g", ["transform": "translate(0 \(number(distance)))"], body)
  }

  /// The whole picture with its description for those who cannot see it.
  ///
  /// - Parameter isFixed: keeps the size in pixels where the page has room; other pictures fill the page's width.
  package static func picture(
    width: Double, height: Double, alternative: String, isFixed: Bool = false, _ body: Markup
  ) -> Markup {
    .element(
      "svg",
      [
        "class": isFixed ? "fixed" : "",
        "viewBox": "0 0 \(number(width)) \(number(height))", "width": isFixed ? number(width) : "",
        "height": isFixed ? number(height) : "", "role": "img", "aria-label": alternative,
      ], .element("title", [:], .text(alternative)) + body)
  }

  private static func titled(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ title: String
  ) -> Markup {
    title.isEmpty
      ? .element(name, attributes) : .element(name, attributes, .element("title", [:], .text(title)))
  }

  private static func coordinates(_ points: [(x: Double, y: Double)]) -> String {
    points.map { number($0.x) + "," + number($0.y) }.joined(separator: " ")
  }
}
