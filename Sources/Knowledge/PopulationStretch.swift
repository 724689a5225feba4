// Where the absence from a file of frequencies is one from a population: the file has records on both sides of the place.

import BioSequence
import HGVS
import TypeICollagen

/// The part of a gene that a file of a population has records of.
///
/// The absence of a change counts where the file has at least ``leastRecords`` places with records within ``reach`` bases on
/// each side. gnomAD's thinnest release holds 262 million variants of 15,708 genomes (v2.1: 229 million substitutions and 33
/// million indels, macarthurlab.org/2018/10/17/gnomad-v2-1) in 3.1 billion bases, one in 12: in 100 bases 8.5 are expected,
/// and fewer than two come by chance once in 500 times (Poisson).
package struct PopulationStretch: Sendable, Hashable {
  /// How far away records may lie, in bases.
  package static let reach = 100
  /// Places with records that are needed on each side.
  package static let leastRecords = 2
  /// The same in words.
  package static let rule = "\(leastRecords) places within \(reach) bases on each side"

  /// First bases of the file's records of the gene, in order, each once.
  private let places: [Int]
  /// Whether the file declares that it holds every allele of the population.
  private let isDeclared: Bool

  init(_ places: [Int], isDeclared: Bool) {
    self.places = Set(places).sorted()
    self.isDeclared = isDeclared
  }

  /// Whether the file has records around a range of the gene's record.
  package func surrounds(_ range: Range<Int>) -> Bool {
    if isDeclared { return true }
    let (first, last) = (range.lowerBound, max(range.lowerBound, range.upperBound - 1))
    let before = places.partitioningIndex { $0 > first }
    let after = places.partitioningIndex { $0 >= last }
    let least = PopulationStretch.leastRecords
    return before >= least && first - places[before - least] <= PopulationStretch.reach
      && after + least <= places.count && places[after + least - 1] - last <= PopulationStretch.reach
  }

  /// From the first record to the last; `nil` if there is none.
  var span: Range<Int>? { places.first.flatMap { first in places.last.map { first..<$0 + 1 } } }

  /// How many of the coding bases of a gene have records around them, if some have not; `nil` if nearly all have.
  func remark(on gene: CollagenGene, assembly: Assembly) -> String? {
    guard !isDeclared, let span else { return nil }
    let transcript = gene.record.preferredTranscript
    let coding = transcript.codingRange.map { transcript.recordOffset(ofTranscriptOffset: $0) }
    let count = coding.count { surrounds($0..<$0 + 1) }
    guard count * 20 < coding.count * 19 else { return nil }
    var place = ""
    if let mapping = gene.record.mapping(on: assembly) {
      let range = mapping.chromosomeRange(ofRecordRange: span)
      place = " (they lie at chr\(mapping.chromosome):\(range.lowerBound + 1)-\(range.upperBound))"
    }
    return
      "of \(gene.symbol) \(count) of \(coding.count) coding bases have records around them\(place): elsewhere absence "
      + "says nothing; give the whole file"
  }
}

extension KnownVariants {
  /// The part of a gene that a file has records of.
  package func stretch(ofFile index: Int, symbol: String) -> PopulationStretch {
    PopulationStretch(
      entries.filter { $0.file == index && $0.symbol == symbol }.map(\.variant.range.lowerBound),
      isDeclared: files[index].coversEveryGene)
  }
}
