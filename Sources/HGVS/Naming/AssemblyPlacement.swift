// A gene record on one assembly with the assembly's own bases: changes both ways, and VCF-style alleles.

package import BioSequence

/// A gene record laid on one assembly, with the forward strand's bases as the assembly has them.
///
///     local offset    0 ................... n-1        (forward strand, 0-based)
///     chromosome      mapping.range.lowerBound ...
///
/// Where the assembly differs from the record (as COL1A1 does in one base of GRCh37), a variant that does not touch that base is
/// taken over as it is; one that does is written against the assembly's base, so that it makes the same allele. An
/// immutable class, so that handing one on costs one reference count.
package final class AssemblyPlacement: Sendable {
  /// Where the record lies.
  package let mapping: AssemblyMapping
  /// The forward strand's bases as nucleotide codes.
  package let forward: [UInt8]
  /// The same bases as a sequence.
  package let forwardSequence: DNASequence
  /// The local offsets at which the assembly has another base than the record, ascending.
  private let differences: [Int]

  /// Lays a record on an assembly.
  package init(record: GeneRecord, mapping: AssemblyMapping) {
    self.mapping = mapping
    let bases = record.assemblyBases(in: 0..<record.sequence.count, on: mapping)
    forwardSequence = mapping.oriented(bases)
    forward = forwardSequence.codes
    let count = forward.count
    differences = mapping.differences.map { mapping.strand == .forward ? $0.offset : count - 1 - $0.offset }.sorted()
  }

  /// A record range as local forward offsets, or back: the same reflection both ways.
  @inlinable package func turned(_ range: Range<Int>) -> Range<Int> {
    mapping.strand == .forward ? range : forward.count - range.upperBound..<forward.count - range.lowerBound
  }

  /// Bases turned from the record's strand to the forward strand, or back.
  @inlinable package func turned(_ bases: [UInt8]) -> [UInt8] {
    guard mapping.strand == .reverse else { return bases }
    var turned: [UInt8] = []
    turned.reserveCapacity(bases.count)
    for base in bases.reversed() { turned.append(base < 4 ? 3 - base : base) }
    return turned
  }

  /// A base turned from the record's strand to the forward strand, or back.
  @inlinable package func turned(base: UInt8) -> UInt8 {
    mapping.strand == .reverse && base < 4 ? 3 - base : base
  }

  /// A change of the record in its `g.` form on the chromosome: 3' on the forward strand, local offsets.
  package func edit(replacing range: Range<Int>, with replacement: [UInt8]) -> SequenceEdit {
    SequenceEdit(replacing: turned(range), with: turned(replacement), on: forward, limit: forward.count)
  }

  /// A change of the record as a left-aligned VCF allele.
  ///
  /// Bases shared by both alleles are trimmed, suffix first; pure insertions and deletions are moved left as far as
  /// they can go and carry the base before them. They are not moved across a base in which the assembly differs from
  /// the record: on the record's side of it that would be another allele. A change of nothing keeps its range.
  package func vcfAllele(replacing range: Range<Int>, with replacement: [UInt8]) -> VCFAllele {
    let local = turned(range)
    let bases = turned(replacement)
    var lower = local.lowerBound
    var upper = local.upperBound
    var first = 0
    var end = bases.count
    if upper - lower == end, forward[local].elementsEqual(bases) {
      return allele(local, bases)
    }
    while lower < upper, first < end, forward[upper - 1] == bases[end - 1] {
      upper -= 1
      end -= 1
    }
    while lower < upper, first < end, forward[lower] == bases[first] {
      lower += 1
      first += 1
    }
    let leftmost = differences.last { $0 < upper }.map { $0 + 1 } ?? 0
    if first == end {
      while lower > leftmost, forward[lower - 1] == forward[upper - 1] {
        lower -= 1
        upper -= 1
      }
      guard lower > 0 else { return firstBaseDeletion(upper) }
      return allele(lower - 1..<upper, [forward[lower - 1]])
    }
    guard lower == upper else { return allele(lower..<upper, Array(bases[first..<end])) }
    var turns = end
    while lower > leftmost, forward[lower - 1] == bases[turns - 1] {
      lower -= 1
      turns -= 1
      if turns == first { turns = end }
    }
    let inserted = Array(bases[turns..<end]) + Array(bases[first..<turns])
    guard lower > 0 else { return allele(0..<1, inserted + [forward[0]]) }
    return allele(lower - 1..<lower, [forward[lower - 1]] + inserted)
  }

  /// A deletion of the first `count` bases: it carries the base after it, or N if no base is left.
  private func firstBaseDeletion(_ count: Int) -> VCFAllele {
    if count < forward.count { return allele(0..<count + 1, [forward[count]]) }
    return VCFAllele(
      chromosome: mapping.chromosome, position: mapping.range.lowerBound, reference: [4] + forward, alternate: [4])
  }

  private func allele(_ local: Range<Int>, _ alternate: [UInt8]) -> VCFAllele {
    VCFAllele(
      chromosome: mapping.chromosome, position: mapping.range.lowerBound + local.lowerBound + 1,
      reference: Array(forward[local]), alternate: alternate)
  }

  /// A change of the chromosome as a change of the record: what `range` holds on the assembly becomes `replacement`.
  ///
  /// Bases that both alleles share on the assembly are dropped first, so that a padding base on a place where
  /// assembly and record differ is not taken for a change: those before the change first, as VCF puts its padding there.
  ///
  /// - Parameters:
  ///   - range: local offsets, 0-based half-open.
  ///   - replacement: nucleotide codes of the forward strand.
  package func recordEdit(
    replacing range: Range<Int>, with replacement: [UInt8]
  ) -> (range: Range<Int>, replacement: [UInt8]) {
    if range.count == replacement.count, forward[range].elementsEqual(replacement) {
      return (turned(range), turned(replacement))
    }
    var lower = range.lowerBound
    var upper = range.upperBound
    var bases = replacement[...]
    while lower < upper, let first = bases.first, forward[lower] == first {
      lower += 1
      bases.removeFirst()
    }
    while lower < upper, let last = bases.last, forward[upper - 1] == last {
      upper -= 1
      bases.removeLast()
    }
    return (turned(lower..<upper), turned(Array(bases)))
  }

  /// Whether the assembly differs from the record somewhere in a record range.
  package func differs(inRecordRange range: Range<Int>) -> Bool {
    mapping.differences.contains { range.contains($0.offset) }
  }
}
