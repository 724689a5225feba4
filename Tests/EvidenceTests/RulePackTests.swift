// Rule pack 2.0.0: a case for every rule, the frequencies, what is known of other variants, and sources for everything.

import BioSequence
import Documents
import Foundation
import HGVS
import Knowledge
import Numerics
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct RulePackTests {
  private struct Row: Sendable {
    let rule: String
    let call: Call
    let given: String
    let expected: String
  }

  private static func rows() throws -> [Row] {
    let text = try String(contentsOfFile: fixture("evidence/rules.tsv"), encoding: .utf8)
    let lines = text.split(separator: "\n")[1...]
    return try lines.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let accession = cells[1] == "COL1A1" ? ("NM_000088.4:", "NP_000079.2:") : ("NM_000089.4:", "NP_000080.2:")
      // The call is what the namer makes of the name; the other columns must say the same.
      let call = try TranscriptComparisonTests.call(accession.0 + cells[2])
      let names: [String?] = [call.hgvsC, call.hgvsP, call.consequence.map(\.name).joined(separator: "&")]
      #expect(names == [accession.0 + cells[2], accession.1 + cells[3], cells[4]], "\(cells[0])")
      return Row(rule: cells[0], call: call, given: cells[5], expected: cells[6])
    }
  }

  /// The inputs that a row names, and how the variant stands.
  private func inputs(_ row: Row, call: inout Call) throws -> (AssessmentInputs, CandidateStanding) {
    var inputs = AssessmentInputs()
    var record = CaseRecord(id: "x")
    var standing = CandidateStanding.candidate(otherGenesNegative: false)
    var scores = "hgvs_c\tpredictor\tscore\n"
    var hasScores = false
    for word in row.given.split(separator: ",") where word != "." {
      let parts = word.split(separator: "=").map(String.init)
      switch parts[0] {
      case "signs":
        record.features = Array([.blueSclerae, .dentinogenesisImperfecta, .hearingLoss].prefix(Int(parts[1]) ?? 0))
      case "de_novo": record.family.deNovo = CaseRecord.Family.DeNovo(rawValue: parts[1])
      case "meioses": record.family.meioses = Int(parts[1])
      case "without": record.family.affectedWithoutVariant = Int(parts[1])
      case "homozygous": call.zygosity = .homozygous
      case "hypermobile": record.features.append(.jointHypermobility)
      case "embedded": inputs.splicePredictor = .embedded
      case "excluded": standing = .candidate(otherGenesNegative: true)
      case "other": standing = .other(reason: "another variant leads")
      default:
        hasScores = true
        scores += "\(call.name)\t\(parts[0])\t\(parts[1])\n"
      }
    }
    inputs.record = record
    if hasScores { inputs.scores = try PredictorScores(text: scores, file: "s.tsv") }
    return (inputs, standing)
  }

  @Test func everyRuleHasACase() throws {
    let rows = try RulePackTests.rows()
    #expect(rows.count >= 75)
    for row in rows {
      var call = row.call
      let (inputs, standing) = try inputs(row, call: &call)
      let assessor = try #require(CriteriaAssessor(call, inputs: inputs, standing: standing))
      let codes = assessor.ledger().applied.map(\.code).joined(separator: " ")
      #expect(codes == (row.expected == "." ? "" : row.expected), "\(row.rule): \(call.name) \(row.given)")
    }
  }

  @Test func everyCriterionBranchAndPredictorHasASource() {
    let pack = RulePack.embedded
    #expect(pack.version == "2.0.0")
    #expect(pack.criteria.values.allSatisfy { !$0.source.isEmpty })
    #expect(pack.branches.values.allSatisfy { !$0.source.isEmpty && !$0.text.isEmpty })
    for predictor in pack.predictors {
      #expect(!predictor.source.isEmpty)
      // Steps are the strongest first and lie in the predictor's range.
      for steps in [predictor.pathogenic, predictor.benign] {
        #expect(steps.map(\.strength) == steps.map(\.strength).sorted(by: >), "\(predictor.name)")
        #expect(steps.allSatisfy { predictor.range.contains($0.bound) })
      }
    }
    // OddsPath of the counts that PM1 rests on, one misclassified added (Brnich et al. 2020).
    let counts = pack.hotspot.counts
    let prior = Double(counts.allPathogenic) / Double(counts.allPathogenic + counts.allBenign)
    let found = Double(counts.pathogenic) / Double(counts.pathogenic + counts.benign + 1)
    let odds = found * (1 - prior) / ((1 - found) * prior)
    #expect(odds > 18.7 && odds < 350 && odds.rounded() == 57)
    #expect(pack.hotspot.glycine.source.contains("circular"))
  }

  @Test func scoresOutsideTheirRangeAreRefused() throws {
    for (name, value) in [("REVEL", "99"), ("AlphaMissense", "-0.1"), ("spliceai", "1.5"), ("SIFT", "2")] {
      let faults = #expect(throws: InputFaults.self) {
        try PredictorScores(text: "hgvs_c\tpredictor\tscore\nNM_000088.4:c.700A>G\t\(name)\t\(value)\n", file: "s.tsv")
      }
      #expect(faults?.faults.first?.code == .invalidValue && faults?.faults.first?.line == 2, "\(name)")
    }
  }

  @Test func anUnknownPredictorIsNamed() throws {
    var inputs = AssessmentInputs()
    inputs.scores = try PredictorScores(
      text: "hgvs_c\tpredictor\tscore\nNM_000088.4:c.700A>G\tOracle\t1\n", file: "s.tsv")
    let call = Call(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.700A>G", hgvsP: "p.(Lys234Glu)", consequence: "missense_variant")
    let ledger = try #require(CriteriaAssessor(call, inputs: inputs)).ledger()
    let outcome = try #require(ledger.outcomes.first { $0.criterion == .pp3 })
    #expect(outcome.reason.contains("no published bounds") && outcome.reason.contains("Oracle"))
  }

  // MARK: Frequencies

  @Test func theFilteringFrequencyIsThePublishedOne() {
    // One-sided 95 % lower limits of a Poisson mean (qgamma(0.05, AC) in R).
    for (count, limit) in [(2.0, 0.355361), (5, 1.970150), (10, 5.425406), (100, 84.139254)] {
      let found = PopulationFrequency.filtering(count: count, of: 100_000, confidence: 0.95) * 100_000
      #expect(abs(found - limit) < 1e-5 * limit, "AC \(count): \(found)")
    }
    #expect(PopulationFrequency.filtering(count: 1, of: 5008, confidence: 0.95) == 0)
    let population = RulePack.embedded.population
    #expect(abs(population.maximumCredible - 7.19e-6) < 0.01e-6)
    #expect(population.derivationText.contains("Whiffin"))
  }

  private static let glycine = "17\t50187050\t2\tC\tA\t.\t"

  private func frequencyCodes(_ header: String, _ records: String) throws -> [String] {
    var call = Call(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.3496G>T", hgvsP: "NP_000079.2:p.(Gly1166Cys)",
      consequence: "missense_variant")
    (call.chrom, call.pos, call.ref, call.alt) = ("chr17", 50_187_050, "C", "A")
    var inputs = AssessmentInputs()
    let text = "##fileformat=VCFv4.2\n\(header)#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\(records)"
    inputs.known = try KnownVariants(vcf: Array(text.utf8), file: "p.vcf")
    return try #require(CriteriaAssessor(call, inputs: inputs)).ledger().applied.map(\.code).filter {
      $0 != "PM1_Strong"
    }
  }

  private static let declared = "##collagenPopulation=<ID=made,Scope=complete>\n"

  /// Records of a population file at these distances from the glycine on the chromosome.
  private func neighbours(_ distances: [Int]) throws -> String {
    let placement = try #require(GeneCatalog.embedded.genes[0].model.placement(on: .grch38))
    let first = placement.mapping.range.lowerBound + 1
    return distances.map { distance in
      let position = 50_187_050 + distance
      let base = DNASequence(codes: [placement.forward[position - first]]).description
      return "17\t\(position)\t.\t\(base)\t\(base == "A" ? "C" : "A")\t.\tPASS\tAC=1;AN=1600000\n"
    }.joined()
  }

  @Test func everyLayoutOfPopulationFilesIsUnderstood() throws {
    let v4 = "##INFO=<ID=AC,Number=A>\n##INFO=<ID=AN,Number=1>\n##INFO=<ID=fafmax_faf95_max,Number=A>\n"
    let joint =
      "##INFO=<ID=AC_joint,Number=A>\n##INFO=<ID=AN_joint,Number=1>\n##INFO=<ID=fafmax_faf95_max_joint,Number=A>\n"
    let v2 = "##INFO=<ID=AC,Number=A>\n##INFO=<ID=AN,Number=1>\n##INFO=<ID=faf95,Number=A>\n"
    let own = RulePackTests.glycine
    let near = try neighbours([-60, -9, 12, 80])
    let cases: [(String, String, [String])] = [
      (v4, near, ["PM2_Supporting"]), (joint, near, ["PM2_Supporting"]), (v2, near, ["PM2_Supporting"]),
      // A piece of a file: nothing around the variant, or only on one side of it, or a single record there.
      (v4, "", []), (v4, try neighbours([-3000, -2000, 900]), []), (v4, try neighbours([-90, -60, -30, -9]), []),
      (v4, try neighbours([-60, -9, 12]), []), (v4, try neighbours([-300, -200, 200, 300]), []),
      (RulePackTests.declared, "", ["PM2_Supporting"]),
      (v4, own + "PASS\tAC=3;AN=1600000\n", ["PM2_Supporting"]),
      (v4, own + "PASS\tAC=60;AN=1600000;fafmax_faf95_max=0.00003\n", ["BS1_Supporting"]),
      (joint, own + "PASS\tAC_joint=900;AN_joint=1600000;fafmax_faf95_max_joint=0.0006\n", ["BS1"]),
      (v2, own + "PASS\tAC=9000;AN=250000;faf95=0.06\n", ["BA1"]),
      // A filtered allele is neither rare nor frequent, and no absence.
      (v4, own + "AC0\tAC=0;AN=1600000\n", []), (v4, own + "AS_VQSR\tAC=900;AN=1600000\n", []),
      // Covered in a tenth of the samples.
      (v4, own + "PASS\tAC=0;AN=100000\n17\t50187049\t.\tC\tG\t.\tPASS\tAC=1;AN=1600000\n", []),
      // A file of the other gene's chromosome says nothing of this one.
      (v4, "7\t94413927\t.\tC\tG\t.\tPASS\tAC=400000;AN=1600000\n", []),
      // One allele of 1000 Genomes says nothing; a ClinVar file's absence neither.
      ("", own + ".\tCLNSIG=Pathogenic;AF_TGP=0.0002\n", []), ("", "", []),
      ("", own + ".\tAF_TGP=0.01\n", ["BS1"]), ("", own + ".\tAF=0.2\n", []),
    ]
    for (header, records, expected) in cases {
      #expect(try frequencyCodes(header, records) == expected, "\(header) \(records)")
    }
  }

  // MARK: Known variants

  private let head = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"

  @Test func severalChangesOfAResidueAreStrongUnlessPM1Counts() throws {
    // Codon 1166 of COL1A1 is GGC on the minus strand: 50187050-50187048.
    let others =
      head + "17\t50187049\ta\tC\tG\t.\t.\tCLNSIG=Pathogenic\n17\t50187049\tb\tC\tT\t.\t.\tCLNSIG=Likely_pathogenic\n"
    var inputs = AssessmentInputs()
    inputs.known = try KnownVariants(vcf: Array(others.utf8), file: "k.vcf")
    var call = Call(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.3496G>T", hgvsP: "NP_000079.2:p.(Gly1166Cys)",
      consequence: "missense_variant")
    (call.chrom, call.pos, call.ref, call.alt) = ("chr17", 50_187_050, "C", "A")
    let ledger = try #require(CriteriaAssessor(call, inputs: inputs)).ledger()
    #expect(ledger.applied.map(\.code) == ["PM1_Strong", "PM5"] && ledger.pointsClass == .likelyPathogenic)
    // The variant's own entry never counts.
    let own = head + "17\t50187050\ta\tC\tA\t.\t.\tCLNSIG=Pathogenic\n"
    inputs.known = try KnownVariants(vcf: Array(own.utf8), file: "k.vcf")
    #expect(try #require(CriteriaAssessor(call, inputs: inputs)).ledger().applied.map(\.code) == ["PM1_Strong"])
  }

  /// A call of the record with its place on GRCh38.
  private func call(_ name: String, at offset: Int, _ ref: String, _ alt: String, _ terms: String) throws -> (
    Call, String
  ) {
    let gene = GeneCatalog.embedded.genes[0]
    let placement = try #require(gene.model.placement(on: .grch38))
    let variant = Variant(range: offset..<offset + 1, replacement: try #require(DNASequence(text: alt)))
    #expect(gene.record.sequence[variant.range].description == ref)
    let allele = placement.vcfAllele(replacing: variant.range, with: variant.replacement.codes)
    let texts = [allele.reference, allele.alternate].map { DNASequence(codes: $0).description }
    var call = Call(gene: "COL1A1", hgvsC: "NM_000088.4:" + name, hgvsP: "NP_000079.2:p.?", consequence: terms)
    (call.chrom, call.pos, call.ref, call.alt) = ("chr17", allele.position, texts[0], texts[1])
    return (call, "17\t\(allele.position)\tx\t\(texts[0])\t\(texts[1])\t.\t.\tCLNSIG=")
  }

  @Test func theSameSpliceEventIsPS1AsTheTableHasIt() throws {
    let gene = GeneCatalog.embedded.genes[0]
    // The donor of exon 8: c.642.
    let donor = gene.record.preferredTranscript.exons[7].upperBound
    let bases = gene.record.sequence[donor..<donor + 6].description.map(String.init)
    let other = { (base: String) in base == "A" ? "C" : "A" }
    let (plusOne, one) = try call("c.642+1G>A", at: donor, bases[0], other(bases[0]), "splice_donor_variant")
    let (_, two) = try call("c.642+2T>A", at: donor + 1, bases[1], other(bases[1]), "splice_donor_variant")
    let (plusFive, five) = try call("c.642+5G>A", at: donor + 4, bases[4], other(bases[4]), "splice_region_variant")
    let (_, fiveToo) = try call("c.642+5G>C", at: donor + 4, bases[4], "C", "splice_region_variant")
    func codes(_ call: Call, _ known: String, _ score: Double? = nil) throws -> [String] {
      var inputs = AssessmentInputs()
      inputs.known = try KnownVariants(vcf: Array((head + known + "\n").utf8), file: "k.vcf")
      if let score { inputs.splicePredictor = SplicePredictor(name: "CI-SpliceAI") { _, _ in score } }
      return try #require(CriteriaAssessor(call, inputs: inputs)).ledger().applied.map(\.code)
    }
    #expect(try codes(plusOne, two + "Pathogenic") == ["PVS1", "PS1_Supporting"])
    #expect(try codes(plusOne, two + "Likely_pathogenic") == ["PVS1"])
    #expect(try codes(plusOne, five + "Likely_pathogenic") == ["PVS1", "PS1_Supporting"])
    #expect(try codes(plusOne, one + "Pathogenic") == ["PVS1"])
    #expect(try codes(plusFive, fiveToo + "Pathogenic", 0.9) == ["PS1", "PP3"])
    #expect(try codes(plusFive, fiveToo + "Likely_pathogenic", 0.9) == ["PS1_Moderate", "PP3"])
    // Weaker than the loss of the dinucleotide: no comparison. About as strong: one.
    #expect(try codes(plusFive, one + "Pathogenic", 0.5) == ["PP3"])
    #expect(try codes(plusFive, one + "Pathogenic", 0.95) == ["PS1_Moderate", "PP3"])
    #expect(try codes(plusFive, fiveToo + "Pathogenic", 0.1) == [])
    #expect(try codes(plusFive, fiveToo + "Benign", 0.9) == ["PP3"])
  }

  @Test func embeddedEntriesAreTheFile() throws {
    let text = try String(contentsOfFile: repository("knowledge/clinvar.vcf"), encoding: .utf8)
    #expect(KnownVariants.embeddedText.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines))
    let known = KnownVariants.embedded()
    #expect(known.entries.count > 900 && known.files[0].misfits == 0 && known.files[0].date == "20251231")
    #expect(!known.files[0].isCompletePopulation)
  }
}
