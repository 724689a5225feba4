// Cases and assays from a Swift program: results, files, faults.

import Collagen
import Foundation
import Testing

@Suite struct CaseEvaluationTests {
  private static let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/cases").path

  @Test func aCaseHasItsReport() throws {
    var files = CaseFiles(record: Self.cases + "/glycine/case.yaml")
    files.knownVariants = [Self.cases + "/glycine/known.vcf"]
    let report = try CaseEvaluation(files)
    #expect(!report.id.isEmpty)
    #expect(report.text.contains(report.id))
    #expect(report.json.hasPrefix("{"))
  }

  @Test func faultsSayWhere() {
    #expect { _ = try CaseEvaluation(CaseFiles(record: Self.cases + "/glycine/known.vcf")) } throws: {
      ($0 as? CollagenError)?.code == .badInput && "\($0)".contains("known.vcf")
    }
    #expect { _ = try AssayEvaluation(files: [Self.cases + "/glycine/known.vcf"]) } throws: {
      ($0 as? CollagenError)?.code == .badInput && "\($0)".contains("known.vcf")
    }
    #expect { _ = try AssayEvaluation(files: ["/nowhere.csv"]) } throws: { ($0 as? ParseError)?.code == .notFound }
  }

  @Test func anAssayHasLinesWithIntervals() throws {
    let folder = Self.cases + "/glycine/assay/"
    let assay = try AssayEvaluation(files: [folder + "glycine.cultures.csv", folder + "glycine.plate.csv"])
    #expect(!assay.lines.isEmpty)
    for line in assay.lines where line.secretion.value.isFinite {
      #expect(line.secretion.low <= line.secretion.value && line.secretion.value <= line.secretion.high)
    }
    #expect(assay.json.hasPrefix("{"))
  }
}
