// The frame of every page: head, security policy, style sheet, heading and footer around the page's own template.

internal import Digests
internal import Documents
internal import Mustache

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Makes pages: self-contained, in English, without script, with nothing loaded from anywhere.
///
/// What stands between double braces of a template is escaped and made visible (``Markup/escaped(_:)``); triple braces are
/// for ``Markup`` only, which is made of escaped text.
package enum Page {
  /// A page.
  ///
  /// - Parameters:
  ///   - title: the window's title and the first heading.
  ///   - template: Mustache of what stands between heading and footer.
  ///   - values: the template's values: texts, numbers, lists, dictionaries, Booleans and ``Markup``.
  ///   - footer: the last line, as on limits of use.
  ///   - runningHead: what stands at the head of every printed page, such as the names of case and samples; the title
  ///     unless another is given.
  ///   - partHeads: classes of parts that are printed on pages of their own, with what stands at the head of these.
  /// - Throws: the template engine's error if the template does not parse, which a test of each page rules out.
  package static func text(
    title: String, template: String, values: [String: Any], footer: String, runningHead: String? = nil,
    partHeads: [(name: String, text: String)] = []
  ) throws -> String {
    // Title and first words stand on the page of the first part; on a page of another name they would fill a sheet each.
    let parts = partHeads.enumerated().map { index, part in
      Page.runningHead(part.text, of: part.name)
        + "\n@media print{.\(part.name)\(index == 0 ? ",header,main>:first-child" : ""){page:\(part.name)}}"
    }
    let style = PageStyle.text + Page.runningHead(runningHead ?? title) + parts.joined()
    PageText.register
    let page = try MustacheTemplate(string: head + template.trimmingNewline + tail)
    var all = values
    all["pageTitle"] = title
    all["pageFooter"] = footer
    all["pageStyle"] = Markup(trusted: style)
    all["pagePolicy"] = policy(of: style)
    let text = page.render(all)
    // Parts of a template that have nothing to say leave empty lines.
    return withoutEmptyLines(text)
  }

  /// A text without the lines that hold nothing but blanks, the last one ended; by bytes, as a page has some ten thousand
  /// characters.
  private static func withoutEmptyLines(_ text: String) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(text.utf8.count)
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) where !line.allSatisfy({ $0 == UInt8(ascii: " ") }) {
      kept += line
      kept.append(UInt8(ascii: "\n"))
    }
    return kept.isEmpty ? "\n" : String(decoding: kept, as: UTF8.self)
  }

  /// The head of every printed page. All but letters, digits and blanks is escaped as CSS has it, so that no name can end
  /// the text or the style sheet.
  ///
  /// - Parameter page: the name of the pages, letters and digits; all pages without one.
  package static func runningHead(_ text: String, of page: String = "") -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || scalar == " " ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }.joined()
    let font = "font:9px \"Liberation Sans\",Arial,sans-serif;vertical-align:bottom;padding-bottom:1.5mm"
    return "\n@page\(page.isEmpty ? "" : " " + page){@top-left{content:\"\(escaped)\";\(font)}}"
  }

  /// The content security policy: nothing is loaded, and only this very style sheet applies, named by its digest.
  package static func policy(of style: String) -> String {
    var digest = SHA256()
    digest.update(Array(style.utf8)[...])
    let allowed = Data(digest.finish()).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(allowed)'; base-uri 'none'; form-action 'none'"
  }

  private static let head = """
    {{% CONTENT_TYPE: COLLAGEN-PAGE}}
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{{{pagePolicy}}}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>{{pageTitle}}</title>
    <style>{{{pageStyle}}}</style>
    </head>
    <body>
    <header><h1>{{pageTitle}}</h1></header>
    <main>

    """

  private static let tail = """

    </main>
    <footer>{{pageFooter}}</footer>
    </body>
    </html>

    """
}

/// The escaping of pages, under a name of its own in the template engine.
private struct PageText: MustacheContentType {
  static let register: Void = MustacheContentTypes.register(PageText(), named: "COLLAGEN-PAGE")

  func escapeText(_ text: String) -> String { Markup.escaped(text) }
}

extension String {
  fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
