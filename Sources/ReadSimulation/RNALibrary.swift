// What real RNA libraries hold beside whole and correctly spliced transcripts, read evenly.

import Numerics

/// Unspliced and mis-spliced transcripts, genomic DNA, copies, and uneven reading.
///
/// The default is a library without any of it.
package struct RNALibrary: Sendable, Hashable {
  /// Fraction (0-1) of a gene's transcripts that are not wholly spliced: six tenths of them hold every intron, two tenths the
  /// introns of the 3' half (splicing runs from 5' to 3'), two tenths every other one.
  package var unspliced = 0.0
  /// Fraction (0-1) of the transcripts that are mis-spliced by chance, in some 40 ways a gene, unequally frequent.
  ///
  /// The ways and their shares are fixed by ``noisePattern``, as they are fixed by the sequence in cells.
  package var noise = 0.0
  /// Which pattern of mis-splicing.
  package var noisePattern: UInt64 = 1
  /// Depth of fragments of genomic DNA, as a factor on the depth of the transcripts.
  package var genomic = 0.0
  /// Fraction (0-1) of the pairs that are copies (of PCR) of an earlier pair; some pairs are copied far more than others.
  package var copies = 0.0
  /// How much the 3' end is preferred: fragments at the 5' end are exp(-endBias) times as likely.
  package var endBias = 0.0
  /// How much (0-1) the first six bases of a fragment decide whether it is read, as primed by hexamers.
  package var hexamerBias = 0.0
  /// Fraction (0-1) of the first reads that are of the strand opposite to the transcript: 0.5 for libraries without strands.
  package var antisenseFirst = 0.5
  /// For each gene further 3' ends: how many bases before the end of the transcript, and the fraction of transcripts.
  package var ends: [[TranscriptEnd]] = []

  /// An earlier 3' end.
  package struct TranscriptEnd: Sendable, Hashable {
    /// Bases before the end of the reference transcript; within its last exon.
    package let before: Int
    /// Fraction (0-1) of the transcripts that end there.
    package let fraction: Double

    /// An end.
    package init(before: Int, fraction: Double) {
      self.before = before
      self.fraction = fraction
    }
  }

  /// A library of whole transcripts, evenly read.
  package init() {}

  var isPossible: Bool {
    [unspliced, noise, copies, hexamerBias, antisenseFirst].allSatisfy { (0...1).contains($0) } && unspliced + noise < 1
      && copies < 1 && (0...100).contains(genomic) && (0...50).contains(endBias)
      && ends.allSatisfy {
        $0.allSatisfy { $0.before > 0 && $0.fraction >= 0 } && $0.reduce(0) { $0 + $1.fraction } <= 1
      }
  }

  /// Transcripts of a gene with introns, as exons on the record, and their fractions.
  func unsplicedForms(of exons: [Range<Int>]) -> [(exons: [Range<Int>], fraction: Double)] {
    guard unspliced > 0, exons.count > 1 else { return [] }
    func holding(_ isHeld: (Int) -> Bool) -> [Range<Int>] {
      var result = [exons[0]]
      for index in exons.indices.dropFirst() {
        if isHeld(index - 1) {
          result[result.count - 1] = result[result.count - 1].lowerBound..<exons[index].upperBound
        } else {
          result.append(exons[index])
        }
      }
      return result
    }
    return [
      (holding { _ in true }, 0.6 * unspliced), (holding { $0 >= exons.count / 2 }, 0.2 * unspliced),
      (holding { $0 % 2 == 0 }, 0.2 * unspliced),
    ]
  }

  /// The ways in which a gene's transcripts are mis-spliced by chance, and their fractions.
  package func noiseForms(of exons: [Range<Int>], record: [UInt8], gene: Int) -> [(
    event: SimulatedSplicing, fraction: Double
  )] {
    guard noise > 0, exons.count > 3 else { return [] }
    var random = RandomSource(seed: noisePattern &* 977 &+ UInt64(gene))
    var ways: [(event: SimulatedSplicing, weight: Double)] = []
    for _ in 0..<4000 where ways.count < 40 {
      let exon = 1 + random.below(exons.count - 2)
      // Shares over three orders of magnitude.
      let weight = 1 / (1 + 999 * random.uniform())
      let shift = (6 + random.below(55)) * (random.below(2) == 0 ? 1 : -1)
      switch random.below(3) {
      case 0: ways.append((.exonSkip(exon..<exon + 1), weight))
      case 1:
        let site = exons[exon].upperBound + shift
        let event = SimulatedSplicing.donorShift(exon: exon, bases: shift)
        if record[site] == 2, record[site + 1] == 3, event.spliced(exons) != nil { ways.append((event, weight)) }
      default:
        let site = exons[exon].lowerBound + shift
        let event = SimulatedSplicing.acceptorShift(exon: exon, bases: shift)
        if record[site - 2] == 0, record[site - 1] == 2, event.spliced(exons) != nil { ways.append((event, weight)) }
      }
    }
    let total = ways.reduce(0) { $0 + $1.weight }
    return ways.map { ($0.event, noise * $0.weight / total) }
  }

  /// Whether a fragment is read: by its distance from the 3' end and by its first bases.
  ///
  /// - Parameters:
  ///   - behind: bases between the fragment and the 3' end, as a fraction of the molecule.
  ///   - hexamer: the first bases of the fragment.
  func isRead(behind: Double, hexamer: ArraySlice<UInt8>, random: inout RandomSource) -> Bool {
    var probability = endBias > 0 ? Elementary.exp(-endBias * behind) : 1
    if hexamerBias > 0 {
      let word = hexamer.reduce(UInt64(1)) { $0 << 2 | UInt64($1 & 3) }
      probability *= 1 - hexamerBias * Double(SplitMix64.hash(word) >> 40) * 0x1p-24
    }
    return probability >= 1 || random.uniform() < probability
  }

  var isEven: Bool { endBias == 0 && hexamerBias == 0 }
}
