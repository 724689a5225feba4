// Where the absence from a file of frequencies is one from a population: the file has records on both sides of the place.

import BioSequence
import HGVS
import TypeICollagen

/// The part of a gene that a file of a population has records of, and in how many of the samples.
///
/// The absence of a change counts where the file has at least ``leastRecords`` places with records within ``reach`` bases on
/// each side. gnomAD's thinnest release holds 262 million variants of 15,708 genomes (v2.1: 229 million substitutions and 33
/// million indels, macarthurlab.org/2018/10/17/gnomad-v2-1) in 3.1 billion bases, one in 12: in 100 bases 8.5 are expected,
/// and fewer than two come by chance once in 500 times (Poisson).
///
/// How many samples were seen there is what AN of these nearest places says, whatever FILTER says of their alleles.
package struct PopulationStretch: Sendable, Hashable {
  /// How far away records may lie, in bases.
  package static let reach = 100
  /// Places with records that are needed on each side.
  package static let leastRecords = 2
  /// The same in words.
  package static let rule = "\(leastRecords) places within \(reach) bases on each side"
  /// The fraction of the file's greatest allele number from which a place counts as covered, as in the rule pack.
  package static let leastCovered = 0.5

  /// What a file says of a place on which it has no record of an allele.
  package enum Coverage: Sendable, Hashable {
    /// The samples were seen there.
    case covered
    /// Of the nearest places with records one was seen in so few alleles, of so many in the file.
    case thin(alleles: Double, largest: Double)
    /// The place may not be in the file.
    case noRecords
  }

  private struct Place: Sendable, Hashable {
    let position: Int
    /// Allele number and the file's greatest; `nil` where the record has none.
    var seen: [Double]?

    var fraction: Double? { seen.map { $0[0] / $0[1] } }
  }

  /// First bases of the file's records of the gene, in order, each once, with the greatest coverage of its records.
  private let places: [Place]
  /// Whether the file declares that it holds every allele of the population.
  private let isDeclared: Bool
  private let leastCovered: Double

  init(
    _ entries: [KnownVariant], largest: [String: Double], isDeclared: Bool, leastCovered: Double = Self.leastCovered
  ) {
    var best: [Int: Place] = [:]
    for entry in entries {
      let seen = entry.alleleNumber.flatMap { own in
        largest[own.field].flatMap { $0 > 0 ? [own.number, $0] : nil }
      }
      // Without a number a filtered record shows nothing.
      if seen == nil, entry.isFiltered { continue }
      let place = Place(position: entry.variant.range.lowerBound, seen: seen)
      if let known = best[place.position], (known.fraction ?? -1) >= (place.fraction ?? -1) { continue }
      best[place.position] = place
    }
    places = best.values.sorted { $0.position < $1.position }
    self.isDeclared = isDeclared
    self.leastCovered = leastCovered
  }

  /// What the file says of a range of the gene's record on which it has no record of an allele.
  package func coverage(of range: Range<Int>) -> Coverage {
    let (first, last) = (range.lowerBound, max(range.lowerBound, range.upperBound - 1))
    let least = PopulationStretch.leastRecords
    let before = places[..<places.partitioningIndex { $0.position > first }].suffix(least)
      .filter { first - $0.position <= PopulationStretch.reach }
    let after = places[places.partitioningIndex { $0.position >= last }...].prefix(least)
      .filter { $0.position - last <= PopulationStretch.reach }
    let thin = (before + after).filter { $0.fraction.map { $0 < leastCovered } ?? false }
      .min { ($0.fraction ?? 0) < ($1.fraction ?? 0) }
    if let seen = thin?.seen { return .thin(alleles: seen[0], largest: seen[1]) }
    if isDeclared { return .covered }
    return [before, after].allSatisfy { $0.count { $0.seen != nil } >= least } ? .covered : .noRecords
  }

  /// From the first record to the last; `nil` if there is none.
  var span: Range<Int>? { places.first.flatMap { first in places.last.map { first.position..<$0.position + 1 } } }

  /// How many of the coding bases of a gene have records around them, if some have not; `nil` if nearly all have.
  func remark(on gene: CollagenGene, assembly: Assembly) -> String? {
    guard !isDeclared, let span else { return nil }
    let transcript = gene.record.preferredTranscript
    let coding = transcript.codingRange.map { transcript.recordOffset(ofTranscriptOffset: $0) }
    let count = coding.count { coverage(of: $0..<$0 + 1) == .covered }
    guard count * 20 < coding.count * 19 else { return nil }
    var place = ""
    if let mapping = gene.record.mapping(on: assembly) {
      let range = mapping.chromosomeRange(ofRecordRange: span)
      place = " (they lie at chr\(mapping.chromosome):\(range.lowerBound + 1)-\(range.upperBound))"
    }
    return
      "of \(gene.symbol) \(count) of \(coding.count) coding bases have records around them\(place) that were seen in "
      + "half of the samples: elsewhere absence says nothing; give the whole file"
  }
}

extension KnownVariants {
  /// The part of a gene that a file has records of.
  package func stretch(
    ofFile index: Int, symbol: String, leastCovered: Double = PopulationStretch.leastCovered
  ) -> PopulationStretch {
    PopulationStretch(
      entries.filter { $0.file == index && $0.symbol == symbol }, largest: largestAlleleNumbers(ofFile: index),
      isDeclared: files[index].coversEveryGene, leastCovered: leastCovered)
  }

  /// The greatest allele number of all samples of a record of a file in the genes, which is that of full coverage, by field.
  package func largestAlleleNumbers(ofFile index: Int) -> [String: Double] {
    var largest: [String: Double] = [:]
    for entry in entries where entry.file == index {
      guard let own = entry.alleleNumber else { continue }
      largest[own.field] = max(largest[own.field] ?? 0, own.number)
    }
    return largest
  }
}

extension KnownVariant {
  /// Endings of the fields that count all samples of a file; others are of groups of them.
  package static let wholeEndings = ["_joint", ""]

  /// The allele number of all samples, with its field; a group's says nothing of how many samples were covered.
  package var alleleNumber: (field: String, number: Double)? {
    KnownVariant.wholeEndings.lazy.compactMap { ending in
      numbers["AN" + ending].map { (field: "AN" + ending, number: $0) }
    }.first
  }
}
