// Tests of what a population file shows of a rare or absent allele: counts of all samples, of groups of them, and coverage.

import BioSequence
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct PopulationCoverageTests {
  private static let fields = ["AC", "AN", "faf95", "AC_joint", "AN_joint", "fafmax_faf95_max_joint"]
  private static let place = 50_187_050
  private static let own = "17\t50187050\t2\tC\tA\t.\t"

  private func known(_ records: [String], header: String = "") throws -> KnownVariants {
    let text =
      "##fileformat=VCFv4.2\n##reference=GRCh38\n" + header
      + Self.fields.map { "##INFO=<ID=\($0),Number=1>\n" }.joined() + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
      + records.joined(separator: "\n") + "\n"
    return try KnownVariants(vcf: Array(text.utf8), file: "p.vcf")
  }

  private func outcomes(_ known: KnownVariants) throws -> [ACMGCriterion: CriterionOutcome] {
    var call = Call(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.3496G>T", hgvsP: "NP_000079.2:p.(Gly1166Cys)",
      consequence: "missense_variant")
    (call.chrom, call.pos, call.ref, call.alt) = ("chr17", Self.place, "C", "A")
    var inputs = AssessmentInputs()
    inputs.known = known
    let ledger = try #require(CriteriaAssessor(call, inputs: inputs)).ledger()
    return Dictionary(uniqueKeysWithValues: ledger.outcomes.map { ($0.criterion, $0) })
  }

  private func outcomes(_ records: [String], header: String = "") throws -> [ACMGCriterion: CriterionOutcome] {
    try outcomes(try known(records, header: header))
  }

  /// Records at these distances from the glycine on the chromosome.
  private func neighbours(_ distances: [Int], _ info: String, filter: String = "PASS") throws -> [String] {
    let placement = try #require(GeneCatalog.embedded.genes[0].model.placement(on: .grch38))
    let first = placement.mapping.range.lowerBound + 1
    return distances.map { distance in
      let position = Self.place + distance
      let base = DNASequence(codes: [placement.forward[position - first]]).description
      return "17\t\(position)\t.\t\(base)\t\(base == "A" ? "C" : "A")\t.\t\(filter)\t\(info)"
    }
  }

  /// The group with the greatest frequency never decides how many samples were covered, nor what one allele is a fraction of.
  @Test(arguments: [
    "AC=1;AN=1461000;AC_grpmax=1;AN_grpmax=600000", "AC=1;AN=1461000;AC_grpmax=1;AN_grpmax=53000",
    "AC=2;AN=1461000;AC_grpmax=2;AN_grpmax=91000", "AC=1;AN=251000;AC_popmax=1;AN_popmax=16000",
    "AC_joint=1;AN_joint=1614000;AC_grpmax_joint=1;AN_grpmax_joint=91000",
  ]) func aRareAlleleOfAGroupIsRare(_ info: String) throws {
    let whole =
      info.contains("joint")
      ? "AC_joint=1;AN_joint=1614000" : "AC=1;AN=\(info.contains("popmax") ? 251_000 : 1_461_000)"
    let found = try outcomes([Self.own + "PASS\t\(info)"] + neighbours([-9, 12], whole))
    #expect(found[.pm2]?.code == "PM2_Supporting", "\(found[.pm2]?.reason ?? "")")
    // The count that is shown first is that of all samples.
    let first = found[.ba1]?.inputs.first { $0.name.hasPrefix("AC") }
    #expect(first?.name == (info.contains("joint") ? "AC_joint/AN_joint" : "AC/AN"), "\(first?.name ?? "")")
  }

  @Test func aGroupsFilteringFrequencyCounts() throws {
    let group = "AC=30;AN=251000;AC_popmax=30;AN_popmax=16000;faf95=0.000085"
    let found = try outcomes([Self.own + "PASS\t\(group)"] + neighbours([-9, 12], "AC=1;AN=251000"))
    #expect(found[.bs1]?.code == "BS1" && found[.pm2]?.applied == nil)
    let bound = PopulationFrequency.filtering(count: 30, of: 16000, confidence: 0.95)
    #expect(found[.bs1]?.inputs.first { $0.name == "filtering_allele_frequency" }?.value == decimal(bound, 3))
    // Three alleles of a small group exclude that it is as rare as the disease asks for; two do not.
    for (count, isRare) in [(2, true), (3, false)] {
      let info = "AC=\(count);AN=1461000;AC_grpmax=\(count);AN_grpmax=91000"
      let rare = try outcomes([Self.own + "PASS\t\(info)"] + neighbours([-9, 12], "AC=1;AN=1461000"))
      #expect((rare[.pm2]?.applied != nil) == isRare, "\(count)")
    }
  }

  @Test func aPlaceThatFewSamplesCoverGivesNoRarity() throws {
    let around = try neighbours([-60, -9, 12, 80], "AC=1;AN=1461000")
    for (number, isRare) in [(731_000, true), (730_000, false), (9000, false)] {
      let found = try outcomes([Self.own + "PASS\tAC=1;AN=\(number);AC_grpmax=1;AN_grpmax=\(number / 2)"] + around)
      #expect((found[.pm2]?.applied != nil) == isRare, "\(number)")
      if !isRare {
        let reason = found[.pm2]?.reason ?? ""
        #expect(reason.contains("\(number) of 1461000 alleles") && reason.contains("p.vcf"), "\(reason)")
      }
    }
    // A group alone tells nothing of how many were covered.
    let group = try outcomes([Self.own + "PASS\tAC_grpmax=0;AN_grpmax=600000"] + around)
    #expect(group[.pm2]?.applied == nil)
  }

  @Test func absenceCountsWhereTheNearestRecordsWereCovered() throws {
    let far = try neighbours([-900, 900], "AC=1;AN=1461000")
    let full = "AC=1;AN=1461000"
    let covered = try neighbours([-60, -9, 12, 80], full)
    #expect(try outcomes(covered)[.pm2]?.code == "PM2_Supporting")
    // Thin everywhere, on one side, at one of the two nearest places.
    let thin: [[String]] = [
      try neighbours([-60, -9, 12, 80], "AC=1;AN=9000"),
      try neighbours([-60, -9], full) + neighbours([12, 80], "AC=1;AN=700000"),
      try neighbours([-60, 12, 80], full) + neighbours([-9], "AC=1;AN=9000"),
      // gnomAD's filtered alleles are no coverage by themselves.
      try neighbours([-60, -9, 12, 80], "AC=0;AN=0", filter: "AC0"),
    ]
    for records in thin {
      let found = try outcomes(records + far)
      #expect([.pm2, .ba1, .bs1].allSatisfy { found[$0]?.status == .notAssessed }, "\(records)")
      #expect(found[.pm2]?.reason.contains("of 1461000 alleles") == true, "\(found[.pm2]?.reason ?? "")")
    }
    // The filter is of the allele; that the samples were seen at its place AN says.
    #expect(try outcomes(neighbours([-60, -9, 12, 80], "AC=0;AN=1461000", filter: "AC0"))[.pm2]?.applied != nil)
    // Without a number a filtered record is no record, and no place with few samples.
    let silent = try neighbours([-8, 11], "AC=0", filter: "AC0")
    #expect(try outcomes(covered + silent)[.pm2]?.applied != nil)
    #expect(try outcomes(neighbours([-60, -9, 12, 80], "AC=0", filter: "AC0") + far)[.pm2]?.applied == nil)
    // The declaration says that every allele is listed, not that every place was seen.
    let declared = "##collagenPopulation=<ID=made,Scope=complete>\n"
    #expect(try outcomes([], header: declared)[.pm2]?.applied != nil)
    #expect(try outcomes(thin[0] + far, header: declared)[.pm2]?.applied == nil)
  }

  /// Of two files the one that saw the samples decides.
  @Test func aThinFileDoesNotHideAWholeOne() throws {
    var both = try known([Self.own + "PASS\tAC=1;AN=9000"] + neighbours([-9, 12], "AC=1;AN=1461000"))
    let whole =
      "##fileformat=VCFv4.2\n##reference=GRCh38\n##INFO=<ID=AC,Number=A>\n##INFO=<ID=AN,Number=1>\n"
      + "##INFO=<ID=faf95,Number=A>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
      + Self.own + "PASS\tAC=1;AN=152000\n"
    #expect(try outcomes(both)[.pm2]?.applied == nil)
    try both.add(vcf: Array(whole.utf8), file: "genomes.vcf")
    #expect(try outcomes(both)[.pm2]?.code == "PM2_Supporting")
  }

  @Test func theBoundOnCoverageIsOneNumber() {
    #expect(PopulationStretch.leastCovered == RulePack.embedded.population.leastCoveredFraction)
  }
}
