// Tests of one case's report: snapshots, the verdicts that they rest on, and the rules of the page.

import Evidence
import Foundation
import Reporting
import Testing
import Documents

@testable import CaseReporting

@Suite struct CaseReportTests {
  @Test func snapshotsAreTheSameBytes() throws {
    for round in 0..<3 {
      let report = try CaseReporter.report(glycineSources(), version: testVersion)
      for file in try CaseReporter.files(report) where round == 0 {
        try expectSnapshot(file.text, "glycine/expected/" + file.name)
      }
      let again = try CaseReporter.report(glycineSources(), version: testVersion)
      #expect(try CaseReporter.files(again).map(\.text) == CaseReporter.files(report).map(\.text))
    }
  }

  @Test func theGlycineCaseIsPathogenicAndConcordant() throws {
    let report = try CaseReporter.report(glycineSources(), version: testVersion)
    let lead = try #require(report.assessment.calls.first)
    #expect(lead.finding.shortCodingName == "c.3496G>T")
    #expect(lead.meaning.helixResidue == 988)
    #expect(report.assessment.assay?.verdict == .structural)
    #expect(lead.concordance?.verdict == .concordant)
    #expect(lead.concordance?.decidedBy == .secretion)
    let codes = Set(lead.ledger.applied.map(\.code))
    #expect(codes == ["PS3_Moderate", "PM1_Strong", "PM2_Supporting", "PM5", "PM6_Supporting"])
    #expect(lead.ledger.pointsClass == .pathogenic)
    let common = try #require(report.assessment.calls.last)
    #expect(common.ledger.applied.map(\.code) == ["BA1"])
    #expect(report.assessment.answer.hasPrefix("A pathogenic heterozygous variant of COL1A1 (c.3496G>T"))
  }

  @Test func pagesHoldNoActiveContentAndNothingToLoad() throws {
    let report = try CaseReporter.report(glycineSources(), version: testVersion)
    let html = try CaseReportHTML.text(report)
    #expect(HTMLCheck.faults(html).isEmpty)
    #expect(html.contains("default-src 'none'"))
    #expect(html.utf8.count < 200_000)
    #expect(html.components(separatedBy: "<svg").count == html.components(separatedBy: "aria-label=").count)
  }

  @Test func everyFaultOfEveryFileIsToldAtOnce() throws {
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: X\nfoo: 1\n".utf8)))
    sources.screen = SourceFile(name: "s.json", bytes: Array("{}".utf8))
    sources.shared.validation = SourceFile(name: "v.tsv", bytes: [0xFF, 0xFE])
    let wrong = sources
    let error = #expect(throws: EvidenceError.self) { try CaseReporter.report(wrong, version: testVersion) }
    #expect(Set(error?.faults.map(\.file) ?? []) == ["c.yaml", "s.json", "v.tsv"])
  }

  @Test func longRunsOfBasesAreShortenedToLookAt() {
    let bases = String(repeating: "ACGT", count: 120)
    #expect(visible("c.3_4delins\(bases)") == "c.3_4delinsACGTACGT…(480 bases)")
    #expect(visible("c.3_4ins\(bases.prefix(30))") == "c.3_4ins\(bases.prefix(30))")
  }

  @Test func aRecordAloneGivesAReport() throws {
    let sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: ../x<y\n".utf8)))
    let report = try CaseReporter.report(sources, version: testVersion)
    let files = try CaseReporter.files(report)
    #expect(files.map(\.name).allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") })
    #expect(report.assessment.answer == "Neither sequence nor assay was given: type I collagen was not assessed.")
  }

  @Test func vcfsOfOthersAreNamed() throws {
    let vcf =
      "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS7\n"
      + "17\t50195288\t.\tG\tA\t.\t.\t.\tGT:AD:DP\t0/1:20,22:42\n1\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1\n"
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: X\nidentity: {samples: S7}\n".utf8)))
    sources.vcf = SourceFile(name: "other.vcf", bytes: Array(vcf.utf8))
    let report = try CaseReporter.report(sources, version: testVersion)
    let call = try #require(report.assessment.calls.first)
    #expect(report.assessment.calls.count == 1)
    #expect(call.finding.hgvsC == "NM_000088.4:c.1243C>T")
    #expect(call.finding.zygosity == .heterozygous && call.finding.altDepth == 22)
    #expect(call.ledger.applied.map(\.code) == ["PVS1"])
    #expect(report.assessment.screen?.sample == "S7")
  }
}

@Suite struct VCFSampleTests {
  private func report(
    _ id: String, _ header: String, _ genotypes: String, isAllowed: Bool = false
  ) throws -> CaseAssessment {
    let vcf =
      "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t\(header)\n"
      + "17\t50195288\t.\tG\tA\t.\t.\t.\tGT\t\(genotypes)\n"
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: \(id)\n".utf8)))
    sources.vcf = SourceFile(name: "family.vcf", bytes: Array(vcf.utf8))
    sources.allowsIdentityMismatch = isAllowed
    return try CaseReporter.report(sources, version: testVersion).assessment
  }

  @Test func theCasesOwnSampleIsReadAndNoneIsGuessed() throws {
    let mother = try report("mother", "child\tmother", "0/1\t0/0")
    #expect(mother.calls.isEmpty && mother.screen?.sample == "mother")
    #expect(try report("child", "child\tmother", "0/1\t0/0").calls.count == 1)
    // One sample of another name is the case's only if somebody says so.
    let other = #expect(throws: EvidenceError.self) { try report("x", "child", "0/1") }
    #expect(other?.faults.map(\.code) == [.identityMismatch])
    #expect(try report("x", "child", "0/1", isAllowed: true).calls.count == 1)
    let error = #expect(throws: EvidenceError.self) { try report("x", "child\tmother", "0/1\t0/0") }
    #expect(error?.faults.map(\.code) == [.conflict] && error?.faults.first?.line == 2)
  }

  @Test func aPlaceThatIsAsTheReferenceIsNoCall() throws {
    let vcf =
      "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts\n"
      + "17\t50195288\t.\tG\tG,<NON_REF>\t.\t.\t.\tGT\t0/1\n17\t50195289\t.\tG\t.\t.\t.\t.\tGT\t0/0\n"
    #expect(try ScreenDocument(vcf: Array(vcf.utf8), file: "s.vcf").calls.isEmpty)
  }

  @Test func aGenotypeKnownInPartTellsNoZygosity() throws {
    let expected: [(String, Call.Zygosity?)] = [
      ("0/1", .heterozygous), ("1/1", .homozygous), ("./1", nil), ("1|.", nil),
    ]
    for (genotype, zygosity) in expected {
      #expect(try report("s", "s", genotype).calls.first?.finding.zygosity == zygosity)
    }
  }
}

/// A strict look at our pages: only known tags, only known attributes, no address that could be loaded.
enum HTMLCheck {
  static let tags: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "h1", "h2", "h3", "p",
    "b",
    "br", "div", "table", "tr", "th", "td", "ul", "li", "figure", "figcaption", "svg", "rect", "line", "path", "text",
    "circle", "span", "polyline", "polygon", "g", "thead", "tbody",
  ]
  static let attributes: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "class", "scope", "viewbox", "role", "aria-label", "x", "y",
    "x1",
    "x2", "y1", "y2", "width", "height", "d", "cx", "cy", "r", "text-anchor", "xmlns", "html", "points", "transform",
  ]

  /// What breaks the rules, in a few words each.
  static func faults(
    _ html: String, tags: Set<String> = HTMLCheck.tags, attributes: Set<String> = HTMLCheck.attributes
  ) -> [String] {
    var faults: [String] = []
    var rest = Array(html.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      guard let end = tagEnd(rest) else { return faults + ["an open tag"] }
      var body = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 1)...]
      if body.hasPrefix("/") { body.removeFirst() }
      let name = body.prefix { !$0.isWhitespace && $0 != "/" }.lowercased()
      if name == "a" {
        // The one thing that may be pointed at is the page of a case below the cohort's.
        if body != "a", body.wholeMatch(of: /a href="([A-Za-z0-9_][A-Za-z0-9._-]*)\/\1\.report\.html"/) == nil {
          faults.append("a link: \(body)")
        }
        continue
      }
      if !tags.contains(name) { faults.append("the tag \(name)") }
      for attribute in attributeNames(body) where !attributes.contains(attribute) {
        faults.append("the attribute \(attribute) of \(name)")
      }
    }
    // Text may say anything; only the style sheet could load something.
    for part in html.lowercased().components(separatedBy: "<style>").dropFirst() {
      let sheet = part.components(separatedBy: "</style>")[0]
      for word in ["url(", "@import", "expression("] where sheet.contains(word) { faults.append("the style's \(word)") }
    }
    if html.components(separatedBy: "<style>").count != 2 { faults.append("not one style sheet") }
    return faults
  }

  private static func tagEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    for index in bytes.indices {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    return nil
  }

  private static func attributeNames(_ body: String) -> [String] {
    var names: [String] = []
    var name = ""
    var quote: Character?
    for character in body.drop(while: { !$0.isWhitespace }) {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "=" || character.isWhitespace || character == "/" {
        if !name.isEmpty { names.append(name.lowercased()) }
        name = ""
      } else {
        name.append(character)
      }
    }
    if !name.isEmpty { names.append(name.lowercased()) }
    return names
  }
}
