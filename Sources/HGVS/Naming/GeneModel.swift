// One gene laid out for naming: its transcripts' models and its places on assemblies, made once.

public import BioSequence

/// A gene record with everything precomputed that naming reads.
///
/// Making one copies the record's bases a few times (under 1 MB for 50,000 bases): make it once and keep it. An immutable
/// class, not a struct: handing one on costs one reference count instead of one for every array in it.
public final class GeneModel: Sendable {
  /// The gene record.
  public let record: GeneRecord
  /// Models of the transcript versions, in the order of the gene record: the preferred one first.
  package let transcripts: [TranscriptModel]
  /// The record on each assembly that it is placed on.
  package let placements: [AssemblyPlacement]
  /// The record's bases as nucleotide codes.
  package let codes: [UInt8]
  /// Those of ``placements`` that every row is written on.
  private let grch38: AssemblyPlacement?
  private let grch37: AssemblyPlacement?
  /// The protein's other numbering, as the record has it.
  let residueNumbering: ResidueNumbering?

  /// Lays out a gene.
  public init(_ record: GeneRecord) {
    self.record = record
    codes = record.sequence.codes
    transcripts = record.transcripts.map { TranscriptModel(transcript: $0, record: record.sequence) }
    let placements = record.mappings.map { AssemblyPlacement(record: record, mapping: $0) }
    self.placements = placements
    grch38 = placements.first { $0.mapping.assembly == .grch38 }
    grch37 = placements.first { $0.mapping.assembly == .grch37 }
    residueNumbering = record.residueNumbering
  }

  /// HGNC symbol.
  public var symbol: String { record.symbol }

  /// The placement on an assembly; `nil` if the gene is not placed there.
  package func placement(on assembly: Assembly) -> AssemblyPlacement? {
    switch assembly {
    case .grch38: grch38
    case .grch37: grch37
    }
  }

  /// The canonical form of an edit of the record.
  func canonicalEdit(replacing range: Range<Int>, with replacement: [UInt8]) -> SequenceEdit {
    SequenceEdit(replacing: range, with: replacement, on: codes, limit: codes.count)
  }

  /// The form of a canonical edit for names on a transcript: 3' shifted, but not out of the transcript.
  ///
  /// - Parameter version: the version to name on; `nil` for the first, preferred one first, that can hold the edit.
  /// - Returns: the edit unchanged, and the asked or preferred version, if none can hold it.
  func codingEdit(_ edit: SequenceEdit, version: Int?) -> (edit: SequenceEdit, version: Int, isInside: Bool) {
    for index in version.map({ $0...$0 }) ?? 0...transcripts.count - 1 {
      let whole = transcripts[index].recordRange
      guard let moved = edit.moved(toEndBy: whole.upperBound, on: codes) else { continue }
      let ends = moved.namedEnds
      if whole.contains(ends.first) && whole.contains(ends.last) { return (moved, index, true) }
    }
    return (edit, version ?? 0, false)
  }
}

extension GeneModel: Hashable {
  /// Whether the records are the same.
  public static func == (left: GeneModel, right: GeneModel) -> Bool {
    left === right || left.record == right.record
  }

  /// Hashes the symbol.
  public func hash(into hasher: inout Hasher) { hasher.combine(record.symbol) }
}
