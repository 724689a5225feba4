// One gene laid out for naming: its transcripts' models and its places on both assemblies, made once.

package import BioSequence
package import HGVS
package import TypeICollagen

/// A type I collagen gene with everything precomputed that naming reads.
///
/// Making one copies the record's bases a few times (under 1 MB); the embedded genes are kept in ``all``. An
/// immutable class, not a struct: handing one on costs one reference count instead of one for every array in it.
package final class GeneNaming: Sendable {
  /// The gene.
  package let gene: CollagenGene
  /// Models of the transcript versions, in the order of the gene record: the preferred one first.
  package let models: [TranscriptModel]
  /// The record on GRCh38.
  package let grch38: Placement
  /// The record on GRCh37.
  package let grch37: Placement
  /// The record's bases as nucleotide codes.
  package let record: [UInt8]

  /// Lays out a gene.
  ///
  /// - Precondition: the gene record is placed on both assemblies.
  package init(gene: CollagenGene) {
    let record = gene.record
    guard let grch38 = record.mapping(on: .grch38), let grch37 = record.mapping(on: .grch37) else {
      preconditionFailure("the gene record is placed on both assemblies")
    }
    self.gene = gene
    self.record = record.sequence.codes
    models = record.transcripts.map { TranscriptModel(transcript: $0, record: record.sequence) }
    self.grch38 = Placement(record: record, mapping: grch38)
    self.grch37 = Placement(record: record, mapping: grch37)
  }

  /// The embedded genes in the order of ``ReferenceModels/all``.
  package static let all = ReferenceModels.all.map { GeneNaming(gene: $0) }

  /// The layout of a gene: one of the two kept ones, or a new one for any other.
  package static func naming(of gene: CollagenGene) -> GeneNaming {
    all.first { $0.gene.symbol == gene.symbol && $0.gene.md5 == gene.md5 } ?? GeneNaming(gene: gene)
  }

  /// The placement on an assembly.
  package func placement(on assembly: Assembly) -> Placement {
    assembly == .grch38 ? grch38 : grch37
  }

  /// The canonical form of a change of the record.
  func canonicalEdit(replacing range: Range<Int>, with replacement: [UInt8]) -> SequenceEdit {
    SequenceEdit(replacing: range, with: replacement, on: record, limit: record.count)
  }

  /// The form of a canonical edit for names on a transcript: 3' shifted, but not out of the transcript.
  ///
  /// - Parameter version: the version to name on; `nil` for the first, preferred one first, that can hold the edit.
  /// - Returns: the edit unchanged, and the asked or preferred version, if none can hold it.
  func codingEdit(_ edit: SequenceEdit, version: Int?) -> (edit: SequenceEdit, version: Int, isInside: Bool) {
    for index in version.map({ $0...$0 }) ?? 0...models.count - 1 {
      let whole = models[index].recordRange
      guard let moved = edit.moved(toEndBy: whole.upperBound, on: record) else { continue }
      let ends = moved.namedEnds
      if whole.contains(ends.first) && whole.contains(ends.last) { return (moved, index, true) }
    }
    return (edit, version ?? 0, false)
  }
}
