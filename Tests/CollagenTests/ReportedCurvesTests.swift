// What a screen says of insert sizes and base qualities: no curve where it would mislead, and page and document agree.

import Alignment
import BioSequence
import Documents
import Foundation
import Numerics
import Reporting
import Testing
import TypeICollagen

@testable import Collagen

@Suite struct ReportedCurvesTests {
  private static func mapped(_ reads: Int = 200, _ score: (_ read: Int, _ place: Int) -> UInt8) -> MappedReads {
    var mapped = MappedReads()
    for read in 0..<reads {
      mapped.store.append(
        reference: 0, start: read, strand: .forward, mappingQuality: 60, template: read, isSecond: false,
        isProperPair: false, bases: [UInt8](repeating: 0, count: 50), qualities: (0..<50).map { score(read, $0) },
        cigar: [CIGAROperation(.match, 50)])
    }
    mapped.templates = reads
    return mapped
  }

  /// Scores of a sequencer that tells many.
  private static func many(_ read: Int, _ place: Int) -> UInt8 { UInt8(25 + (read * 7 + place) % 15) }

  private func state(_ mapped: MappedReads, reads: Int = 200) throws -> BaseQualities.State {
    let qualities = try #require(mapped.baseQualities(ofReads: reads))
    try qualities.validate()
    #expect((qualities.first == nil) == !(qualities.state == .measured || qualities.state == .binned))
    return qualities.state
  }

  @Test func qualitiesThatSayNothingHaveNoCurve() throws {
    #expect(try state(Self.mapped(200, Self.many)) == .measured)
    #expect(try state(Self.mapped { read, place in [2, 12, 23, 37][(read + place) % 4] }) == .binned)
    for score in [0, 2, 30, 40] as [UInt8] { #expect(try state(Self.mapped { _, _ in score }) == .uniform) }
    // Here and there an unknown base does not make a quality of the others.
    #expect(try state(Self.mapped { read, place in read == place ? 0 : 30 }) == .uniform)
    #expect(try state(Self.mapped { read, place in read % 3 > 0 ? 0 : Self.many(read, place) }) == .missing)
    #expect(try state(Self.mapped { read, place in read % 3 > 1 ? 0 : Self.many(read, place) }) == .measured)
    #expect(Self.mapped(49, Self.many).baseQualities(ofReads: 49) == nil)
  }

  @Test func readsWithoutQualitiesAndJoinedOnesHaveNoCurve() throws {
    var mapped = Self.mapped(200, Self.many)
    mapped.sequences = 3
    #expect(try state(mapped) == .missing)
    mapped.sequences = 2
    #expect(try state(mapped) == .measured)
    mapped.unscored = 21
    #expect(try state(mapped, reads: 2000) == .missing)
    mapped.unscored = 20
    #expect(try state(mapped, reads: 2000) == .measured)
    mapped.families = FamilyCounts()
    #expect(try state(mapped) == .joined)
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func everyFragmentIsCountedOnce(_ seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let longest = [30, 500, 3000, 19_000][Int(random.below(4))]
    let lengths = (0..<1 + Int(random.below(5000))).map { _ in 1 + Int(random.below(longest)) }.sorted()
    let (low, high) = (lengths[lengths.count / 20], lengths[lengths.count - 1 - lengths.count / 20])
    let sizes = try #require(
      InsertSizes(sorted: lengths, scale: .gene, median: lengths[lengths.count / 2], low: low, high: high))
    try sizes.validate()
    #expect(sizes.fragments == lengths.count && sizes.counts.count <= 61 && sizes.longer <= lengths.count / 50)
    for (index, count) in sizes.counts.enumerated() {
      let own = index * sizes.binWidth..<(index + 1) * sizes.binWidth
      #expect(count == lengths.count { own.contains($0) })
    }
    #expect(high / sizes.binWidth < sizes.counts.count)
  }

  @Test func impossibleCurvesAreRefused() throws {
    func sizes(_ text: String) throws { _ = try ReportedCurvesTests.decoded(InsertSizes.self, text) }
    let sound =
      #"{"scale": "gene", "fragments": 5, "median": 10, "low": 5, "high": 20, "bin_width": 10, "counts": [1, 3], "longer": 1}"#
    try sizes(sound)
    for (from, to) in [
      (#""fragments": 5"#, #""fragments": 6"#), (#""median": 10"#, #""median": 4"#),
      (#""bin_width": 10"#, #""bin_width": 0"#),
      ("[1, 3]", "[5, -1]"), (#""longer": 1"#, #""longer": -1"#), (#""gene""#, #""genome""#),
    ] {
      #expect(throws: (any Error).self, "\(to)") { try sizes(sound.replacing(from, with: to)) }
    }
    func qualities(_ text: String) throws { _ = try ReportedCurvesTests.decoded(BaseQualities.self, text) }
    let side =
      #"{"reads": 9, "phred30": 0.5, "mean_by_position": [30, null], "phred30_by_position": [0.5, null]}"#
    let curve = #"{"state": "measured", "values": 9, "unknown_fraction": 0, "first": \#(side), "second": null}"#
    try qualities(curve)
    for (from, to) in [
      ("measured", "uniform"), (side, "null"), ("[30, null]", "[94, null]"), ("[30, null]", "[30]"),
      ("[0.5, null]", "[1.5, null]"),
    ] {
      #expect(throws: (any Error).self, "\(to)") { try qualities(curve.replacing(from, with: to)) }
    }
  }

  private static func decoded<Value: ValidatedDocument>(_ type: Value.Type, _ text: String) throws -> Value {
    try DocumentDecoder().decode(type, from: DocumentNode.json(text, file: "t.json"), file: "t.json")
  }

  /// The page's figures are those of the document, and what has no curve is told.
  @Test func pageAndDocumentAgree() throws {
    var report = ScreenDocument(sample: "s", assembly: .grch38)
    func page() throws -> String { try ScreenHTML.text(report, genes: GeneCatalog.embedded.genes, version: "t") }
    let bare = try page()
    #expect(bare.contains("No insert sizes: these are single reads") && bare.contains("No base qualities: too few"))
    #expect(!bare.contains("class=\"chart\""))
    report.insertSizes = InsertSizes(
      sorted: Array(300..<500), scale: .transcript, median: 400, low: 310, high: 490)
    report.baseQualities = Self.mapped(200, Self.many).baseQualities(ofReads: 200)
    let text = try page()
    #expect(text.contains("median 400 bases, 310-490 for nine of ten; 200 fragments with both reads on a spliced"))
    let fraction = try #require(report.baseQualities?.first?.phred30)
    #expect(text.contains("200 first reads (line): \(NumberText.fixed(100 * fraction, 1)) % of Phred 30 and above"))
    #expect(text.components(separatedBy: "class=\"chart\"").count == 3)
    report.baseQualities = BaseQualities(state: .joined)
    #expect(try page().contains("after joining copies are those of what the copies agree on"))
  }
}
