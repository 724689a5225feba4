// Alleles of one place that two copies of a gene cannot have together, and alleles that a file both lists and denies.

import BioSequence
import Reporting
import TypeICollagen

extension RepeatedCalls {
  /// Genotypes of one place that take more than two copies, in sentences: `1/1` beside another allele of the same base, or three
  /// alleles of it. Zygosity is left as the file has it, as which of them is wrong is not known.
  static func alleleDoubts(_ calls: [Call], lines: [Int]) -> [String] {
    struct Place: Hashable {
      let chrom: String
      let position: Int
    }
    var places: [Place: [Int]] = [:]
    for (index, call) in calls.enumerated() where call.replacedCopies != nil {
      for position in call.replaced { places[Place(chrom: call.chrom, position: position), default: []].append(index) }
    }
    var told: Set<[Int]> = []
    let ordered = places.sorted { ($0.key.chrom, $0.key.position) < ($1.key.chrom, $1.key.position) }
    return ordered.compactMap { place, found in
      let own = found.map { calls[$0] }
      // Changes that make the same base of it may be of one copy: the one of most copies counts.
      let copies = Dictionary(own.map { ($0.outcome(at: place.position), $0.replacedCopies ?? 0) }) { max($0, $1) }
      guard copies.count > 1, copies.values.reduce(0, +) > 2, told.insert(found).inserted else { return nil }
      let numbers = Set(found.map { lines[$0] }).sorted().map(String.init).joined(separator: ", ")
      return
        "lines \(numbers): the genotypes \(own.map { $0.genotype ?? "." }.joined(separator: ", ")) give one base more than two "
        + "copies: one of them is wrong, or the sample has more copies of the gene or cells of several people"
    }
  }
}

/// An allele that a record lists and of which its genotype says that the sample does not have it.
struct DeniedAllele {
  let gene: CollagenGene
  let variant: Variant
  let line: Int

  /// What another record says of it, in a sentence; `nil` if no call is the same change.
  func doubt(_ calls: [Call], lines: [Int]) -> String? {
    let found = calls.indices.first { index in
      calls[index].gene == gene.symbol && !calls[index].isSymbolic && lines[index] != line
        && calls[index].recordVariant(on: gene) == variant
    }
    return found.map {
      "lines \(lines[$0]), \(line): one allele with the genotypes \(calls[$0].genotype ?? ".") and 0/0: it is counted, and one of "
        + "the two is wrong"
    }
  }
}

extension Call {
  /// Copies with the change of a call that replaces bases; `nil` for the others. What is gained or lost may be written at several
  /// places, and lies at none of them for certain.
  fileprivate var replacedCopies: Int? {
    guard isPass, symbolic == nil, StatedEvent(self) == nil, !replaced.isEmpty else { return nil }
    guard genotype.map({ $0.split { "/|".contains($0) }.count == 2 }) == true else { return nil }
    switch zygosity {
    case .homozygous: return 2
    case .heterozygous: return 1
    case .hemizygous, .mosaic, nil: return nil
    }
  }

  /// The positions of the bases that are not left as they are, 1-based.
  fileprivate var replaced: [Int] {
    let (own, other) = (Array(ref.utf8), Array(alt.utf8))
    return own.count == other.count ? own.indices.filter { own[$0] != other[$0] }.map { pos + $0 } : []
  }

  /// The base that stands at a position that the call replaces.
  fileprivate func outcome(at position: Int) -> UInt8 { Array(alt.utf8)[position - pos] }
}
