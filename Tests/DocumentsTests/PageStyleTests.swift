// Contrast of every colour of our style sheets (WCAG 2.1, success criteria 1.4.3 and 1.4.11), computed from the sheet's text.

import Foundation
import Testing

@testable import Pages

@Suite struct PageStyleTests {
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

  /// The colours of the light and of the dark scheme by name; the dark one keeps what it does not set anew.
  private func schemes() throws -> [(name: String, colours: [String: String])] {
    let blocks = PageStyle.text.split(separator: ":root{", omittingEmptySubsequences: false).dropFirst().map {
      $0.prefix { $0 != "}" }
    }
    try #require(blocks.count == 2)
    let parsed = blocks.map { block in
      block.split(whereSeparator: { $0 == ";" || $0 == "\n" }).reduce(into: [String: String]()) { list, declaration in
        let sides = declaration.split(separator: ":")
        if sides.count == 2, sides[0].hasPrefix("--") { list[String(sides[0].dropFirst(2))] = String(sides[1]) }
      }
    }
    #expect(Set(parsed[0].keys) == Set(parsed[1].keys))
    return [("light", parsed[0]), ("dark", parsed[0].merging(parsed[1]) { $1 })]
  }

  @Test func textReaches4point5OnEveryGround() throws {
    for (scheme, colours) in try schemes() {
      for text in ["ink", "muted", "blue"] {
        for ground in ["ground", "head", "answer", "flag", "made-up"] {
          let pair = (try #require(colours[text]), try #require(colours[ground]))
          #expect(try contrast(pair.0, pair.1) >= 4.5, "\(scheme): \(text) on \(ground)")
        }
      }
    }
  }

  @Test func marksThatCarryMeaningReach3() throws {
    for (scheme, colours) in try schemes() {
      for mark in ["exon", "red", "ink", "line", "control", "one", "two", "standard", "qc", "green", "amber"] {
        let pair = (try #require(colours[mark]), try #require(colours["ground"]))
        #expect(try contrast(pair.0, pair.1) >= 3, "\(scheme): \(mark)")
      }
      // What is drawn upon another mark must stand out from it too.
      for (upper, lower) in [("control", "interval"), ("ink", "interval"), ("red", "expected")] {
        let pair = (try #require(colours[upper]), try #require(colours[lower]))
        #expect(try contrast(pair.0, pair.1) >= 3, "\(scheme): \(upper) on \(lower)")
      }
    }
  }

  @Test func everyColourThatIsUsedIsSetOnce() throws {
    let light = try schemes()[0].colours
    for use in PageStyle.text.split(separator: "var(--").dropFirst() {
      #expect(light[String(use.prefix { $0 != ")" })] != nil, "\(use.prefix(20))")
    }
  }

  @Test func theFormulaIsTheStandards() throws {
    #expect(abs(try contrast("#000", "#fff") - 21) < 1e-9)
    #expect(abs(try contrast("#777777", "#ffffff") - 4.478) < 0.001)
  }
}
