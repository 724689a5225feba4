// Pieces of HTML and SVG that are safe to put on a page: every text in them was escaped when it went in.

internal import Documents

/// A piece of a page. Made of text by ``text(_:)`` and the builders below; there is no other way in for a text.
package struct Markup: Sendable, Hashable, CustomStringConvertible {
  /// The HTML or SVG.
  package let description: String

  /// Markup that this package wrote itself.
  init(trusted text: String) { description = text }

  /// Nothing.
  package static let empty = Markup(trusted: "")

  /// A text.
  package static func text(_ text: String) -> Markup { Markup(trusted: escaped(text)) }

  /// Text that is safe between tags and in quoted attributes: the five characters of markup as entities, everything that
  /// a display acts on made visible.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
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

  /// An element around markup; attributes are escaped, names are written in the source.
  package static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], _ content: Markup
  ) -> Markup {
    Markup(trusted: "<\(name)\(attributeText(attributes))>\(content)</\(name)>")
  }

  /// An element without content.
  package static func element(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) -> Markup {
    Markup(trusted: "<\(name)\(attributeText(attributes))/>")
  }

  private static func attributeText(_ attributes: KeyValuePairs<StaticString, String>) -> String {
    attributes.map { $0.value.isEmpty ? "" : " \($0.key)=\"\(escaped($0.value))\"" }.joined()
  }

  /// A paragraph of text.
  package static func paragraph(_ text: String, _ style: String = "") -> Markup {
    element("p", ["class": style], .text(text)) + newline
  }

  /// A heading of a section (level 2) or a part of one (level 3).
  package static func heading(_ text: String, isPart: Bool = false) -> Markup {
    (isPart ? element("h3", .text(text)) : element("h2", .text(text))) + newline
  }

  /// A table that scrolls where the window is narrower than it is.
  package static func table(_ header: [String], _ rows: [[String]], _ style: String = "") -> Markup {
    let head = header.map { element("th", ["scope": "col"], .text($0)) }.joined
    let body = rows.map { row in element("tr", row.map { element("td", .text($0)) }.joined) + newline }.joined
    let table = element("table", ["class": style], element("thead", element("tr", head)) + element("tbody", body))
    return element("div", ["class": "scroll"], table) + newline
  }

  /// A line end between elements.
  package static let newline = Markup(trusted: "\n")

  /// The pieces one after the other.
  package static func + (left: Markup, right: Markup) -> Markup {
    Markup(trusted: left.description + right.description)
  }

  /// Adds a piece.
  package static func += (left: inout Markup, right: Markup) { left = left + right }
}

extension Markup {
  fileprivate static func element(_ name: StaticString, _ content: Markup) -> Markup { element(name, [:], content) }
}

extension Sequence<Markup> {
  /// The pieces one after the other.
  package var joined: Markup { Markup(trusted: map(\.description).joined()) }
}
