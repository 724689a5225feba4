// Reads, pileups and calls written by hand, so that a test can state the right answer.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

/// Random bases, the same for a seed.
func randomCodes(_ count: Int, seed: UInt64) -> [UInt8] {
  var random = TestRandom(seed: seed)
  return (0..<count).map { _ in UInt8(random.below(4)) }
}

/// CIGAR operations from SAM's text.
func cigar(_ text: String) -> [CIGAROperation] {
  let kinds: [Character: CIGAROperation.Kind] = [
    "M": .match, "I": .insertion, "D": .deletion, "N": .skip, "S": .softClip,
  ]
  var found: [CIGAROperation] = []
  var length = 0
  for letter in text {
    if let digit = letter.wholeNumberValue {
      length = 10 * length + digit
    } else if let kind = kinds[letter] {
      found.append(CIGAROperation(kind, length))
      length = 0
    }
  }
  return found
}

/// A sample of reads on one reference.
struct HandMade {
  let record: DNASequence
  var store = AlignedReadStore()

  init(_ codes: [UInt8]) { record = DNASequence(codes: codes) }

  /// The reference itself, all of it the target.
  var reference: CallReference { CallReference(sequence: record) }

  func prepared(marksDuplicates: Bool = false) -> PreparedReads {
    PreparedReads(store: store, references: [reference], marksDuplicates: marksDuplicates)
  }

  func pileup() -> Pileup { Pileup(reads: prepared(), reference: 0, record: record) }

  /// Adds a read with the reference's bases, changed at some offsets.
  mutating func add(
    _ range: Range<Int>, changed: [Int: UInt8] = [:], strand: Strand = .forward, quality: UInt8 = 37,
    mapping: UInt8 = 60, template: Int? = nil, isSecond: Bool = false, isProper: Bool = false
  ) {
    let bases = range.map { changed[$0] ?? record.codes[$0] }
    add(
      bases, at: range.lowerBound, cigar: "\(range.count)M", strand: strand, quality: quality, mapping: mapping,
      template: template, isSecond: isSecond, isProper: isProper)
  }

  /// Adds a read with any bases and operations.
  mutating func add(
    _ bases: [UInt8], at start: Int, cigar text: String, strand: Strand = .forward, quality: UInt8 = 37,
    mapping: UInt8 = 60, template: Int? = nil, isSecond: Bool = false, isProper: Bool = false
  ) {
    store.append(
      reference: 0, start: start, strand: strand, mappingQuality: mapping,
      template: template ?? (store.reads.last?.template ?? -1) + 1, isSecond: isSecond, isProperPair: isProper,
      bases: bases, qualities: bases.map { _ in quality }, cigar: cigar(text))
  }

  /// Adds a proper pair whose fragment covers `range`, with reads of `length` bases.
  mutating func addPair(
    _ range: Range<Int>, length: Int, changed: [Int: UInt8] = [:], quality: UInt8 = 37, template: Int
  ) {
    add(
      range.lowerBound..<range.lowerBound + length, changed: changed, quality: quality, template: template,
      isProper: true)
    add(
      range.upperBound - length..<range.upperBound, changed: changed, strand: .reverse, quality: quality,
      template: template, isSecond: true, isProper: true)
  }
}

/// A substitution of the base at an offset by the next code.
func substitution(_ offset: Int, on record: DNASequence) -> Variant {
  Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [(record.codes[offset] + 1) & 3]))
}

/// A passing call; depths of 20 and 20.
func makeCall(
  _ variant: Variant, genotype: Genotype = Genotype(first: 0, second: 1, isPhased: false), quality: Double = 100,
  phaseSet: Int? = nil, depths: (reference: Int, forward: Int, reverse: Int) = (20, 10, 10),
  filters: [CallFilter] = []
) -> VariantCall {
  VariantCall(
    reference: 0, variant: variant, genotype: genotype, zygosity: genotype.copies == 2 ? .homozygous : .heterozygous,
    phaseSet: phaseSet, quality: quality, genotypeQuality: 60,
    depth: depths.reference + depths.forward + depths.reverse,
    referenceDepth: depths.reference, alternateForwardDepth: depths.forward, alternateReverseDepth: depths.reverse,
    filters: filters)
}

/// Evidence of fragments from their likelihoods.
func fragments(_ likelihoods: [[Double]]) -> [TemplateEvidence] {
  likelihoods.enumerated().map { TemplateEvidence(likelihoods: $1, read: $0) }
}
