// Rows of the table that rest on files, on persons, or on how the result is told.

import BioSequence
import Documents
import Evidence
import Knowledge
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

extension ClassificationTableTests {
  private static let head = "##fileformat=VCFv4.2\n##reference=GRCh38\n"
  private static let columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"

  /// COL1A1 c.3496G>T with its place.
  private static var placed: Call {
    var call = glycine
    (call.chrom, call.pos, call.ref, call.alt) = ("chr17", 50_187_050, "C", "A")
    return call
  }

  func residue() throws {
    var given = Given(Self.placed)
    let other = "17\t50187049\ta\tC\tG\t.\t.\tCLNSIG=Pathogenic\n"
    let third = "17\t50187049\tb\tC\tT\t.\t.\tCLNSIG=Likely_pathogenic\n"
    given.known = Self.head + Self.columns + other + third
    // Beside PM1 at most moderate; the pack has strong for several, moderate for one.
    #expect(try given.codes() == ["PM1_Strong", "PM5"])
    let strengths = RulePack.embedded.known.otherChange
    #expect(strengths.one == .moderate && strengths.several == .strong && strengths.besideHotspot == .moderate)
    given.known = Self.head + Self.columns + "17\t50187049\ta\tC\tG\t.\t.\tCLNSIG=Benign\n"
    #expect(try given.codes() == ["PM1_Strong"])
  }

  func curated() throws {
    for (code, strength, points) in [
      ("PS4", CaseRecord.Curation.Strength.moderate, 2), ("BS2", .strong, -4), ("BP2", .supporting, -1),
      ("BP5", .supporting, -1),
    ] {
      var given = Given(Self.glycine)
      var entry = CaseRecord.Curation(code: code, strength: strength)
      (entry.count, entry.reason, entry.by, entry.date) = (5, "seen elsewhere", "A. Curator", "2026-11-01")
      given.record.curation = [entry]
      let ledger = try given.ledger()
      #expect(ledger.points == 4 + points, "\(code)")
      let reason = ledger.outcomes.first { $0.criterion.rawValue == code }?.reason ?? ""
      #expect(["seen elsewhere", "A. Curator", "2026-11-01", "5"].allSatisfy(reason.contains), "\(reason)")
    }
    #expect(try Given(Self.glycine).codes() == ["PM1_Strong"])
  }

  func frequency() throws {
    let own = "17\t50187050\t2\tC\tA\t.\t"
    let exome = "##INFO=<ID=AC,Number=A>\n##INFO=<ID=AN,Number=1>\n##INFO=<ID=faf95,Number=A>\n"
    for (header, record, expected) in [
      // One allele of 1000 Genomes says nothing of a glycine that is known to be pathogenic.
      ("", own + ".\tCLNSIG=Pathogenic;AF_TGP=0.0002\n", nil),
      ("##collagenPopulation=<ID=made,Scope=complete>\n" + exome, "", "PM2_Supporting"),
      // Without a record around the place, or the declaration, absence says nothing.
      (exome, "", nil),
      (exome, own + "PASS\tAC=1;AN=250000;faf95=0\n", "PM2_Supporting"),
      (exome, own + "PASS\tAC=30;AN=250000;faf95=0.00009\n", "BS1_Supporting"),
      (exome, own + "PASS\tAC=100;AN=250000;faf95=0.0003\n", "BS1"),
      (exome, own + "PASS\tAC=15000;AN=250000;faf95=0.058\n", "BA1"),
      // A filtered allele is no absence and no frequency.
      (exome, own + "AC0\tAC=0;AN=250000\n", nil), ("", "", nil),
    ] as [(String, String, String?)] {
      var given = Given(Self.placed)
      given.known = Self.head + header + Self.columns + record
      #expect(try given.codes().first { $0 != "PM1_Strong" } == expected, "\(record)")
      #expect(try given.ledger().pointsClass != .likelyBenign || expected == "BS1" || expected == "BA1")
    }
    #expect(RulePack.embedded.population.derivationText.contains("0.0000072"))
  }

  func predictors() throws {
    let expected: [(String, String, [String])] = [
      ("REVEL", "0.932", ["PP3_Strong"]), ("AlphaMissense", "0.990", ["PP3_Strong"]), ("ESM1b", "-24", ["PP3_Strong"]),
      ("BayesDel", "0.27", ["PP3_Moderate"]), ("MutPred2", "0.010", ["BP4_Strong"]), ("VEST4", "0.764", ["PP3"]),
      ("CADD", "28.1", ["PP3_Moderate"]), ("EA", "0.069", ["BP4_Moderate"]), ("PrimateAI", "0.867", ["PP3_Moderate"]),
      ("PolyPhen2", "0.113", ["BP4"]), ("MPC", "1.36", ["PP3"]), ("SIFT", "0", ["PP3_Moderate"]),
      ("FATHMM", "4.69", ["BP4_Moderate"]), ("phyloP", "9.741", ["PP3_Moderate"]),
      ("GERP++", "-4.54", ["BP4_Moderate"]), ("VARITY_R", "0.99", []), ("Oracle", "1", []),
    ]
    for (name, score, codes) in expected {
      var given = Given(Self.lysine)
      given.scores = [(name, score)]
      #expect(try given.codes() == codes, "\(name) \(score)")
      if codes.isEmpty {
        let reason = try given.ledger().outcomes.first { $0.criterion == .pp3 }?.reason ?? ""
        #expect(reason.contains(name), "\(reason)")
      }
    }
    // One decides, whatever the others say; a score outside the range is refused.
    var two = Given(Self.lysine)
    two.scores = [("ESM1b", "-24"), ("REVEL", "0.5")]
    #expect(try two.codes().isEmpty)
    two.scores = [("REVEL", "99")]
    #expect(throws: (any Error).self) { try two.codes() }
  }

  func scheme() throws {
    // Stop codon and one supporting criterion: 9 points are likely pathogenic, and the rules of 2015 say the same or more.
    let report = try CaseReporter.report(glycineSources(), version: testVersion)
    let text = CaseReportText.text(report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let own = try #require(report.assessment.calls.first?.ledger)
    #expect(text.contains("\(own.pointsClass.rawValue), \(own.points) points"))
    guard case .list(let calls)? = CaseReportJSON.value(report)["calls"] else {
      Issue.record("no calls")
      return
    }
    let classification = try #require(calls.first?["classification"])
    #expect(classification["summary"] == .text(own.pointsClass.rawValue))
    #expect(classification["rules_2015"] != nil)
    #expect(text.contains("shown where they differ"))
  }

  func disease() throws {
    for (call, mim) in [
      (Self.call("c.1243C>T", "p.(Arg415Ter)", "stop_gained"), "166200"),
      (Self.call("c.543+1G>A", "p.?", "splice_donor_variant"), "130060"),
      (Self.call("c.279+1G>A", "p.?", "splice_donor_variant", gene: "COL1A2"), "617821"),
      (Self.call("c.934C>T", "p.(Arg312Cys)", "missense_variant"), "130000"),
      (Self.call("c.3040C>T", "p.(Arg1014Cys)", "missense_variant"), "114000"),
    ] {
      let found = try #require(Given(call).assessment().calls.first).disease
      #expect(found.diseases.map(\.mim) == [mim] && found.diseases.allSatisfy { !$0.inheritance.isEmpty }, "\(mim)")
    }
    var null = Self.call("c.1243C>T", "p.(Arg415Ter)", "stop_gained", gene: "COL1A2")
    #expect(try #require(Given(null).assessment().calls.first).disease.carrierOf.map(\.mim) == ["225320"])
    null.zygosity = .homozygous
    #expect(try #require(Given(null).assessment().calls.first).disease.diseases.map(\.mim) == ["225320"])
    let other = try Given(Self.call("c.543+1G>A", "p.?", "splice_donor_variant")).assessment()
    #expect(other.flags.map(\.code).contains(.otherDisease) && other.answer.contains("arthrochalasia"))
  }

  func escape() throws {
    let found = try #require(
      Given(Self.call("c.4300del", "p.(Gly1434ValfsTer20)", "frameshift_variant")).assessment().calls.first)
    let reason = try #require(found.ledger.outcomes.first { $0.criterion == .pvs1 }?.reason)
    // Both outcomes, Willing et al. 1990, and the assay decides; nowhere "worse".
    #expect(reason.contains("fails to assemble") && reason.contains("is incorporated") && reason.contains("Willing"))
    #expect(reason.contains("the assay distinguishes") && !reason.contains("worse"))
    #expect(Set(found.disease.diseases.compactMap(\.mim)).isSuperset(of: ["166200", "166210"]))
  }

  func knownStatus() throws {
    var given = Given(Self.placed)
    given.known =
      Self.head + Self.columns
      + "17\t50187050\t17\tC\tA\t.\t.\tCLNSIG=Benign;CLNREVSTAT=criteria_provided,_multiple_submitters,_no_conflicts\n"
    let call = try #require(given.assessment().calls.first)
    let file = try KnownVariants(vcf: Array(given.known.utf8), file: "k.vcf")
    let own = try #require(CaseReport.knownEntries(of: call, file).first { $0.file == "k.vcf" })
    #expect(own.significance == ["Benign"] && own.stars == 2 && own.id == "17")
    #expect(CaseReport.knownStatus(of: call, file) == "Benign, 2 stars (17; k.vcf), not counted")
    // Shown and never counted.
    #expect(call.ledger.applied.map(\.code) == ["PM1_Strong"])
    #expect(call.ledger.outcomes.filter { [.pp5, .bp6].contains($0.criterion) }.allSatisfy { $0.status == .notUsed })
  }
}
