// Forms for other programs: the class of the page in each, what each must have, and the marks that must not get lost.

import Documents
import Evidence
import Foundation
import Knowledge
import Numerics
import Reporting
import Testing

@testable import CaseReporting

@Suite struct ExportTests {
  /// A case drawn by seed: variants of the embedded entries, genotypes, signs, and what marks it may carry.
  private struct Drawn {
    var sources: CaseSources
    var isSynthetic: Bool
    var isMismatched: Bool
  }

  private static let lines = KnownVariants.embeddedText.split(separator: "\n")
    .filter { !$0.hasPrefix("#") && !$0.isEmpty }

  private func draw(_ random: inout SplitMix64) -> Drawn {
    func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let count = below(4)
    let picked = (0..<count).map { _ in Self.lines[below(Self.lines.count)] }
    let rows = picked.map { line -> (Substring, Int, String) in
      let cells = line.split(separator: "\t")
      let genotype = ["0/1", "1/1", "0|1"][below(3)]
      return (
        cells[0], Int(cells[1]) ?? 0,
        "\(cells[0])\t\(cells[1])\t.\t\(cells[3])\t\(cells[4])\t.\tPASS\t.\tGT\t\(genotype)\n"
      )
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var seen: Set<Int> = []
    let isMismatched = below(4) == 0
    let body = rows.filter { seen.insert($0.1).inserted }.map(\.2).joined()
    let vcf =
      "##fileformat=VCFv4.2\n##contig=<ID=chr7,length=159345973>\n##contig=<ID=chr17,length=83257441>\n"
      + "##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
      + (isMismatched ? "OTHER" : "X") + "\n" + body
    let isSynthetic = below(2) == 0
    let signs = ["", "features: [blue_sclerae]\n", "features: [blue_sclerae, dentinogenesis_imperfecta]\n"][below(3)]
    let record = "id: X\nsynthetic: \(isSynthetic)\n\(signs)specimen: {type: blood, id: S1, collected: 2026-01-02}\n"
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array(record.utf8)))
    sources.vcf = SourceFile(name: "v.vcf", bytes: Array(vcf.utf8))
    if isMismatched {
      sources.vcfSample = "OTHER"
      sources.allowsIdentityMismatch = true
    }
    return Drawn(sources: sources, isSynthetic: isSynthetic, isMismatched: isMismatched)
  }

  private func list(_ value: JSONValue?) -> [JSONValue] {
    if case .list(let values)? = value { return values }
    return []
  }

  private func text(_ value: JSONValue?) -> String? {
    if case .text(let text)? = value { return text }
    return nil
  }

  /// The classes that a FHIR bundle states, in the order of its variants.
  private func fhirClasses(_ bundle: JSONValue) -> [(text: String?, code: String?)] {
    list(bundle["entry"]).compactMap { $0["resource"] }.flatMap { resource in
      list(resource["component"]).filter {
        list($0["code"]?["coding"]).first?["code"] == .text("53037-8")
      }.map { part in
        let value = part["valueCodeableConcept"]
        return (text(value?["text"]), text(list(value?["coding"]).first?["code"]))
      }
    }
  }

  @Test func everyFormSaysTheClassOfThePage() throws {
    let seed: UInt64 = 20_260_301
    var random = SplitMix64(seed: seed)
    let codes = [
      "Pathogenic": "LA6668-3", "Likely pathogenic": "LA26332-9", "Uncertain significance": "LA26333-7",
      "Likely benign": "LA26334-5", "Benign": "LA6675-8",
    ]
    var classes: Set<String> = []
    for round in 0..<60 {
      let drawn = draw(&random)
      let report = try CaseReporter.report(drawn.sources, version: testVersion, date: TimeStamp("2026-03-01"))
      let own = report.assessment.calls.map(\.ledger.pointsClass.rawValue)
      classes.formUnion(own)
      let told: Comment = "seed \(seed), case \(round)"
      let json = list(CaseReportJSON.value(report)["calls"]).map { text($0["classification"]?["summary"]) }
      #expect(json == own, told)
      let clinvar = list(ClinVarExport.value(report)["germlineSubmission"])
        .map { text($0["germlineClassification"]?["germlineClassificationDescription"]) }
      #expect(clinvar == own, told)
      let statements = list(VASpecExport.value(report)["statements"]).map { $0["classification"] }
      #expect(statements.map { text($0?["name"]) } == own, told)
      #expect(statements.map { text($0?["primaryCoding"]?["code"]) } == own.map { $0.lowercased() }, told)
      let implied = fhirClasses(FHIRExport.value(report))
      #expect(implied.map(\.text) == own && implied.map(\.code) == own.map { codes[$0] }, told)
      let table = LOVDExport.text(report).split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
        .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
      #expect(table.map { $0[6] == "VUS" ? "uncertain significance" : $0[6] } == own.map { $0.lowercased() }, told)
      #expect(zip(table, own).allSatisfy { $0[9].hasPrefix($1 + " by ") }, told)
      let page = try CaseReportHTML.text(report)
      let words = CaseReportText.text(report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let packet = Phenopacket.text(report)
      for (call, own) in zip(report.assessment.calls, own) {
        #expect(words.contains("\(own), \(call.ledger.points) points"), told)
        #expect(page.contains("<td>\(own)<br>\(call.ledger.points) points"), told)
        let word =
          own == "Uncertain significance" ? "UNCERTAIN_SIGNIFICANCE" : own.uppercased().replacing(" ", with: "_")
        #expect(packet.contains("\"acmgPathogenicityClassification\": \"\(word)\""), told)
      }
      for file in try CaseReporter.files(report, exports: CaseExport.allCases) {
        let isWarned = file.text.contains("IDENTITY NOT CONFIRMED")
        #expect(isWarned == drawn.isMismatched, "\(file.name)")
        let isMarked = file.text.lowercased().contains("synthetic")
        #expect(isMarked || !drawn.isSynthetic, "\(file.name)")
        #expect(!file.text.contains("1970-01-01"), "\(file.name)")
      }
    }
    #expect(classes.count == 5 || classes.count == 4, "seed \(seed): \(classes)")
  }

  @Test func requiredFieldsAreThere() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<20 {
      let report = try CaseReporter.report(draw(&random).sources, version: testVersion)
      let clinvar = ClinVarExport.value(report)
      let criteria = clinvar["assertionCriteria"]?["id"]
      #expect(criteria == .text("25741868"))
      // ClinVar takes no empty list.
      #expect((clinvar["germlineSubmission"] == nil) == report.assessment.calls.isEmpty)
      for submission in list(clinvar["germlineSubmission"]) {
        #expect(submission["recordStatus"] == .text("novel"))
        let (variants, conditions) = (submission["variantSet"]?["variant"], submission["conditionSet"]?["condition"])
        #expect(list(variants).count == 1 && list(conditions).count == 1)
        let seen = try #require(list(submission["observedIn"]).first)
        for key in ["affectedStatus", "alleleOrigin", "collectionMethod"] { #expect(text(seen[key]) != nil, "\(key)") }
        // Without a date of the caller there is none.
        let day = submission["germlineClassification"]?["dateLastEvaluated"]
        #expect(day == nil)
      }
      for statement in list(VASpecExport.value(report)["statements"]) {
        for key in ["id", "type", "direction"] { #expect(text(statement[key]) != nil, "\(key)") }
        let method = statement["specifiedBy"]?["reportedIn"]
        #expect(method != nil)
        let proposition = try #require(statement["proposition"])
        #expect(proposition["subjectVariant"] != nil && proposition["objectCondition"] != nil)
        let sum = list(statement["hasEvidenceLines"]).reduce(0) { sum, line in
          guard case .integer(let points)? = line["scoreOfEvidenceProvided"] else { return sum }
          #expect(line["strengthOfEvidenceProvided"] != nil)
          return sum + points
        }
        #expect(statement["score"] == .integer(sum))
      }
      let bundle = FHIRExport.value(report)
      let entries = list(bundle["entry"])
      let urls = Set(entries.compactMap { text($0["fullUrl"]) })
      #expect(urls.count == entries.count && bundle["timestamp"] == nil)
      for entry in entries {
        let resource = try #require(entry["resource"])
        #expect(text(entry["fullUrl"]) == "urn:uuid:" + (text(resource["id"]) ?? ""))
        for key in ["subject", "specimen"] where resource["resourceType"] == .text("Observation") {
          let target = text(resource[key]?["reference"]) ?? ""
          #expect(urls.contains(target), "\(key)")
        }
        let targets = list(resource["result"]).map { text($0["reference"]) ?? "" }
        #expect(targets.allSatisfy(urls.contains))
      }
    }
  }

  @Test func theSameInputsGiveTheSameBytes() throws {
    let report = try CaseReporter.report(
      glycineSources(), version: testVersion, date: TimeStamp("2026-03-01T09:30:00Z"))
    let again = try CaseReporter.report(glycineSources(), version: testVersion, date: TimeStamp("2026-03-01T09:30:00Z"))
    for form in CaseExport.allCases {
      #expect(form.text(report) == form.text(again))
      #expect(form.text(report).contains("2026-03-01"), "\(form)")
      try expectSnapshot(form.text(report), "glycine/expected/glycine\(form.suffix)")
    }
    #expect(Phenopacket.text(report).contains("\"created\": \"2026-03-01T09:30:00Z\""))
  }

  @Test(arguments: [
    ("2026-03-01", "2026-03-01T00:00:00Z"), ("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"),
    ("2026-03-01T09:30:00+01:00", "2026-03-01T09:30:00+01:00"), ("2026-02-29", nil), ("2026-03-01T24:00:00Z", nil),
    ("2026-03-01T09:30:00", nil), ("20260301", nil), ("2026-3-1", nil), ("today", nil), ("", nil),
    ("2026-03-01T09:30:00+15:00", nil), ("2026-03-01T09:30:00Zx", nil),
  ])
  func timeStamps(_ text: String, _ expected: String?) { #expect(TimeStamp(text)?.text == expected) }
}
