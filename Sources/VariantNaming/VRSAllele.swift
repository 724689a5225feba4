// GA4GH VRS 2 alleles: normalised, digested, with the identifier that other databases compute for the same change.

package import BioSequence
import Digests
package import Documents
package import HGVS

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

  /// The bases that the location holds after the change.
  package var inserted: String {
    switch state {
    case .literal(let bases), .referenceLength(_, _, let bases): bases
    }
  }

  /// What stands in the location.
  package enum State: Sendable, Hashable {
    /// These bases.
    case literal(String)
    /// The reference bases of the location, repeated to a length with a period; the bases are given too.
    case referenceLength(length: Int, repeatSubunit: Int, sequence: String)
  }

  /// The allele of named bases on an assembly; `nil` without a digest of the chromosome.
  package init?(_ names: VariantNames, on placement: AssemblyPlacement?) {
    guard let placement, let refget = placement.mapping.contigRefget else { return nil }
    self.init(
      range: placement.turned(names.affectedRange),
      replacement: DNASequence(codes: placement.turned(names.alleleBases)), sequence: placement.forwardSequence,
      offset: placement.mapping.range.lowerBound, refget: refget)
  }

  /// The allele of a change of a sequence.
  ///
  /// - Parameters:
  ///   - range: replaced offsets of `sequence`, 0-based half-open.
  ///   - offset: what to add to offsets of `sequence` for coordinates of the named sequence.
  package init(range: Range<Int>, replacement: DNASequence, sequence: DNASequence, offset: Int, refget: String) {
    let change = Variant(range: range, replacement: replacement)
    let isSubstitution =
      range.count == 1 && replacement.count == 1 && sequence.codes[range.lowerBound] != replacement.codes[0]
    let trimmed = isSubstitution ? change : change.trimmed(on: sequence)
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
    id = VRSAllele.identifier(start..<end, refget, state)
  }

  /// Appends `NC_000017.11:50198001:C:A`.
  ///
  /// - Parameter placement: the one that the allele was made on.
  func writeSPDI(on placement: AssemblyPlacement, to text: inout [UInt8]) {
    let offset = placement.mapping.range.lowerBound
    text.append(text: placement.mapping.accession)
    text.append(UInt8(ascii: ":"))
    text.append(number: start)
    text.append(UInt8(ascii: ":"))
    text.append(codes: placement.forward[start - offset..<end - offset])
    text.append(UInt8(ascii: ":"))
    text.append(text: inserted)
  }

  /// Canonical JSON (keys sorted, no spaces) in one buffer and its digests: this is done for every row of `name`.
  private static func identifier(_ range: Range<Int>, _ refget: String, _ state: State) -> String {
    let piece = VRSAllele.pieces
    var json: [UInt8] = []
    json.reserveCapacity(256)
    json += piece.end
    json.append(number: range.upperBound)
    json += piece.sequence
    json.append(text: refget)
    json += piece.start
    json.append(number: range.lowerBound)
    json += piece.locationEnd
    var digest: [UInt8] = []
    digest.reserveCapacity(48)
    TruncatedDigest.appendSHA512t24u(of: json, to: &digest)
    json.removeAll(keepingCapacity: true)
    json += piece.location
    json += digest
    switch state {
    case .literal(let bases):
      json += piece.literal
      json.append(text: bases)
      json += piece.literalEnd
    case .referenceLength(let length, let subunit, _):
      json += piece.length
      json.append(number: length)
      json += piece.subunit
      json.append(number: subunit)
      json += piece.lengthEnd
    }
    digest.removeAll(keepingCapacity: true)
    digest += piece.prefix
    TruncatedDigest.appendSHA512t24u(of: json, to: &digest)
    return String(decoding: digest, as: UTF8.self)
  }

  /// What stands between the values of the canonical JSON.
  private struct Pieces: Sendable {
    let end = Array("{\"end\":".utf8)
    let sequence = Array(",\"sequenceReference\":{\"refgetAccession\":\"".utf8)
    let start = Array("\",\"type\":\"SequenceReference\"},\"start\":".utf8)
    let locationEnd = Array(",\"type\":\"SequenceLocation\"}".utf8)
    let location = Array("{\"location\":\"".utf8)
    let literal = Array("\",\"state\":{\"sequence\":\"".utf8)
    let literalEnd = Array("\",\"type\":\"LiteralSequenceExpression\"},\"type\":\"Allele\"}".utf8)
    let length = Array("\",\"state\":{\"length\":".utf8)
    let subunit = Array(",\"repeatSubunitLength\":".utf8)
    let lengthEnd = Array(",\"type\":\"ReferenceLengthExpression\"},\"type\":\"Allele\"}".utf8)
    let prefix = Array("ga4gh:VA.".utf8)
  }

  private static let pieces = Pieces()

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
