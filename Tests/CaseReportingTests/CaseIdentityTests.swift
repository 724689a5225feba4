// Tests of who the parts of a case are of: names, genotypes, and what every output says when the operator goes on.

import BioSequence
import Documents
import Evidence
import Foundation
import HGVS
import Numerics
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

@Suite struct CaseIdentityTests {
  private func sources(
    _ record: String, sample: String? = nil, rna: String? = nil, allows: Bool = false
  ) throws -> CaseSources {
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array(record.utf8)))
    if let sample { sources.screen = SourceFile(name: "dna.json", document: screenDocument(sample)) }
    if let rna {
      let document = screenDocument(
        rna, rna: SplicingReport(junctions: [], alleleRatios: [], unsplicedFraction: 0.01))
      sources.rna = SourceFile(name: "rna.json", document: document)
    }
    sources.allowsIdentityMismatch = allows
    return sources
  }

  private func faults(_ sources: CaseSources) -> [InputFault] {
    do {
      _ = try CaseReporter.report(sources, version: testVersion)
      return []
    } catch { return error.faults }
  }

  @Test(arguments: [
    ("id: P7\n", "P7", "P7"), ("id: P7\nidentity: {samples: [D1, D2]}\n", "D2", "P7"),
    ("id: P7\nidentity: {samples: D1, rna_samples: R1}\n", "D1", "R1"),
    ("id: P7\nidentity: {samples: D1}\n", "D1", "D1"), ("id: 77\n", "77", "77"),
  ])
  func equalOrMappedNamesAreSilent(_ record: String, _ sample: String, _ rna: String) throws {
    #expect(try faults(sources(record, sample: sample, rna: rna)).isEmpty)
  }

  @Test(arguments: [
    ("id: P7\n", "P8", "P7", ["dna.json"]), ("id: P7\n", "P7", "P8", ["rna.json"]),
    ("id: P7\n", "p7", "P07", ["dna.json", "rna.json"]),
    ("id: P7\nidentity: {samples: [D1]}\n", "D2", "P7", ["dna.json"]),
  ])
  func otherNamesAreToldWithBothAndTheRemedy(
    _ record: String, _ sample: String, _ rna: String, _ files: [String]
  ) throws {
    let found = try faults(sources(record, sample: sample, rna: rna))
    #expect(found.map(\.file) == files && found.allSatisfy { $0.code == .identityMismatch })
    for fault in found {
      let name = fault.file == "dna.json" ? sample : rna
      #expect(fault.reason.contains(name) && fault.reason.contains("P7") && fault.exitStatus == 65)
      #expect(fault.remedy.contains("identity: {") && fault.remedy.contains("--allow-identity-mismatch"))
    }
  }

  @Test func theLineOfTheAssayIsTheCases() throws {
    var glycine = try glycineSources()
    #expect(faults(glycine).isEmpty)
    let record = try glycine.record.text().replacing("id: glycine", with: "id: other\nidentity: {samples: [glycine]}")
    glycine.record = SourceFile(name: "case.yaml", bytes: Array(record.utf8))
    // A name that the record gives for a sample is the person's, whatever carries it.
    #expect(faults(glycine).isEmpty)
    let named = record.replacing("{samples: [glycine]}", with: "{samples: [x]}")
    glycine.record = SourceFile(name: "case.yaml", bytes: Array(named.utf8))
    let found = faults(glycine)
    #expect(found.map(\.code) == [.identityMismatch, .identityMismatch])
    #expect(found.last?.reason == "the cell line is glycine, the case is other, whose further names are x")
    #expect(found.last?.remedy.contains("identity: {lines: [glycine]}") == true)
  }

  @Test func whoGoesOnIsToldOnEveryOutput() throws {
    let report = try CaseReporter.report(
      sources("id: P7\n", sample: "P8<b>", allows: true), version: testVersion)
    let files = try CaseReporter.files(report)
    #expect(files.count == 4)
    for file in files {
      #expect(file.text.contains("IDENTITY_MISMATCH"), "\(file.name)")
      let text = file.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("IDENTITY NOT CONFIRMED"), "\(file.name)")
    }
    let html = try #require(files.first { $0.name.hasSuffix(".html") }).text
    #expect(html.contains("<div class=\"alarm\" role=\"alert\">") && HTMLCheck.faults(html).isEmpty)
  }

  @Test func namesStandAtTheHeadAndOnEveryPrintedPage() throws {
    let report = try CaseReporter.report(glycineSources(), version: testVersion)
    let line =
      "case glycine; sample glycine (glycine_R1.fastq.gz, glycine_R2.fastq.gz); cell line glycine (glycine.cultures.csv, "
      + "glycine.plate.csv)"
    #expect(report.identityLine == line)
    let html = try CaseReportHTML.text(report)
    let ground =
      "No genotype of the cell line in glycine.assay.json is known: that it is the patient&#39;s rests on its name."
    #expect(html.contains("<p class=\"small who\">\(line). \(ground)</p>"))
    #expect(html.contains("@page{@top-left{content:\"case glycine\\3b  sample glycine\\3b  cell line glycine"))
    #expect(html.contains("\"page \" counter(page) \" of \" counter(pages)"))
    #expect(!html.contains("class=\"alarm\""))
    let text = CaseReportText.text(report).split(whereSeparator: \.isNewline)
    #expect(text[1].hasPrefix("case glycine; sample glycine (glycine_R1.fastq.gz"))
  }

  @Test func aVCFOfSitesNamesNobody() throws {
    let head = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"
    for (columns, isNamed) in [("", false), ("\tFORMAT", false), ("\tFORMAT\tP8", true)] {
      let file = SourceFile(name: "P9.vcf", bytes: Array((head + columns + "\n").utf8))
      #expect(file.isVCFOfSamples == isNamed, "\(columns)")
    }
  }
}

@Suite struct GenotypeWitnessTests {
  /// A call of one base at a place of COL1A1's exon 51, within the stretch that `screenDocument` covers or beside it.
  func call(
    _ offset: Int, _ zygosity: Call.Zygosity, vaf: Double = 0.5, alt: String = "C", depth: Int = 40
  ) -> Call {
    var call = Call(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.\(offset)A>\(alt)", hgvsP: "", consequence: "synonymous_variant")
    (call.pos, call.ref, call.alt, call.class) = (50_184_100 + offset, "A", alt, .snv)
    (call.zygosity, call.depth, call.altDepth, call.vaf) = (zygosity, depth, Int(vaf * Double(depth)), vaf)
    call.quality = 90
    call.filter = ["PASS"]
    return call
  }

  /// A screen that covers 100 bases, those of the calls as variants.
  func screen(_ name: String, _ calls: [Call], isRNA: Bool = false, depth: Int = 40) -> ScreenDocument {
    var screen = screenDocument(
      name, calls: calls,
      rna: isRNA ? SplicingReport(junctions: [], alleleRatios: [], unsplicedFraction: 0) : nil)
    let places = calls.map { $0.pos - 1 }.sorted()
    var runs: [CoverageRun] = []
    var start = 50_184_100
    func add(_ end: Int, _ verdict: CoverageRun.Verdict) {
      guard start < end else { return }
      runs.append(
        CoverageRun(
          chrom: "chr17", start: start, end: end, gene: "COL1A1", region: "exon_51", depthMedian: depth,
          verdict: verdict))
      start = end
    }
    for place in places {
      add(place, .reference)
      add(place + 1, .variant)
    }
    add(50_184_200, .reference)
    screen.coverage = ScreenCoverage(runs: runs)
    screen.genotypes = screen.sureGenotypes()
    return screen
  }

  func conflicts(_ first: ScreenDocument, _ second: ScreenDocument) -> Int {
    let (one, other) = (GenotypeProfile(first, file: "a"), GenotypeProfile(second, file: "b"))
    let there = GenotypeComparison(one, other)
    #expect(there.conflicts.count == GenotypeComparison(other, one).conflicts.count, "the order decides nothing")
    return there.conflicts.count
  }

  @Test func twoScreensOfDNAMustAgree() {
    let own = screen("a", [call(10, .heterozygous), call(40, .homozygous, vaf: 1)])
    #expect(conflicts(own, own) == 0)
    #expect(conflicts(own, screen("b", [call(10, .heterozygous)])) == 1)
    #expect(conflicts(own, screen("b", [])) == 2)
    #expect(conflicts(own, screen("b", [call(10, .homozygous, vaf: 1), call(40, .heterozygous)])) == 0)
    // What is not covered, not confident or a mosaic proves nothing.
    #expect(conflicts(own, screen("b", [], depth: 12)) == 0)
    #expect(conflicts(own, screen("b", [call(10, .mosaic, vaf: 0.1), call(40, .homozygous, vaf: 1)])) == 0)
    #expect(conflicts(screen("b", []), screen("c", [call(10, .mosaic, vaf: 0.1)])) == 0)
    #expect(conflicts(screen("b", []), screen("c", [call(10, .heterozygous, depth: 12)])) == 0)
    #expect(conflicts(screen("b", []), screen("c", [call(10, .heterozygous, vaf: 0.2)])) == 0)
  }

  @Test func transcriptsMayLackAnAlleleButHaveNoneOfTheirOwn() {
    let own = screen("a", [call(10, .heterozygous)])
    let lost = screen("r", [], isRNA: true)
    #expect(conflicts(own, lost) == 0)
    #expect(conflicts(own, screen("r", [call(10, .homozygous, vaf: 1)], isRNA: true)) == 0)
    #expect(conflicts(screen("a", []), screen("r", [call(10, .heterozygous)], isRNA: true)) == 1)
    #expect(conflicts(screen("a", [call(10, .homozygous, vaf: 1)]), lost) == 1)
    #expect(
      conflicts(screen("a", [call(10, .homozygous, vaf: 1)]), screen("r", [call(10, .heterozygous)], isRNA: true)) == 1)
    #expect(conflicts(lost, screen("s", [call(10, .heterozygous)], isRNA: true)) == 0)
    #expect(conflicts(lost, screen("s", [call(10, .homozygous, vaf: 1)], isRNA: true)) == 1)
  }

  @Test func theReportStopsAndSaysWhatItRestsOn() throws {
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: P7\n".utf8)))
    sources.screen = SourceFile(name: "dna.json", document: screen("P7", [call(10, .homozygous, vaf: 1)]))
    sources.rna = SourceFile(name: "rna.json", document: screen("P7", [call(40, .heterozygous)], isRNA: true))
    let wrong = sources
    let error = #expect(throws: EvidenceError.self) { try CaseReporter.report(wrong, version: testVersion) }
    let fault = try #require(error?.faults.first)
    #expect(error?.faults.count == 1 && fault.code == .identityGenotypes && fault.exitStatus == 65)
    #expect(fault.reason.contains("2 of 2 genotypes") && fault.reason.contains("c.10A>C homozygous in dna.json"))
    #expect(
      fault.reason.contains("in no transcript in rna.json") && fault.reason.contains("c.40A>C absent in dna.json"))
    sources.allowsIdentityMismatch = true
    let report = try CaseReporter.report(sources, version: testVersion)
    #expect(report.identity.alarms.map(\.code) == [.identityGenotypes])
    // A second screen of the sample is compared as well.
    sources.rna = nil
    sources.repeats = [SourceFile(name: "again.json", document: screen("P7", []))]
    #expect(try CaseReporter.report(sources, version: testVersion).identity.alarms.count == 1)
    sources.repeats = [SourceFile(name: "again.json", document: screen("P7", [call(10, .homozygous, vaf: 1)]))]
    #expect(try CaseReporter.report(sources, version: testVersion).identity.alarms.isEmpty)
  }

  /// What a person without a variant leaves open is said; rare variants that both have are told with their chance.
  @Test func whereGenotypesCannotTellTheReportSaysSo() throws {
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: P7\n".utf8)))
    func grounds(_ dna: ScreenDocument, _ rna: [Call]) throws -> [IdentityGround] {
      sources.screen = SourceFile(name: "dna.json", document: dna)
      sources.rna = SourceFile(name: "rna.json", document: screen("P7", rna, isRNA: true))
      let report = try CaseReporter.report(sources, version: testVersion)
      let told = report.identity.grounds
      let text = CaseReportText.text(report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(told.allSatisfy { text.contains($0.text) })
      let html = try CaseReportHTML.text(report)
      #expect(told.allSatisfy { html.contains($0.text.replacing(">", with: "&gt;")) })
      return told
    }
    let none = try grounds(screen("P7", []), [])
    #expect(
      none.map(\.kind) == [.names] && none[0].agreementProbability == 1 && none[0].files == ["dna.json", "rna.json"])
    #expect(none[0].text.contains("cannot tell whether dna.json and rna.json are of one person"))
    let lost = try grounds(screen("P7", [call(10, .heterozygous)]), [])
    #expect(lost.map(\.kind) == [.names] && lost[0].compared == 1)
    // 2q(1-q) of a variant in no table, taken to be at 2 %: 0.0392, one in 26.
    let rare = try grounds(screen("P7", [call(10, .heterozygous)]), [call(10, .heterozygous)])
    #expect(
      rare.map(\.kind) == [.genotypes]
        && rare[0].text.hasSuffix("c.10A>C: about 1 in 26 unrelated people would agree as well, a relative more often"),
      "\(rare[0].text)")
    // Two variants of one gene are no two witnesses.
    let two = [call(10, .heterozygous), call(40, .heterozygous)]
    #expect(try grounds(screen("P7", two), two).map(\.agreementProbability) == rare.map(\.agreementProbability))
    var common = screen("P7", [call(10, .heterozygous)])
    common.genotypes = common.sureGenotypes(common: [(call(10, .heterozygous), 0.4)])
    let weak = try grounds(common, [call(10, .heterozygous)])
    #expect(weak.map(\.kind) == [.names] && weak[0].text.contains("only common variants in both"))
  }

  private func entry(_ id: String, _ calls: [Call], relatives: String = "[]") throws -> CohortEntry {
    var sources = CaseSources(
      record: SourceFile(name: "c.yaml", bytes: Array("id: \(id)\nrelatives: \(relatives)\n".utf8)))
    sources.screen = SourceFile(name: "s.json", document: screen(id, calls))
    return CohortEntry(id: id, state: .done, report: try CaseReporter.report(sources, version: testVersion))
  }

  @Test func onePersonInTwoCasesIsAWarningUnlessBothRecordsNameEachOther() throws {
    let (one, two) = (
      [call(10, .heterozygous), call(40, .heterozygous)], [call(10, .heterozygous), call(41, .heterozygous)]
    )
    let found = CohortStatements.suspicions([try entry("A", one), try entry("B", two), try entry("C", one)])
    #expect(found.map(\.code) == [.sameGenotypes])
    #expect(found[0].reason.contains("cases A and C may be one person"))
    #expect(found[0].reason.contains("sib cannot be excluded") && found[0].reason.contains("one in eight to sixteen"))
    #expect(
      CohortStatements.suspicions([try entry("A", []), try entry("B", [])]).isEmpty, "the reference is everybody's")
    let half = CohortStatements.suspicions([try entry("A", one, relatives: "[C]"), try entry("C", one)])
    #expect(half.first?.remedy.contains("only one of the two records") == true)
    #expect(
      CohortStatements.suspicions([try entry("A", one, relatives: "[C]"), try entry("C", one, relatives: "[A, B]")])
        .isEmpty)
    // A variant that many cases carry is told once.
    let many = CohortStatements.suspicions(try ["A", "B", "C", "D", "E", "F", "G", "H"].map { try entry($0, one) })
    #expect(many.map { $0.reason.hasPrefix("8 cases (A, B, C, D, E, F and 2 more) may be fewer persons") } == [true])
    let entries = [try entry("A", one), try entry("C", one)]
    let document = CohortFiles.document(
      CohortTable([]), entries: entries, warnings: CohortStatements.warnings(entries), version: testVersion)
    #expect(document.warnings.count == 1)
  }

  /// The quick look passes over no two cases that the comparison in full finds.
  @Test func theQuickLookMissesNoPair() throws {
    var random = SplitMix64(seed: 20_261_131)
    var found = 0
    for _ in 0..<40 {
      let people = (0..<8).map { number in
        let calls = [10, 20, 30, 40, 60].filter { _ in Bool.random(using: &random) }.map { call($0, .heterozygous) }
        var document = screen("P\(number)", calls)
        document.genotypes = document.sureGenotypes(common: [
          (call(10, .heterozygous), 0.4), (call(20, .heterozygous), 0.1),
        ])
        return GenotypeProfile(document, file: "P\(number)")
      }
      var numbers: [String: Int] = [:]
      let signatures = people.map { GenotypeSignature($0, numbers: &numbers) }
      for one in people.indices {
        for two in people.indices where one < two {
          guard GenotypeComparison(people[one], people[two]).isSuspicious else { continue }
          found += 1
          #expect(signatures[one].mayBeSuspicious(beside: signatures[two]))
        }
      }
    }
    #expect(found > 10, "\(found)")
  }

  @Test func commonVariantsAreListedWithoutACopyAsWell() throws {
    let common = call(30, .heterozygous)
    var document = screen("a", [call(10, .heterozygous)])
    let kept = document.sureGenotypes(common: [
      (common, 0.4), (call(10, .heterozygous), 0.2), (call(500, .homozygous), 0.1),
    ])
    #expect(kept.map(\.copies) == [1, 0] && kept.map(\.frequency) == [0.2, 0.4] && kept.map(\.depth) == [40, 40])
    document.genotypes = kept
    #expect(try ScreenDocument(json: document.text(), file: "s.json") == document)
    for (old, new) in [
      ("\"copies\": 0", "\"copies\": 1"), ("\"copies\": 1", "\"copies\": 3"),
      ("\"frequency\": 0.4", "\"frequency\": 7"),
      ("\"copies\": 1", "\"copies\": 0"), ("\"frequency\": 0.4", "\"frequency\": null"),
    ] {
      let text = document.text().replacing(old, with: new)
      #expect(text != document.text())
      #expect(throws: InputFaults.self, "\(old) -> \(new)") { try ScreenDocument(json: text, file: "s.json") }
    }
  }

  @Test func whereNothingWasSequencedNothingWasCalled() throws {
    func word(_ sources: CaseSources) throws -> String {
      try CaseReporter.report(sources, version: testVersion).assessment.weightiestClass
    }
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: P7\n".utf8)))
    #expect(try word(sources) == "not sequenced")
    sources.screen = SourceFile(name: "s.json", document: screen("P7", []))
    #expect(try word(sources) == "none called")
    var empty = screenDocument("P7")
    empty.coverage = ScreenCoverage(runs: [
      CoverageRun(
        chrom: "chr17", start: 50_184_100, end: 50_184_200, gene: "COL1A1", region: "exon_51", depthMedian: 0,
        verdict: .noCall, reason: "no_reads")
    ])
    sources.screen = SourceFile(name: "s.json", document: empty)
    #expect(try word(sources) == "nothing covered")
    let entry = CohortEntry(
      id: "P7", state: .done,
      report: try CaseReporter.report(
        CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: P7\n".utf8))), version: testVersion))
    for file in try CohortFiles.files([entry], version: testVersion) {
      #expect(!file.text.contains("none called"), "\(file.name)")
    }
  }
}
