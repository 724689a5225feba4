// Laws of the transcripts that an allele can make, over both genes and every exon and intron.

import BioSequence
import HGVS
import Numerics
import Testing
import TypeICollagen
import VariantNaming

/// A gene with the ways to write events on it.
private struct Bench {
  let gene: CollagenGene
  var model: TranscriptModel { gene.model.transcripts[0] }
  var last: Int { model.exons.count - 1 }
  static let all = GeneCatalog.embedded.genes.map(Bench.init)

  func annotation(_ range: Range<Int>, _ bases: [UInt8]) -> VariantAnnotation {
    VariantAnnotation(gene.model.names(replacing: range, with: bases), gene)
  }
  func deletion(_ range: Range<Int>) -> VariantAnnotation { annotation(range, []) }
  func duplication(_ range: Range<Int>) -> VariantAnnotation {
    annotation(range.upperBound..<range.upperBound, Array(model.record[range]))
  }
  func intron(_ index: Int) -> Range<Int> { model.exons[index].upperBound..<model.exons[index + 1].lowerBound }
  func position(_ offset: Int) -> String { model.position(ofRecordOffset: offset)?.description ?? "?" }

  /// The two bases of every splice site.
  var cores: [Range<Int>] {
    (0..<last).flatMap { index in
      [
        intron(index).lowerBound..<intron(index).lowerBound + 2,
        intron(index).upperBound - 2..<intron(index).upperBound,
      ]
    }
  }

  /// `c.(a_b)_(c_d)del`, the ends anywhere in the introns beside the exons.
  func uncertain(_ exons: ClosedRange<Int>, _ keyword: String) -> NameRow {
    let before = exons.lowerBound == 0 ? nil : intron(exons.lowerBound - 1)
    let after = exons.upperBound == last ? nil : intron(exons.upperBound)
    let left =
      before.map { "(\(position($0.lowerBound))_\(position($0.upperBound - 1)))" }
      ?? "(?_\(position(model.exons[0].lowerBound)))"
    let right =
      after.map { "(\(position($0.lowerBound))_\(position($0.upperBound - 1)))" }
      ?? "(\(position(model.exons[last].upperBound - 1))_?)"
    return CollagenNamer().row(for: "\(model.transcript.accession):c.\(left)_\(right)\(keyword)")
  }

  /// Residues that reading a whole transcript gives, with the stop.
  func translate(_ codes: [UInt8]) -> [AminoAcid] {
    GeneticCode.translate(DNASequence(codes: Array(codes[model.coding.lowerBound...])), stopping: true)
  }
  func bases(_ exons: ClosedRange<Int>) -> [UInt8] { exons.flatMap { model.record[model.exons[$0]] } }
}

@Suite struct TranscriptOutcomeTests {
  private static let seed: UInt64 = 20_261_129

  /// One to four exons twice in a row, the ends anywhere in the introns: what translating them gives, however written.
  @Test func duplicatedExonsAreJudgedAlikeHoweverWritten() {
    var random = SplitMix64(seed: Self.seed)
    for bench in Bench.all {
      for first in 1..<bench.last {
        for last in first..<min(first + 4, bench.last) {
          let before = bench.intron(first - 1)
          let after = bench.intron(last)
          let lower = Int.random(in: before.lowerBound + 2..<before.upperBound - 2, using: &random)
          let upper = Int.random(in: after.lowerBound + 3..<after.upperBound - 2, using: &random)
          let exact = bench.duplication(lower..<upper)
          let written = bench.uncertain(first...last, "dup")
          let label = "\(bench.gene.symbol) exons \(first + 1)-\(last + 1) seed \(Self.seed)"
          #expect(exact.collagenEffect == written.collagenEffect, "\(label)")
          #expect(exact.consequence == written.consequence && exact.exon == written.exon, "\(label)")
          #expect(exact.hgvsP == written.hgvsP, "\(label)")
          #expect(!exact.collagenEffects.contains(.noncoding) && !exact.collagenEffects.isEmpty, "\(label)")
          let outcome = exact.effect.splicing?.certain
          #expect(outcome?.splicing == .exonDuplication(first...last), "\(label)")
          let codes = bench.bases(0...last) + bench.bases(first...bench.last)
          let protein = bench.translate(codes)
          let isInFrame = bench.bases(first...last).count % 3 == 0
          #expect(exact.collagenEffects.contains(.inFrameIndel) == isInFrame, "\(label)")
          if isInFrame {
            #expect(protein.count == bench.model.protein.count + bench.bases(first...last).count / 3)
          } else {
            #expect(outcome?.coding.prematureStop == protein.count, "\(label)")
            let junction = codes.count - bench.bases(bench.last...bench.last).count
            let distance = junction - bench.model.coding.lowerBound - 3 * protein.count
            #expect(outcome?.coding.stopToLastJunction == distance, "\(label)")
            #expect(exact.collagenEffects.contains(.nullAllele) == (distance >= 51), "\(label)")
          }
        }
      }
    }
  }

  @Test func lostExonsAreJudgedAlikeHoweverWritten() {
    var random = SplitMix64(seed: Self.seed + 1)
    for bench in Bench.all {
      for first in 1..<bench.last {
        for last in first..<min(first + 4, bench.last) {
          let before = bench.intron(first - 1)
          let after = bench.intron(last)
          let lower = Int.random(in: before.lowerBound + 2..<before.upperBound - 2, using: &random)
          let upper = Int.random(in: after.lowerBound + 3..<after.upperBound - 2, using: &random)
          let exact = bench.deletion(lower..<upper)
          let written = bench.uncertain(first...last, "del")
          #expect(exact.collagenEffect == written.collagenEffect && exact.exon == written.exon)
          #expect(exact.effect.splicing?.certain?.splicing == .exonDeletion(first...last))
        }
      }
    }
  }

  /// Copies that cross the border of an exon: no protein name, no certain effect.
  @Test func copiesOverAnExonBorderHaveNoProteinName() {
    var random = SplitMix64(seed: Self.seed + 2)
    var checked = 0
    for bench in Bench.all {
      for exon in 1..<bench.last {
        let range = bench.model.exons[exon]
        for _ in 0..<6 {
          let inside = Int.random(in: 1..<range.count - 1, using: &random)
          let outside = Int.random(in: 1...25, using: &random)
          for copied in [
            range.lowerBound - outside..<range.lowerBound + inside,
            range.upperBound - inside..<range.upperBound + outside,
          ] {
            let found = bench.duplication(copied)
            let touched = bench.model.exons.contains {
              $0.lowerBound <= found.edit.range.lowerBound && found.edit.range.upperBound <= $0.upperBound
            }
            if touched { continue }
            checked += 1
            let label = "\(found.hgvsC ?? "") seed \(Self.seed + 2)"
            #expect(found.hgvsP?.hasSuffix(":p.?") == true, "\(label) \(found.hgvsP ?? "")")
            #expect(found.collagenEffects.contains(.spliceUncertain), "\(label) \(found.collagenEffect)")
            #expect(found.molecularPrediction(bench.gene).molecularClass == .uncertain, "\(label)")
          }
        }
      }
    }
    #expect(checked > 900)
  }

  /// Losses of 1 to 40 bases at every border whose equal description leaves both bases of the site: never a certain skip.
  @Test func lossesThatAnEqualDescriptionKeepsOffTheSiteAreUncertain() {
    var kept = 0
    var lost = 0
    for bench in Bench.all {
      let model = bench.model
      let (record, exons, all) = (model.record, model.exons, bench.cores)
      for core in all {
        let near = all.filter { $0.overlaps(core.lowerBound - 150..<core.upperBound + 150) }
        for size in [1, 2, 3, 4, 6, 9, 14, 24, 40] {
          for start in core.lowerBound - size + 1..<core.upperBound {
            let range = start..<start + size
            var lower = start
            while lower > 0, record[lower - 1] == record[lower - 1 + size] { lower -= 1 }
            guard record[start] != record[start + size] else { continue }
            // Kept only if no other site is touched in that description either.
            let isKept = (lower...start).contains { shift in
              near.allSatisfy { shift + size <= $0.lowerBound || shift >= $0.upperBound }
            }
            // An exon of which nothing is left is no exon.
            if exons.contains(where: { $0.count <= size && $0.overlaps(range) }) { continue }
            let found = bench.deletion(range)
            let label = found.hgvsC ?? "\(bench.gene.symbol) \(range)"
            if isKept {
              kept += 1
              #expect(found.collagenEffects.contains(.spliceUncertain), "\(label) \(found.collagenEffect)")
              #expect(found.expectedSkip == nil && found.hgvsP?.hasSuffix(":p.?") == true, "\(label)")
              #expect(found.effect.splicing?.all.contains { $0.splicing == .normal } == true, "\(label)")
            } else if found.expectedSkip != nil {
              lost += 1
            }
          }
        }
      }
    }
    #expect(kept > 100 && lost > 2000, "\(kept) kept, \(lost) lost")
  }

  /// Every intron lost, alone and with bases of the exons beside it: the exons are one.
  @Test func exonsBesideALostIntronAreJoined() {
    var random = SplitMix64(seed: Self.seed + 3)
    for bench in Bench.all {
      for index in 0..<bench.last {
        let intron = bench.intron(index)
        let whole = bench.deletion(intron)
        #expect(whole.hgvsP?.hasSuffix("p.(=)") == true, "\(whole.hgvsC ?? "") \(whole.collagenEffect)")
        #expect(whole.collagenEffects == [.synonymous] && whole.expectedSkip == nil)
        let left = Int.random(in: 1...10, using: &random)
        let right = Int.random(in: 1...10, using: &random)
        let range = intron.lowerBound - left..<intron.upperBound + right
        guard range.lowerBound > bench.model.exons[0].lowerBound + bench.model.coding.lowerBound + 3,
          range.upperBound < bench.model.transcript.recordOffset(ofTranscriptOffset: bench.model.coding.upperBound) - 3
        else { continue }
        let found = bench.deletion(range)
        var codes = bench.model.spliced
        let cut = bench.model.exonStarts[index + 1]
        codes.removeSubrange(cut - left..<cut + right)
        let protein = bench.translate(codes)
        let outcome = found.effect.splicing?.certain
        let label = "\(found.hgvsC ?? "") seed \(Self.seed + 3)"
        #expect(outcome?.splicing == .intronLoss(index...index), "\(label) \(found.collagenEffect)")
        #expect(!found.effect.consequences.contains(.spliceDonor), "\(label)")
        if (left + right) % 3 != 0, let outcome {
          #expect(outcome.coding.prematureStop == protein.count || outcome.coding.prematureStop == nil, "\(label)")
        } else {
          #expect(outcome.flatMap { bench.model.protein(after: $0.coding.change) } == protein, "\(label)")
        }
      }
    }
  }

  /// An intron turned round, alone or with bases beside it, or replaced by as many other bases: no protein name from bases
  /// of introns, no certain transcript.
  @Test func intronsThatAreReplacedHaveNoProteinName() {
    var random = SplitMix64(seed: Self.seed + 4)
    for bench in Bench.all {
      for index in 0..<bench.last {
        for _ in 0..<4 {
          let intron = bench.intron(index)
          let range =
            intron.lowerBound - Int.random(in: 0...12, using: &random)..<intron.upperBound
            + Int.random(in: 0...12, using: &random)
          let turned = bench.model.record[range].reversed().map { 3 - $0 }
          let other = (0..<Int.random(in: 30...200, using: &random)).map { _ in UInt8.random(in: 0...3, using: &random)
          }
          for bases in [turned, other] {
            let found = bench.annotation(range, bases)
            // Trimmed by chance so far that both sites stand, it is a change within the intron.
            guard found.edit.replacedRange.lowerBound < intron.lowerBound + 2,
              found.edit.replacedRange.upperBound > intron.upperBound - 2,
              found.edit.kind == .inversion || found.edit.inserted.count >= 30
            else { continue }
            let label = "\(found.hgvsC ?? "") seed \(Self.seed + 4)"
            #expect(found.hgvsP?.hasSuffix(":p.?") == true, "\(label) \(found.hgvsP ?? "")")
            #expect(found.effect.splicing?.certain == nil, "\(label)")
            let names = found.effect.splicing?.all.map(\.name) ?? []
            #expect(names.contains("intron_retention(\(index + 1))"), "\(label) \(names)")
            #expect(!names.contains { $0.hasPrefix("exon_duplication") }, "\(label) \(names)")
          }
        }
      }
    }
  }

  /// A few bases in the place of a whole intron join its exons with them between.
  @Test func aFewBasesForAnIntronJoinItsExons() {
    for bench in Bench.all {
      for index in 1..<bench.last - 1 {
        for bases: [UInt8] in [[0], [1, 1], [3, 0, 3], [0, 0, 0, 0]] {
          let found = bench.annotation(bench.intron(index), bases)
          guard found.edit.kind == .delins, found.edit.inserted.count == bases.count else { continue }
          var codes = bench.model.spliced
          codes.insert(contentsOf: bases, at: bench.model.exonStarts[index + 1])
          let protein = bench.translate(codes)
          let outcome = found.effect.splicing?.certain
          #expect(outcome?.splicing == .intronLoss(index...index), "\(found.hgvsC ?? "") \(found.collagenEffect)")
          #expect(
            outcome.flatMap { bench.model.protein(after: $0.coding.change) ?? [] }?.count ?? 0 > 0
              || outcome?.coding.prematureStop == protein.count,
            "\(found.hgvsC ?? "") \(found.hgvsP ?? "")")
        }
      }
    }
  }

  /// What stands between the last base of an intron and the exon belongs to the exon if the site is used: both outcomes.
  @Test func basesBetweenIntronAndExonLeaveBothOutcomes() {
    for bench in Bench.all {
      for exon in 1..<bench.last {
        let start = bench.model.exons[exon].lowerBound
        for bases: [UInt8] in [[0], [1], [2, 1, 1], [3, 3]] {
          let found = bench.annotation(start..<start, bases)
          // Shifted into the exon, it is a change of the exon alone.
          guard found.edit.replacedRange.lowerBound == start else { continue }
          let names = found.effect.splicing?.all.map(\.name) ?? []
          #expect(found.collagenEffects.contains(.spliceUncertain), "\(found.hgvsC ?? "")")
          #expect(names.contains("normal_splicing") && names.contains("exon_skip(\(exon + 1))"), "\(names)")
          #expect(found.hgvsP?.hasSuffix(":p.?") == true)
        }
      }
    }
  }

  @Test func aDonorWithGCIsWeakNotLost() {
    var checked = 0
    for bench in Bench.all {
      for intron in 0..<bench.last where bench.model.record[bench.intron(intron).lowerBound + 1] == 3 {
        let place = bench.intron(intron).lowerBound + 1
        let found = bench.annotation(place..<place + 1, [1])
        #expect(found.collagenEffects.contains(.spliceUncertain), "\(found.hgvsC ?? "")")
        #expect(found.effect.splicing?.all.first?.splicing == .normal)
        #expect(found.expectedSkip == nil && found.hgvsP?.hasSuffix(":p.?") == true)
        let other = bench.annotation(place..<place + 1, [0])
        if intron > 0 { #expect(other.expectedSkip?.exons == intron...intron, "\(other.hgvsC ?? "")") }
        checked += 1
      }
    }
    #expect(checked > 95)
  }

  @Test func startAndStopLostByLargerEventsAreTold() {
    for bench in Bench.all {
      let first = bench.model.exons[0]
      let start = bench.model.transcript.recordOffset(ofTranscriptOffset: bench.model.coding.lowerBound)
      #expect(bench.deletion(start - 5..<first.upperBound + 40).collagenEffects.contains(.nullAllele))
      #expect(bench.deletion(first.lowerBound - 50..<first.upperBound + 40).collagenEffects == [.nullAllele])
      let last = bench.model.exons[bench.last]
      let whole = bench.deletion(first.lowerBound - 20..<last.upperBound + 20)
      #expect(whole.consequence == "transcript_ablation" && whole.collagenEffects == [.nullAllele])
      let stop = bench.deletion(last.lowerBound - 30..<last.upperBound - 20)
      #expect(stop.effect.consequences.contains(.stopLost), "\(stop.consequence)")
      #expect(!stop.collagenEffects.contains(.inFrameExonSkip) && stop.collagenEffects != [.noncoding])
      let doubled = bench.duplication(first.lowerBound - 20..<last.upperBound + 20)
      #expect(doubled.consequence == "transcript_amplification" && doubled.collagenEffects == [.spliceUncertain])
      #expect(bench.uncertain(0...bench.last, "dup").collagenEffect == "splice_uncertain")
      #expect(bench.uncertain(0...bench.last, "del").collagenEffect == "null_allele")
      // The first exons doubled: the second start of transcription may make a normal transcript.
      let head = bench.duplication(first.lowerBound - 400..<bench.intron(3).lowerBound + 30)
      #expect(head.effect.splicing?.all.first?.splicing == .normal && head.collagenEffects.contains(.spliceUncertain))
      #expect(bench.uncertain(0...3, "dup").collagenEffect == head.collagenEffect)
    }
  }

  @Test func theCertainPartOfAnUncertainLossCounts() {
    for bench in Bench.all {
      let accession = bench.model.transcript.accession
      let namer = CollagenNamer()
      let start = namer.row(for: "\(accession):c.(?_-5)_(20_?)del")
      #expect(
        start.consequence.contains("start_lost") && start.collagenEffect == "null_allele", "\(start.collagenEffect)")
      for exon in 1..<bench.last {
        let range = bench.model.exons[exon]
        let before = bench.intron(exon - 1)
        let inner = bench.position(range.lowerBound + 10)
        let name =
          "\(accession):c.(\(bench.position(before.lowerBound))_\(bench.position(before.upperBound - 1)))_(\(inner)_?)del"
        let row = namer.row(for: name)
        #expect(
          row.exon == "\(exon + 1)" && row.consequence.contains("coding_sequence_variant"), "\(name) \(row.message)")
        #expect(row.collagenEffect.contains("splice_uncertain"), "\(name) \(row.collagenEffect)")
      }
    }
  }
}
