// What a report states of biology and medicine leads to a source that is in the register of rules/interpretation.json.

import Documents
import Foundation
import Knowledge
import Numerics
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting
@testable import Evidence

/// A statement as a report prints it, with the source that the report gives for it.
private struct Statement: CustomStringConvertible {
  let kind: String
  let text: String
  let source: String

  var description: String { "\(kind): \(text) [\(source)]" }

  /// What is wrong with it; `nil` if it leads to a source.
  var fault: String? {
    let pack = InterpretationPack.embedded
    if pack.traces(source).isEmpty { return "no source of the register: \(self)" }
    for name in Statement.citations(in: text + " " + source) where pack.traces(name).isEmpty {
      return "\(name) is not in the register: \(self)"
    }
    return nil
  }

  /// Publications that a text names: `Marini et al. 2007`, `Barsh and Byers 1981`, `Wenstrup 1990`.
  static func citations(in text: String) -> [String] {
    let pattern = /[A-Z][a-z]+(?: [A-Z][a-z]+)?(?: and [A-Z][a-z]+)?(?: et al\.)? (?:19|20)[0-9]{2}/
    return text.matches(of: pattern).map { String($0.output) }.filter { !$0.hasPrefix("Genet Med ") }
  }
}

@Suite struct StatementTests {
  private static let lines = KnownVariants.embeddedText.split(separator: "\n")
    .filter { !$0.hasPrefix("#") && !$0.isEmpty }

  private func report(_ line: Substring, _ genotype: String, _ record: String) throws -> CaseReport {
    let cells = line.split(separator: "\t")
    let vcf =
      "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tX\n"
      + "\(cells[0])\t\(cells[1])\t.\t\(cells[3])\t\(cells[4])\t.\tPASS\t.\tGT\t\(genotype)\n"
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array(("id: X\n" + record).utf8)))
    sources.vcf = SourceFile(name: "v.vcf", bytes: Array(vcf.utf8))
    return try CaseReporter.report(sources, version: testVersion)
  }

  private func joined(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The statements of a report, each as it stands in its text.
  private func statements(_ report: CaseReport) -> [Statement] {
    var list = report.interpretation.map {
      Statement(kind: "interpretation", text: $0.text, source: $0.source)
    }
    for call in report.assessment.calls {
      for outcome in call.ledger.outcomes where outcome.status != .notUsed {
        let source = RulePack.embedded.criteria[outcome.criterion]?.source ?? ""
        list.append(Statement(kind: outcome.code, text: outcome.reason, source: source))
      }
      for disease in call.disease.diseases + call.disease.carrierOf {
        list.append(Statement(kind: "disease", text: disease.name, source: disease.source))
      }
      if let concordance = call.concordance {
        list.append(
          Statement(kind: "concordance", text: concordance.expectation, source: ExpectedPatterns.embedded.source))
      }
    }
    // Flags and limits state facts of the case; what they know from elsewhere they cite in the text.
    for text in report.assessment.flags.map(\.text) + report.limits where !Statement.citations(in: text).isEmpty {
      list.append(Statement(kind: "flag or limit", text: text, source: text))
    }
    return list
  }

  /// Cases by seed, and those with an assay.
  private func reports(_ random: inout SplitMix64) throws -> [CaseReport] {
    var list = [try CaseReporter.report(glycineSources(), version: testVersion)]
    let records = [
      "", "features: [blue_sclerae, dentinogenesis_imperfecta]\n",
      "features: [recurrent_fractures]\nfamily: {de_novo: confirmed, affected_with_variant: 3, meioses: 4}\n",
    ]
    for _ in 0..<60 {
      let line = Self.lines[Int(random.next() % UInt64(Self.lines.count))]
      let genotype = ["0/1", "0/1", "1/1"][Int(random.next() % 3)]
      list.append(try report(line, genotype, records[Int(random.next() % 3)]))
    }
    return list
  }

  /// benchmarks/evidence/check-statements sets seed and number, and shows what was drawn.
  @Test func drawnStatementsLeadToASource() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["COLLAGEN_STATEMENT_SEED"].flatMap { UInt64($0) } ?? 1995
    let count = environment["COLLAGEN_STATEMENTS"].flatMap { Int($0) } ?? 25
    var random = SplitMix64(seed: seed)
    var printed: [Statement] = []
    for report in try reports(&random) {
      let text = joined(CaseReportText.text(report))
      for statement in statements(report) {
        #expect(text.contains(joined(statement.text)), "not printed whole: \(statement)")
        printed.append(statement)
      }
    }
    #expect(printed.count > 500)
    for statement in printed { #expect(statement.fault == nil, "seed \(seed): \(statement.fault ?? "")") }
    for number in 1...count {
      let drawn = printed[Int(random.next() % UInt64(printed.count))]
      let traces = InterpretationPack.embedded.traces(drawn.source).joined(separator: ", ")
      if environment["COLLAGEN_STATEMENTS"] != nil { print("\(number)\t\(drawn)\t-> \(traces)") }
      #expect(!traces.isEmpty)
    }
  }

  /// Sabotage: statements without a source, with one that leads nowhere, or that cite what is not in the register.
  @Test func plantedStatementsAreFound() {
    for (text, source) in [
      ("Type I collagen is blue.", ""), ("Type I collagen is blue.", "common knowledge"),
      ("Type I collagen is blue.", "Smith et al. 1999, J Blue 1:1"),
      ("Type I collagen is blue (Smith et al. 1999).", "Marini et al. 2007, Hum Mutat 28:209"),
      ("Type I collagen is blue (Smith 1999).", "this pack"),
    ] {
      #expect(Statement(kind: "planted", text: text, source: source).fault != nil, "\(source)")
    }
    #expect(Statement(kind: "sound", text: "x (Wenstrup 1990)", source: "Marini et al. 2007").fault == nil)
  }

  /// Every source that the rules name is in the register.
  @Test func everySourceOfTheRulesIsRegistered() {
    let pack = InterpretationPack.embedded
    for entry in pack.entries { #expect(!pack.traces(entry.source).isEmpty, "\(entry.source)") }
    for (criterion, rule) in RulePack.embedded.criteria {
      #expect(!pack.traces(rule.source).isEmpty, "\(criterion.rawValue): \(rule.source)")
    }
    for gene in GeneCatalog.embedded.genes {
      for disease in gene.diseases { #expect(!pack.traces(disease.source).isEmpty, "\(disease.source)") }
    }
  }
}
