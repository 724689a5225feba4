// Contrast of every colour of our style sheets (WCAG 2.1, success criteria 1.4.3 and 1.4.11), computed from the sheet's text.

import Foundation
import Testing

@testable import CaseReporting

@Suite struct ContrastTests {
  /// Relative luminance of `#rgb` or `#rrggbb`.
  private func luminance(_ colour: String) throws -> Double {
    var digits = colour.dropFirst()
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] }[...].reduce(into: "") { $0.append($1) }[...] }
    let number = try #require(Int(digits, radix: 16), "\(colour)")
    let parts = [16, 8, 0].map { shift in
      let value = Double(number >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ first: String, _ second: String) throws -> Double {
    let (a, b) = (try luminance(first), try luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The rules of a sheet: selectors with their declarations; what stands in @media is read like the rest.
  private func rules(_ sheet: String) -> [(selectors: [String], values: [String: String])] {
    sheet.split(separator: "}").compactMap { part in
      let pieces = part.split(separator: "{")
      guard pieces.count >= 2 else { return nil }
      var values: [String: String] = [:]
      for declaration in pieces[pieces.count - 1].split(separator: ";") {
        let sides = declaration.split(separator: ":", maxSplits: 1)
        if sides.count == 2 { values[String(sides[0]).trimmingCharacters(in: .whitespaces)] = String(sides[1]) }
      }
      let selectors = pieces[pieces.count - 2].split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      return (selectors, values)
    }
  }

  private func colour(_ value: String?) -> String? {
    value?.split(separator: " ").first { $0.hasPrefix("#") }.map(String.init)
  }

  @Test func textReaches4point5OnEveryGroundOfTheSheet() throws {
    let all = rules(CaseReportHTML.style)
    var texts: [String] = []
    var grounds: [String] = []
    for rule in all {
      if let ground = colour(rule.values["background"]) { grounds.append(ground) }
      if let text = colour(rule.values["color"]) { texts.append(text) }
      // The text of pictures; other fills are shapes.
      if rule.selectors.contains(where: { $0.contains("text") }), let fill = colour(rule.values["fill"]) {
        texts.append(fill)
      }
    }
    #expect(Set(grounds).count >= 4 && Set(texts).count >= 2)
    for text in texts {
      for ground in grounds { #expect(try contrast(text, ground) >= 4.5, "\(text) on \(ground)") }
    }
  }

  @Test func marksThatCarryMeaningReach3OnWhite() throws {
    let needed: Set<String> = [
      ".exon", ".gap", ".call", ".call.other", ".mark", ".intron", ".control", ".case", ".case.out", ".strand.one",
      ".strand.two",
    ]
    var seen: Set<String> = []
    for rule in rules(CaseReportHTML.style) {
      guard let shade = colour(rule.values["fill"]) ?? colour(rule.values["stroke"]) else { continue }
      for selector in rule.selectors where needed.contains(selector) {
        seen.insert(selector)
        #expect(try contrast(shade, "#fff") >= 3, "\(selector) \(shade)")
      }
    }
    #expect(seen == needed)
    // What is drawn upon another mark must stand out from it too.
    let fills = rules(CaseReportHTML.style).reduce(into: [String: String]()) { list, rule in
      for selector in rule.selectors { if let fill = colour(rule.values["fill"]) { list[selector] = fill } }
    }
    for (upper, lower) in [(".control", ".interval"), (".case", ".interval"), (".case.out", ".expected")] {
      let pair = (try #require(fills[upper]), try #require(fills[lower]))
      #expect(try contrast(pair.0, pair.1) >= 3, "\(upper) on \(lower)")
    }
  }

  @Test func theFormulaIsTheStandards() throws {
    #expect(abs(try contrast("#000", "#fff") - 21) < 1e-9)
    #expect(abs(try contrast("#777777", "#ffffff") - 4.478) < 0.001)
  }
}
