// One event of a VCF in several forms, and genotypes of other than two alleles: each is counted as what it is, or told.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct VCFEventFormsTests {
  private let maker = VCFMaker(assembly: .grch38, gene: 0)

  private func words(_ vcf: VCFCase) -> String { vcf.screen.warnings.joined(separator: "\n") }

  private func record(_ pos: Int, _ alt: String, _ info: String = ".", ref: String? = nil, genotype: String = "0/1")
    -> String
  {
    "\(pos)|\(ref ?? maker.bases(pos...pos))|\(alt)|PASS|\(info)|GT|\(genotype)"
  }

  /// Losses, gains and inversions of a stretch with exact ends, as a symbol, as junctions and, where VCF can, as bases.
  private func forms(_ kind: String, _ first: Int, _ last: Int) -> [[String]] {
    let chrom = maker.name(maker.mapping)
    let (before, start, end, after) = (
      maker.bases(first - 1...first - 1), maker.bases(first...first), maker.bases(last...last),
      maker.bases(last + 1...last + 1)
    )
    let symbol = [record(first - 1, "<\(kind)>", "SVTYPE=\(kind);END=\(last)")]
    switch kind {
    case "DEL":
      return [
        symbol,
        [
          record(first - 1, "\(before)[\(chrom):\(last + 1)[", "SVTYPE=BND"),
          record(last + 1, "]\(chrom):\(first - 1)]\(after)", "SVTYPE=BND"),
        ], [record(first - 1, before, ref: maker.bases(first - 1...last))],
      ]
    case "DUP":
      return [
        symbol,
        [
          record(first, "]\(chrom):\(last)]\(start)", "SVTYPE=BND"),
          record(last, "\(end)[\(chrom):\(first)[", "SVTYPE=BND"),
        ], [record(first - 1, before + maker.bases(first...last))],
      ]
    default:
      return [
        symbol,
        [
          record(first - 1, "\(before)]\(chrom):\(last)]", "SVTYPE=BND"),
          record(last, "\(end)]\(chrom):\(first - 1)]", "SVTYPE=BND"),
        ],
      ]
    }
  }

  @Test(arguments: ["DEL", "DUP", "INV"]) func oneEventInTwoFormsIsOne(_ kind: String) throws {
    // Exons 21 and 22 with parts of the introns about them.
    let (first, last) = (maker.exon(22).lowerBound - 55, maker.exon(21).upperBound + 45)
    let all = forms(kind, first, last)
    for (one, form) in all.enumerated() {
      for other in all.indices where other != one {
        let found = try maker.read(sorted(form + all[other]))
        #expect(found.screen.calls.count == 1, "\(kind) \(one) \(other): \(found.screen.calls.map(\.name))")
        #expect(words(found).contains("one event"), "\(kind) \(one) \(other)")
        #expect(found.screen.calls.first?.hgvsG?.hasSuffix(kind.lowercased()) == true, "\(kind) \(one) \(other)")
      }
    }
    // Two stretches that do not meet are two.
    let two = try maker.read(
      sorted(all[0] + forms(kind, maker.exon(30).lowerBound - 55, maker.exon(30).upperBound + 45)[1]))
    #expect(two.screen.calls.count == 2 && !words(two).contains("one event"))
  }

  private func sorted(_ records: [String]) -> [String] {
    records.sorted { (Int($0.prefix { $0 != "|" }) ?? 0) < (Int($1.prefix { $0 != "|" }) ?? 0) }
  }

  @Test func anEventWithinTheBinsOfAnotherIsRemarked() throws {
    let (first, last) = (maker.exon(22).lowerBound - 55, maker.exon(21).upperBound + 45)
    let exact = forms("DEL", first, last)[0]
    let bins = record(first - 2_000, "<DEL>", "IMPRECISE;SVTYPE=DEL;END=\(last + 2_000)")
    #expect(words(try maker.read(sorted(exact + [bins]))).contains("leave one of them out"))
    // Both exact: a smaller loss within a larger one on the other chromosome is no finding.
    let large = record(first - 2_000, "<DEL>", "SVTYPE=DEL;END=\(last + 2_000)")
    #expect(!words(try maker.read(sorted(exact + [large]))).contains("leave one of them out"))
  }

  @Test func lossesOfNeighbouringExonsAreRemarked() throws {
    func loss(_ exon: Int, _ kind: String = "DEL") -> String {
      let range = maker.exon(exon)
      return record(range.lowerBound - 20, "<\(kind)>", "IMPRECISE;SVTYPE=\(kind);END=\(range.upperBound + 20)")
    }
    let three = words(try maker.read(sorted([loss(21), loss(22), loss(23)])))
    #expect(three.contains("neighbouring exons (21, 22, 23)"), "\(three)")
    #expect(!words(try maker.read(sorted([loss(21), loss(24)]))).contains("neighbouring"))
    #expect(!words(try maker.read(sorted([loss(21), loss(22, "DUP")]))).contains("neighbouring"))
  }

  /// c.589G>T and c.590G>A of one record with the genotype 1/2 lie on two chromosomes.
  @Test(arguments: ["1/2", "2/1", "1¦2"]) func twoAllelesOfOneRecordAreOpposite(_ genotype: String) throws {
    let found = try maker.read(["50198001|CC|CA,TC|PASS|.|GT|\(genotype)"])
    let calls = found.screen.calls
    #expect(Set(calls.map(\.shortCodingName)) == ["c.589G>T", "c.590G>A"])
    #expect(calls[0].phaseSet != nil && calls[0].phaseSet == calls[1].phaseSet)
    #expect(Set(calls.map(\.genotype)) == ["1|0", "0|1"])
    #expect(CallHaplotypes.openPhases(calls, genes: .embedded).isEmpty)
    // Of two records it is not known.
    let apart = try maker.read(["50198001|C|T|PASS|.|GT|0/1", "50198002|C|A|PASS|.|GT|0/1"])
    #expect(CallHaplotypes.openPhases(apart.screen.calls, genes: .embedded).count == 1)
  }

  /// The number of an allele in its record is no matter of phase, and two sets say nothing of each other.
  @Test func phaseIsThatOfTheAllele() throws {
    let found = try maker.read([
      "50198001|C|T,G|PASS|.|GT:PS|0¦2:7", "50198002|C|A|PASS|.|GT:PS|0¦1:7", "50198003|C|A,G|PASS|.|GT:PS|2¦0:7",
    ])
    #expect(found.screen.calls.map(\.genotype) == ["0|1", "0|1", "1|0"], "\(found.screen.calls.map(\.genotype))")
    let (first, last) = (maker.exon(22).lowerBound - 55, maker.exon(21).upperBound + 45)
    func loss(_ shift: Int, _ sample: String) -> String {
      "\(first - 1 + shift)|N|<DEL>|PASS|SVTYPE=DEL;END=\(last)|GT:PS|\(sample)"
    }
    #expect(try maker.read([loss(0, "0¦1:7"), loss(9, "1¦0:9")]).screen.calls.count == 1)
    #expect(try maker.read([loss(0, "0¦1:7"), loss(9, "1¦0:7")]).screen.calls.count == 2)
  }

  @Test func aSingleAlleleIsHemizygousBesideALossOnly() throws {
    let snv = "50198002|C|A|PASS|.|GT|1"
    let alone = try maker.read([snv])
    #expect(alone.screen.calls.first?.zygosity == nil && words(alone).contains("one allele"))
    let loss = record(50_197_500, "<DEL>", "SVTYPE=DEL;END=50198500")
    for form in [[loss]] + forms("DEL", 50_197_501, 50_198_500) {
      let beside = try maker.read(sorted(form + [snv]))
      #expect(
        beside.screen.calls.contains { $0.shortCodingName == "c.589G>T" && $0.zygosity == .hemizygous }, "\(form)")
      #expect(!words(beside).contains("one allele, yet"))
      // A homozygous genotype there is of the one allele that is left.
      let whole = try maker.read(sorted(form + ["50198002|C|A|PASS|.|GT|1/1"]))
      #expect(whole.screen.calls.contains { $0.shortCodingName == "c.589G>T" && $0.zygosity == .hemizygous }, "\(form)")
    }
    let many = try maker.read(["50198002|C|A|PASS|.|GT|0/0/0/1"])
    #expect(words(many).contains("the genotype has 4 alleles"))
    #expect(!words(try maker.read(["50198002|C|A|PASS|.|GT|0/1"])).contains("alleles"))
  }
}
