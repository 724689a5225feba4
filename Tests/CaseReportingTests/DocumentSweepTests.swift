// Every value of a screen's document replaced by extreme ones: refused at its place, or carried through to the report.

import BioSequence
import Documents
import Foundation
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting
import VariantNaming

@Suite struct DocumentSweepTests {
  /// A step into a document.
  enum Step: Hashable {
    case key(String)
    case element(Int)
  }

  /// The paths of all values that hold no others.
  static func leaves(_ value: JSONValue, _ path: [Step] = []) -> [[Step]] {
    switch value {
    case .object(let object): object.members.flatMap { leaves($0.value, path + [.key($0.key)]) }
    case .list(let values): values.enumerated().flatMap { leaves($1, path + [.element($0)]) }
    default: [path]
    }
  }

  static func replaced(_ value: JSONValue, at path: ArraySlice<Step>, by new: JSONValue) -> JSONValue {
    guard let step = path.first else { return new }
    switch (value, step) {
    case (.object(var object), .key(let key)):
      object[key] = object[key].map { replaced($0, at: path.dropFirst(), by: new) }
      return .object(object)
    case (.list(var values), .element(let index)):
      values[index] = replaced(values[index], at: path.dropFirst(), by: new)
      return .list(values)
    default: return value
    }
  }

  static func text(_ path: [Step]) -> String {
    path.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += (text.isEmpty ? "" : ".") + key
      case .element(let index): text += "[\(index + 1)]"
      }
    }
  }

  /// A small screen of RNA that has a value for every key.
  static func document() -> ScreenDocument {
    var call = Call(gene: "COL1A1", assembly: .grch38, chrom: "chr17", pos: 50_190_000, ref: "C", alt: "<DEL>")
    call.class = .exonDeletion
    call.symbolic = Call.SymbolicAllele(
      type: "DEL", end: 50_190_400, positionInterval: -12...8, endInterval: 0...30, copyNumber: 1, probability: 0.99)
    (call.hgvsG, call.hgvsLRG, call.hgvsC) = ("NC_000017.11:g.1del", "LRG_1:g.1del", "NM_000088.4:c.1del")
    (call.hgvsP, call.exon, call.legacyExon) = ("NP_000079.2:p.?", "9", "9")
    (call.consequence, call.collagenEffect) = ([.featureTruncation], [.inFrameExonSkip])
    (call.helixResidue, call.tripletPosition) = (19, .glycine)
    (call.genotype, call.zygosity, call.phaseSet) = ("0/1", .heterozygous, 50_190_000)
    (call.depth, call.refDepth, call.altDepth) = (40, 20, 20)
    (call.vaf, call.vafLow, call.vafHigh) = (0.5, 0.35, 0.65)
    (call.quality, call.qual, call.filter) = (99, 400, ["PASS"])
    call.known = [
      KnownAnnotation(
        id: "12", significance: ["Pathogenic"], reviewStatus: "no_assertion", stars: 2, geneInfo: "COL1A1:1277",
        file: "clinvar.vcf", fileDate: "2026-01-01")
    ]
    let ratio = ReportedAlleleRatio(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.1del", source: .queried, altDepth: 1, refDepth: 40,
      ratio: Fraction(0.02, 0, 0.1), verdict: .alleleLost)
    var document = screenDocument(
      "s", calls: [call],
      rna: SplicingReport(
        junctions: [junction("7^8", .canonical, []), junction("8")], alleleRatios: [ratio], unsplicedFraction: 0.01))
    document.coverage = ScreenCoverage(
      runs: [
        CoverageRun(
          chrom: "chr17", start: 50_184_100, end: 50_184_200, gene: "COL1A1", region: "exon_51", depthMedian: 4,
          verdict: .noCall, reason: "low_depth")
      ], detectionLimits: [DetectionRun(chrom: "chr17", start: 50_184_100, end: 50_184_200, limit: 0.1)])
    document.inputs = [
      ReportedInput(
        name: "a.fq", bytes: 9, sha256: String(repeating: "0", count: 64), container: "plain", completeness: .verified)
    ]
    document.counts = ReadCounts(reads: 100, used: 80, filtered: ["duplicate": 10], unmapped: 10)
    document.confirmations = [
      Reporting.Confirmation(
        description: "c.1del", gene: "COL1A1", name: "c.1del", altDepth: 5, refDepth: 5, vaf: 0.5, vafLow: 0.2,
        vafHigh: 0.8, detectionLimit: 0.3)
    ]
    document.families = FamilyReport(
      identifier: "RX", fragments: 12, families: 4, singletons: 1, singletonsUsed: true, duplex: 2, outvoted: 1,
      strandDifferences: 3, sizes: [[1, 1], [3, 1], [4, 2]], errorRate: 1e-5)
    document.warnings = ["w"]
    document.contigs = [Contig(name: "chr17", length: 83_257_441)]
    document.exonDepth = ExonDepth(genes: [ExonDepth.Gene(gene: "COL1A1", exons: 51, groups: [[1, 2, 30]])])
    return document
  }

  private static let extremes: [JSONValue] = [
    .integer(-1), .integer(0), .integer(7), .integer(.max), .integer(.min), .number(0.5), .number(-0.001),
    .number(1.7e308), .text("NaN"), .text(String(repeating: "x", count: 5000)), .text(""),
    .text("exon_9223372036854775807"), .text("9223372036854775807-9223372036854775807"),
    .null, .boolean(true), .list([]), .object([:]),
  ]

  /// Numbers that may be anything: ends of intervals around a position, a change of length.
  private static let signed = ["position_interval", "end_interval", "length"]

  @Test func extremeValuesAreRefusedAtTheirPlaceOrCarriedThrough() throws {
    let value = JSONValue(encoding: DocumentSweepTests.document())
    let paths = DocumentSweepTests.leaves(value)
    #expect(paths.count > 110)
    var accepted = 0
    for path in paths {
      let place = DocumentSweepTests.text(path)
      for extreme in DocumentSweepTests.extremes {
        let text = DocumentSweepTests.replaced(value, at: path[...], by: extreme).document()
        do throws(InputFaults) {
          let document = try ScreenDocument(json: text, file: "s.json")
          accepted += 1
          if case .integer(let number) = extreme, number < 0 || number == .max {
            let isSigned = number == -1 && DocumentSweepTests.signed.contains { place.contains($0) }
            #expect(isSigned, "\(place) = \(number) was accepted")
          }
          try write(document)
        } catch {
          let fault = error.faults[0]
          #expect(fault.line != nil && !fault.place.isEmpty, "\(place): \(fault)")
          let codes: [InputFault.Code] = [.invalidValue, .outOfRange, .wrongType, .missing]
          #expect(codes.contains(fault.code), "\(place): \(fault)")
        }
      }
    }
    // Names and words may be any text; numbers have a range.
    #expect(accepted > paths.count && accepted < 5 * paths.count, "\(accepted) of \(paths.count) paths")
  }

  /// Every writer, and the report of a case.
  private func write(_ document: ScreenDocument) throws(InputFaults) {
    _ = ScreenTSV.variants(document) + ScreenTSV.coverage(document) + ScreenText.summary(document, color: false)
    _ = ScreenVCF.text(document, source: "t", filters: [])
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: X\n".utf8)))
    sources.screen = SourceFile(name: "s.json", document: document)
    // The name of the sample is swept too.
    sources.allowsIdentityMismatch = true
    let report = try CaseReporter.report(sources, version: testVersion)
    do {
      _ = try ScreenHTML.text(document, genes: GeneCatalog.embedded.genes, version: testVersion)
      _ = try CaseReporter.files(report)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func sumsMustAgree() throws {
    let value = JSONValue(encoding: DocumentSweepTests.document())
    for (path, number) in [
      ([Step.key("counts"), .key("used")], 81), ([.key("coverage"), .key("no_call")], 99),
      ([.key("coverage"), .key("target_bases")], 101), ([.key("calls"), .element(0), .key("alt_depth")], 41),
      ([.key("coverage"), .key("runs"), .element(0), .key("end")], 50_184_100),
      ([.key("calls"), .element(0), .key("symbolic"), .key("end")], 50_189_999),
    ] {
      let text = DocumentSweepTests.replaced(value, at: path[...], by: .integer(number)).document()
      let error = #expect(throws: InputFaults.self) { try ScreenDocument(json: text, file: "s.json") }
      #expect(error?.faults.first?.code == .invalidValue, "\(DocumentSweepTests.text(path))")
    }
  }

  @Test(arguments: [
    "{\"schemaVersion\": \"collagen.screen/1\"}", "{\"schema\": \"collagen.screen/1\"}",
    "{\"schema\": \"collagen.screen/3\"}",
  ])
  func anotherSchemaIsRefusedWithTheRemedy(_ text: String) {
    let error = #expect(throws: InputFaults.self) { try ScreenDocument(json: text, file: "s.json") }
    #expect(
      error?.description == "s.json:1:\(text.contains("Version") ? 19 : 12): INVALID_VALUE: schema: "
        + "made by another version of this program; run `collagen screen` again")
  }

  @Test(arguments: ["{}", "[]", "3", "{\"schema\": 3}", "{\"schema\": \"collagen.report/2\"}", "", "{"])
  func anotherDocumentIsNoScreen(_ text: String) {
    let error = #expect(throws: InputFaults.self) { try ScreenDocument(json: text, file: "s.json") }
    #expect(error?.faults.first.map { [.invalidValue, .syntax].contains($0.code) } == true)
  }
}
