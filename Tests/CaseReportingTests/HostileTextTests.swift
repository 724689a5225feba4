// Hostile strings through every text that a person or a file can bring: nothing active on a page, nothing lost. The default
// is quick; COLLAGEN_HOSTILE_ROUNDS=340 gives 10,000 strings (benchmarks/evidence/check-hostile).

import BioSequence
import Foundation
import TypeICollagen
import Knowledge
import Reporting
import Testing
import Documents
import DocumentsYAML

@testable import CaseReporting
@testable import Evidence

@Suite struct HostileTextTests {
  /// A small seeded generator (SplitMix64, Steele et al. 2014).
  struct Generator {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(bound))
    }
  }

  private static let pieces = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</svg><script>", "{{id}}",
    "{{{svg}}}",
    "{{#calls}}", "&lt;", "&#60;", "<!--", "-->", "]]>", "javascript:x", "url(http://x)", "\u{0}", "\u{7}", "\n",
    "\r\n", "\t",
    "\u{1B}[31m", "\u{202E}abc", "\u{2066}", "\u{2028}", "\\", "\\u003c", "\"", "'", "`", "=HYPERLINK(\"x\")", "+1",
    "@x", "%00",
    "../../etc/passwd", "😀", "é", "e\u{301}", "\u{FEFF}", "a", " ", "-", "</style>", "<svg onload=x>", "\u{E0041}", "|",
    ";", ",",
  ]

  static func text(_ generator: inout Generator) -> String {
    var text = ""
    for _ in 0...generator.next(5) { text += pieces[generator.next(pieces.count)] }
    return text
  }

  private static func report(_ generator: inout Generator) -> CaseReport {
    func next() -> String { text(&generator) }
    var record = CaseRecord(id: "x" + next())
    record.note = next()
    record.group = next()
    record.imaging = [CaseRecord.ImagingFinding()]
    record.imaging[0].site = next()
    record.imaging[0].note = next()
    record.bmd = [CaseRecord.BoneDensity()]
    record.bmd[0].device = next()
    record.bmd[0].region = next()
    record.family.variant = next()
    record.family.note = next()
    record.biopsies = [CaseRecord.Biopsy()]
    record.biopsies[0].site = next()
    var finding = Call(gene: "COL1A1", hgvsC: next(), hgvsP: next(), consequence: "missense_variant")
    finding.hgvsG = next()
    finding.exon = next()
    finding.zygosity = .heterozygous
    finding.genotype = next()
    finding.chrom = next()
    finding.pos = generator.next(1 << 30)
    finding.ref = next()
    finding.alt = next()
    finding.known = [KnownAnnotation(id: next(), significance: [next()], file: "k.vcf")]
    finding.collagenEffect = [.glycineSubstitution]
    finding.helixResidue = 19
    var screen = ScreenDocument(sample: next(), assembly: .grch38)
    screen.calls = [finding]
    screen.version = next()
    screen.warnings = [next()]
    screen.settings = ScreenSettings(target: next())
    screen.coverage = ScreenCoverage(runs: [
      CoverageRun(
        chrom: next(), start: 50_184_100, end: 50_184_200, gene: "COL1A1", region: next(), depthMedian: 1,
        verdict: .noCall, reason: next())
    ])
    let axis = AxisReading(kind: .secretion, value: 1, controlMean: 2.7, controlSD: 0.1, controls: 9)
    let assay = AssayFinding(line: next(), verdict: .structural, reasons: [next()], axes: [axis], flags: [next()])
    let assessment = CaseAssessment(record: record, screen: screen, assay: assay)
    return CaseReport(
      assessment: assessment, version: next(), inputs: [CaseInputFile(role: "case", name: next(), bytes: [1])])
  }

  /// Reports to make: more than 30 strings each.
  static var rounds: Int { ProcessInfo.processInfo.environment["COLLAGEN_HOSTILE_ROUNDS"].flatMap { Int($0) } ?? 60 }

  @Test func nothingActiveOnPagesAndNothingLostInJSON() throws {
    var generator = Generator(state: 1995)
    let rounds = HostileTextTests.rounds
    for round in 0..<rounds {
      let report = HostileTextTests.report(&generator)
      let html = try CaseReportHTML.text(report)
      let faults = HTMLCheck.faults(html)
      #expect(faults.isEmpty, "round \(round): \(faults.first ?? "")")
      for text in [html, CaseReportText.text(report)] {
        let dirty = text.unicodeScalars.firstIndex {
          !(($0.value >= 0x20 || $0.value == 0x0A) && !(0x202A...0x202E).contains($0.value)
            && !(0x2066...0x2069).contains($0.value) && $0.value != 0x7F)
        }
        if let dirty {
          Issue.record("round \(round): a control character after \(text[..<dirty].suffix(60))")
          return
        }
      }
      try checkJSON(report, round: round)
      if !faults.isEmpty { break }
    }
  }

  private func checkJSON(_ report: CaseReport, round: Int) throws {
    let value = CaseReportJSON.value(report)
    let back = JSONValue(try DocumentNode.parse(value.document(), file: "x.json"))
    #expect(back["case"] == value["case"] && back["calls"]?.first?["hgvs_c"] == value["calls"]?.first?["hgvs_c"])
    #expect(back["case"]?["note"] == .optional(report.assessment.record.note), "round \(round)")
    let known = report.assessment.calls[0].finding.known[0]
    #expect(back["calls"]?.first?["known"]?.first?["id"] == .optional(known.id))
    _ = try DocumentNode.parse(Phenopacket.text(report), file: "p.json")
    let table = CohortTable([CohortCase(report.assessment)])
    let lines = CohortFiles.tsv(table).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == table.rows.count + 1)
    for (line, row) in zip(lines.dropFirst(), table.rows) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(fields.count == 4)
      #expect(String(fields[0]) == TSV.cell(row.group))
    }
    if round % 20 == 0 {
      let entry = CohortEntry(id: report.id, state: .failed(report.id), report: report)
      for file in try CohortFiles.files([entry], version: report.version) where file.name.hasSuffix(".html") {
        #expect(HTMLCheck.faults(file.text).isEmpty)
      }
    }
  }
}

extension JSONValue {
  /// The first element.
  var first: JSONValue? {
    if case .list(let values) = self { return values.first }
    return nil
  }
}
