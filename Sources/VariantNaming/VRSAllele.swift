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
    var id: [UInt8] = []
    VRSAllele.write(identifierOf: start..<end, refget, state, to: &id)
    self.id = String(decoding: id, as: UTF8.self)
  }

  /// Appends the identifier of one base in place of another one, without an allele of its own.
  ///
  /// - Parameters:
  ///   - place: 0-based on the named sequence.
  ///   - base: the new base as a nucleotide code.
  static func write(identifierAt place: Int, _ refget: String, base: UInt8, to text: inout [UInt8]) {
    write(identifierOf: place..<place + 1, refget, to: &text) {
      $0.append(literal: VRSAllele.literal)
      $0.append(code: base)
      $0.append(literal: VRSAllele.literalEnd)
    }
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
  ///
  /// - Parameter state: appends the JSON behind the digest of the location.
  @inline(__always)
  private static func write(
    identifierOf range: Range<Int>, _ refget: String, to text: inout [UInt8], state: (inout [UInt8]) -> Void
  ) {
    var json: [UInt8] = []
    json.reserveCapacity(256)
    json.append(literal: "{\"end\":")
    json.append(number: range.upperBound)
    json.append(literal: ",\"sequenceReference\":{\"refgetAccession\":\"")
    json.append(text: refget)
    json.append(literal: "\",\"type\":\"SequenceReference\"},\"start\":")
    json.append(number: range.lowerBound)
    json.append(literal: ",\"type\":\"SequenceLocation\"}")
    let location = TruncatedDigest.sha512t24u(json.span)
    json.removeAll(keepingCapacity: true)
    json.append(literal: "{\"location\":\"")
    TruncatedDigest.append(location, to: &json)
    state(&json)
    text.append(literal: "ga4gh:VA.")
    TruncatedDigest.append(TruncatedDigest.sha512t24u(json.span), to: &text)
  }

  private static func write(
    identifierOf range: Range<Int>, _ refget: String, _ state: State, to text: inout [UInt8]
  ) {
    write(identifierOf: range, refget, to: &text) { json in
      switch state {
      case .literal(let bases):
        json.append(literal: literal)
        json.append(text: bases)
        json.append(literal: literalEnd)
      case .referenceLength(let length, let subunit, _):
        json.append(literal: "\",\"state\":{\"length\":")
        json.append(number: length)
        json.append(literal: ",\"repeatSubunitLength\":")
        json.append(number: subunit)
        json.append(literal: ",\"type\":\"ReferenceLengthExpression\"},\"type\":\"Allele\"}")
      }
    }
  }

  private static var literal: StaticString { "\",\"state\":{\"sequence\":\"" }
  private static var literalEnd: StaticString { "\",\"type\":\"LiteralSequenceExpression\"},\"type\":\"Allele\"}" }

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
