// A small seeded read simulator and other helpers of the alignment tests.

import Alignment
import BioSequence
import TypeICollagen

/// A read as text.
struct TextRead {
  var bases: [UInt8]
  var qualities: [UInt8]

  init(codes: [UInt8], quality: UInt8 = 37) {
    bases = codes.map { [65, 67, 71, 84, 78][Int($0)] }
    qualities = Array(repeating: quality + 33, count: codes.count)
  }

  init(text: String, quality: UInt8 = 37) {
    bases = Array(text.utf8)
    qualities = Array(repeating: quality + 33, count: bases.count)
  }
}

/// What a test needs, made once.
enum Fixture {
  static let genes = GeneCatalog.embedded.genes
  static let index = KMerIndex(references: genes.map(\.record.sequence), repeats: genes.map(\.repeats))
  static let introns: [[Range<Int>]] = genes.map { gene in
    let exons = gene.record.preferredTranscript.exons
    return zip(exons, exons.dropFirst()).map { $0.upperBound..<$1.lowerBound }
  }
  static let mapper = ReadMapper(index: index, introns: introns)

  static func codes(_ gene: Int) -> [UInt8] { genes[gene].record.sequence.codes }
}

/// Codes of the other strand.
func reverseComplement(_ codes: [UInt8]) -> [UInt8] {
  codes.reversed().map { $0 < 4 ? 3 - $0 : 4 }
}

/// The SAM text of a read's runs.
func cigarText(_ read: AlignedRead, in store: AlignedReadStore) -> String {
  store.cigars[read.cigar].map(\.description).joined()
}

extension ReadMapper {
  /// Maps a pair given as arrays.
  func map(
    _ first: TextRead, _ second: TextRead, template: Int = 0, into store: inout AlignedReadStore,
    scratch: inout MapperScratch
  ) -> TemplateOutcome {
    mapPair(
      firstBases: first.bases.span, firstQualities: first.qualities.span, secondBases: second.bases.span,
      secondQualities: second.qualities.span, template: template, into: &store, scratch: &scratch)
  }

  /// Maps a single read given as arrays.
  func map(
    _ read: TextRead, template: Int = 0, into store: inout AlignedReadStore, scratch: inout MapperScratch
  ) -> TemplateOutcome {
    mapSingle(
      bases: read.bases.span, qualities: read.qualities.span, template: template, into: &store, scratch: &scratch)
  }
}
