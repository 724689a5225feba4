// GA4GH VRS 2 alleles: normalised, digested, with the identifier that other databases compute for the same change.

package import BioSequence
import Digests
import Evidence
package import Reporting
package import TypeICollagen
package import Documents

/// A VRS 2 allele of one call on one sequence (GA4GH Variation Representation Specification 2.0).
package struct VRSAllele: Sendable, Hashable {
  /// Refget accession of the sequence, `SQ.` and digest.
  package let refget: String
  /// Inter-residue coordinates after full justification.
  package let start: Int
  /// See ``start``.
  package let end: Int
  /// What stands there: a literal, or a repeat of the reference there.
  package let state: State
  /// `ga4gh:VA.` and digest.
  package let id: String

  /// What stands in the location.
  package enum State: Sendable, Hashable {
    /// These bases.
    case literal(String)
    /// The reference bases of the location, repeated to a length with a period; the bases are given too.
    case referenceLength(length: Int, repeatSubunit: Int, sequence: String)
  }

  /// The allele of a call on its chromosome; `nil` for symbolic alleles.
  package init?(_ finding: Call, on gene: CollagenGene) {
    guard let variant = finding.recordVariant(on: gene),
      let mapping = gene.record.mapping(on: finding.assembly), let refget = mapping.contigRefget
    else { return nil }
    let whole = 0..<gene.record.sequence.count
    let bases = mapping.oriented(gene.record.assemblyBases(in: whole, on: mapping))
    let range = mapping.chromosomeRange(ofRecordRange: variant.range)
    let local = range.lowerBound - mapping.range.lowerBound..<range.upperBound - mapping.range.lowerBound
    self.init(
      range: local, replacement: mapping.oriented(variant.replacement), sequence: bases,
      offset: mapping.range.lowerBound, refget: refget)
  }

  /// The allele of a change of a sequence.
  ///
  /// - Parameters:
  ///   - range: replaced offsets of `sequence`, 0-based half-open.
  ///   - offset: what to add to offsets of `sequence` for coordinates of the named sequence.
  package init(range: Range<Int>, replacement: DNASequence, sequence: DNASequence, offset: Int, refget: String) {
    let trimmed = Variant(range: range, replacement: replacement).trimmed(on: sequence)
    var location = trimmed.range
    var inserted = trimmed.replacement
    if trimmed.range.isEmpty != trimmed.replacement.isEmpty {
      location = trimmed.shiftRange(on: sequence)
      let left = trimmed.leftAligned(on: sequence)
      let after = sequence[left.range.upperBound..<location.upperBound]
      inserted = left.replacement + after
    }
    self.refget = refget
    start = location.lowerBound + offset
    end = location.upperBound + offset
    state = VRSAllele.state(trimmed, location: location, inserted: inserted)
    let place: JSONValue = .object([
      "end": .integer(end), "start": .integer(start), "type": "SequenceLocation",
      "sequenceReference": .object(["refgetAccession": .text(refget), "type": "SequenceReference"]),
    ])
    let digest = TruncatedDigest.sha512t24u(Array(place.canonical().utf8))
    let allele: JSONValue = .object([
      "location": .text(digest), "state": VRSAllele.digested(state), "type": "Allele",
    ])
    id = "ga4gh:VA." + TruncatedDigest.sha512t24u(Array(allele.canonical().utf8))
  }

  /// Insertions and deletions whose justified form is derived from the reference are written as its repeat; what else is
  /// inserted, and everything of equal length, as a literal.
  private static func state(_ trimmed: Variant, location: Range<Int>, inserted: DNASequence) -> State {
    if trimmed.range.isEmpty == trimmed.replacement.isEmpty { return .literal(inserted.description) }
    if trimmed.replacement.isEmpty {
      // A deletion: what is left of the location repeats with the deleted length, even if nothing is left.
      return .referenceLength(
        length: inserted.count, repeatSubunit: trimmed.range.count, sequence: inserted.description)
    }
    // An insertion is a repeat of the reference if some period that divides its length carries on through it.
    let count = trimmed.replacement.count
    for period in stride(from: count, through: 1, by: -1) where count % period == 0 && period <= location.count {
      let isPeriodic = (location.count..<inserted.count).allSatisfy {
        inserted.codes[$0] == inserted.codes[$0 - period]
      }
      if isPeriodic {
        return .referenceLength(length: inserted.count, repeatSubunit: period, sequence: inserted.description)
      }
    }
    return .literal(inserted.description)
  }

  /// The state as it enters the digest: without the derived sequence of a repeat.
  private static func digested(_ state: State) -> JSONValue {
    switch state {
    case .literal(let bases): .object(["sequence": .text(bases), "type": "LiteralSequenceExpression"])
    case .referenceLength(let length, let subunit, _):
      .object([
        "length": .integer(length), "repeatSubunitLength": .integer(subunit), "type": "ReferenceLengthExpression",
      ])
    }
  }

  /// The allele as VRS JSON.
  package var json: JSONValue {
    var state = VRSAllele.digested(self.state)
    if case .referenceLength(_, _, let sequence) = self.state, case .object(var entries) = state {
      entries["sequence"] = .text(sequence)
      state = .object(entries)
    }
    return .object([
      "id": .text(id), "type": "Allele", "state": state,
      "location": .object([
        "type": "SequenceLocation", "start": .integer(start), "end": .integer(end),
        "sequenceReference": .object(["type": "SequenceReference", "refgetAccession": .text(refget)]),
      ]),
    ])
  }
}
