// Every form of description that is read.

import BioSequence
import Testing
import VariantNaming

@Suite struct InputFormsTests {
  @Test func everyInputFormAndCheckAnswersAsWorkedOutByHand() throws {
    let namer = CollagenNamer()
    for row in try FixtureTable("hgvs/inputs.tsv").rows {
      let found = namer.row(for: row["input"] ?? "")
      #expect(found.status.rawValue == row["status"], "\(row["input"] ?? "") \(found.message)")
      #expect(found.hgvsC == row["hgvs_c"] || row["status"] != "error" && row["hgvs_c"] == "", "\(row["input"] ?? "")")
      if let protein = row["hgvs_p"], !protein.isEmpty { #expect(found.hgvsP == protein, "\(row["input"] ?? "")") }
      #expect(row["message"] == "" || found.message.contains(row["message"] ?? ""), "\(found.message)")
    }
  }

  /// The table of other tools' expectations: equal, or listed with the rule that decides otherwise.
  @Test func otherToolsExpectationsAreMetOrListed() throws {
    let differences = try FixtureTable("hgvs/intended-differences.tsv").rows
    var met = 0
    var listed = 0
    for row in try FixtureTable("hgvs/expected.tsv").rows {
      let found = CollagenNamer(assembly: row["genome_build"] == "GRCh37" ? .grch37 : .grch38).row(
        for: row["input"] ?? "")
      let failures = mismatches(row, found)
      if failures.isEmpty {
        met += 1
        continue
      }
      for failure in failures {
        let isListed = differences.contains {
          $0["input"] == row["input"] && ($0["column"] == failure || $0["ours"] == found.status.rawValue)
        }
        #expect(isListed, "\(row["input"] ?? ""): \(failure)")
      }
      listed += 1
    }
    #expect(met == 60)
    #expect(listed == 5)
  }

  private func mismatches(_ row: [String: String], _ found: NameRow) -> [String] {
    let input = row["input"] ?? ""
    let expectedCoding = row["expected_hgvs_c"] ?? ""
    let namesVersion = input.contains("NM_") || input.contains("ENST") || input.lowercased().contains("lrg_1t1")
    func withoutVersion(_ name: String) -> String {
      guard !namesVersion, let point = name.firstIndex(of: "."), let colon = name.firstIndex(of: ":") else {
        return name
      }
      return String(name[..<point] + name[colon...])
    }
    if ["error/warning", "unsupported syntax"].contains(row["kind"]) {
      let isNamed = !expectedCoding.isEmpty && withoutVersion(found.hgvsC) == withoutVersion(expectedCoding)
      return found.status == .error || isNamed ? [] : ["status"]
    }
    var failures: [String] = []
    if found.status == .error { failures.append("hgvs_c") }
    if !expectedCoding.isEmpty, withoutVersion(found.hgvsC) != withoutVersion(expectedCoding) {
      failures.append("hgvs_c")
    }
    let columns = [
      ("expected_hgvs_p", "hgvs_p", found.hgvsP), ("expected_g37", "hgvs_g37", found.hgvsG37),
      ("expected_g38", "hgvs_g38", found.hgvsG38), ("expected_vcf37", "vcf37", found.vcf37),
      ("expected_vcf38", "vcf38", found.vcf38), ("expected_lrg", "hgvs_lrg", found.hgvsLRG),
    ]
    for (column, name, value) in columns {
      let expected = (row[column] ?? "").replacing("(LRG_1p1)", with: "")
      if !expected.isEmpty, expected != value { failures.append(name) }
    }
    return failures
  }

  @Test func rowsAreOneLineWhateverComes() {
    let namer = CollagenNamer()
    for input in ["a\tb", "NM_000088.4:c.589G>T\u{0}", "\u{202E}17-1-A-C", "", " ", "\"", "[[[[", "p.(", "c.[;]"] {
      let row = namer.row(for: input)
      #expect(row.status == .error)
      #expect(!row.message.isEmpty)
      #expect(row.tsv.split(separator: "\t", omittingEmptySubsequences: false).count == NameRow.Column.allCases.count)
      #expect(!row.json.contains("\n"))
    }
  }

  @Test func jsonHoldsWhatTheRowHolds() {
    let row = CollagenNamer().row(for: "NM_000088.4:c.589G>T")
    #expect(row.json.contains("\"hgvs_p\": \"NP_000079.2:p.(Gly197Cys)\""))
    #expect(row.json.contains("\"helix_residue\": \"19\""))
    let failed = CollagenNamer().row(for: "x\"y\\")
    #expect(failed.json.contains("\"input\": \"x\\\"y\\\\\""))
    #expect(failed.json.contains("\"hgvs_c\": null"))
  }

  /// A remedy names the same change: bases behind a change are not joined to it.
  @Test(arguments: ["17-50198002-C-A,T", "NM_000088.4:c.589G>T A", "NM_000088.4:c.589_590insA C", "17:50198002:C:A,T"])
  func noRemedyNamesAnotherChange(_ description: String) {
    let row = CollagenNamer().row(for: description)
    #expect(row.status == .error)
    #expect(!row.message.contains("; write"), "\(row.message)")
  }

  /// Cutting any good description short, or doubling a byte of it, gives a row and never a trap.
  @Test func brokenDescriptionsAreAnswered() throws {
    let namer = CollagenNamer()
    var errors = 0
    for row in try FixtureTable("hgvs/inputs.tsv").rows {
      let bytes = Array((row["input"] ?? "").utf8)
      for place in bytes.indices {
        let cut = namer.row(for: String(decoding: bytes[..<place], as: UTF8.self))
        var doubled = bytes
        doubled.insert(bytes[place], at: place)
        let more = namer.row(for: String(decoding: doubled, as: UTF8.self))
        for found in [cut, more] where found.status == .error {
          errors += 1
          #expect(!found.message.isEmpty)
        }
      }
    }
    #expect(errors > 500)
  }
}
