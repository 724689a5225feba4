// The reads of a sample that map to the genes, and what became of the others.

import Alignment
import Reporting
import VariantCalling

/// What came out of mapping.
struct MappedReads: Sendable {
  /// The aligned reads in input order.
  var store = AlignedReadStore()
  /// RNA only: reads that lie on the records, not on the transcripts.
  var unspliced = AlignedReadStore()
  /// All reads over places of which every fragment counts, where they are so many that the store will not do.
  var sites: SiteReads?
  /// Counts of all fragments, where the store holds only some of them.
  var molecules: MoleculeCounts?
  /// Single reads that were looked at.
  var candidates = 0
  /// Of these, reads that lie on neither record.
  var unmapped = 0
  /// Of these, reads put aside, by reason.
  var filtered: [String: Int] = [:]
  /// Templates without base qualities (FASTA) that were looked at, and all.
  var sequences = 0
  var templates = 0
  /// Lines of alignment files without base qualities, of whatever DNA.
  var unscored = 0
  /// Lengths of the long reads that were used, in input order.
  var longReads: [Int] = []
  /// Identifiers of the molecules, by template number, of the templates that are kept.
  var identifiers: [(template: Int, identifier: MolecularIdentifier)] = []
  /// Templates with an identifier, kept or not.
  var identifiedTemplates = 0
  /// Templates without the identifier that was asked for.
  var anonymousTemplates = 0
  /// What became of the families; `nil` where reads have no identifiers.
  var families: FamilyCounts?
  /// Read names by template number, if they were kept.
  var names: [Int: String] = [:]
  /// What a reader of the result should know.
  var warnings: [String] = []
}

extension MappedReads {
  /// Whether no read has base qualities: sequences that were made from reads, or reads that lost them.
  var areSequences: Bool { templates > 0 && sequences == templates }

  /// What is said of sequences without base qualities.
  var sequenceWarnings: [String] {
    guard sequences > 0 else { return [] }
    guard areSequences else {
      return [
        "\(sequences) of \(templates) reads of the genes have no base qualities (FASTA) and are taken with Phred 30: letters of "
          + "two bases (R, Y, S, W, K, M) are unknown bases there; screen sequences apart from reads"
      ]
    }
    return [
      "\(sequences) sequence\(sequences == 1 ? "" : "s") of the genes without base qualities (FASTA): each is one observation, "
        + "whatever it was made from; letters of two bases (R, Y, S, W, K, M) are two alleles, and variants that fewer than four "
        + "sequences cover have the filter low_depth"
    ]
  }

  /// Counts reads that were put aside before they were looked at; gives their number.
  mutating func leaveOut(_ reasons: [String: Int]) -> Int {
    let count = reasons.values.reduce(0, +)
    candidates += count
    filtered.merge(reasons, uniquingKeysWith: +)
    return count
  }

  mutating func count(_ outcome: ReadOutcome) {
    candidates += 1
    switch outcome {
    case .used: break
    case .unmapped: unmapped += 1
    case .filtered(let reason): filtered[reason.rawValue, default: 0] += 1
    }
  }

  /// The conservation law: every read is used, filtered for a reason, or of other DNA.
  func counts(reads: Int, use: ReadUse) throws(ScreenError) -> ReadCounts {
    var filtered = filtered
    if use.duplicates > 0 { filtered["duplicate", default: 0] += use.duplicates }
    if use.ambiguousAlignment > 0 { filtered["ambiguous_placement", default: 0] += use.ambiguousAlignment }
    let away = filtered.values.reduce(0, +)
    let counts = ReadCounts(
      reads: reads, used: use.used, filtered: filtered, unmapped: reads - candidates + unmapped)
    guard counts.isConserved,
      store.reads.count(where: { !$0.isSupplementary }) + unspliced.reads.count == use.used + use.duplicates
        + use.ambiguousAlignment
    else {
      throw ScreenError(
        reason: "\(reads) reads came in, \(counts.used) used + \(away) filtered + \(counts.unmapped) unmapped went out")
    }
    return counts
  }
}
