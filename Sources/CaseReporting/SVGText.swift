// Small pieces of SVG; every text that goes in is made safe here.

import Reporting

/// Builds SVG text.
enum SVGText {
  /// A number for an attribute: two decimals at most, no exponent.
  static func number(_ value: Double) -> String {
    NumberFormat.fixed(value.isFinite ? min(max(value, -1e6), 1e6) : 0, digits: 1)
  }

  static func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    "<line class=\"\(style)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
  }

  static func box(_ style: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double, title: String = "")
    -> String
  {
    let shape =
      "<rect class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(width, 0.1)))\" height=\"\(number(height))\""
    return title.isEmpty ? shape + "/>" : shape + "><title>\(escaped(title))</title></rect>"
  }

  static func text(_ style: String, _ x: Double, _ y: Double, _ text: String, anchor: String = "middle") -> String {
    "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(escaped(text))</text>"
  }

  static func path(_ style: String, _ data: String, title: String = "") -> String {
    title.isEmpty
      ? "<path class=\"\(style)\" d=\"\(data)\"/>"
      : "<path class=\"\(style)\" d=\"\(data)\"><title>\(escaped(title))</title></path>"
  }

  /// The whole picture with its description for those who cannot see it.
  static func picture(width: Double, height: Double, alternative: String, _ body: String) -> String {
    let words = escaped(alternative)
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\" "
      + "aria-label=\"\(words)\"><title>\(words)</title>\(body)</svg>"
  }

  /// Text that is safe between tags and in quoted attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
