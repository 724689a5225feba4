// What the reads say of the library: copies, strands, genomic DNA.

import Alignment
import BioSequence

/// Properties of an RNA library.
package struct LibraryTraits: Sendable, Hashable {
  /// Fragments whose both ends are known.
  package let fragments: Int
  /// Share (0-1) of them that repeat another one's ends.
  package let repeated: Double
  /// Whether they repeat more often than by chance, so that copies were counted once.
  package let copiesPresent: Bool
  /// Share (0-1) of first reads that are of the strand opposite to the transcript: near 1 or 0 in stranded libraries; `nil`
  /// without reads.
  package let antisenseFirst: Double?
  /// Depth of reads on the records outside the transcripts, over that on the transcripts: genomic DNA; `nil` where it
  /// cannot be told.
  package let genomic: Double?

  /// Lengths on the transcript of the fragments whose reads both lie on it, copies left out, in ascending order: of at most
  /// about 50,000; empty with too few.
  package let insertLengths: [Int]

  /// The middle length of the reads on the transcripts, in bases; 0 without reads.
  package let readLength: Int
  /// Whether they have mates.
  package let arePaired: Bool

  /// Share (0-1) of the reads that are shorter than ``shortestRead``.
  package let shortReads: Double

  /// Shorter reads over an unknown junction often find no position, as neither of its sides holds them: 35 bases do, or 30 beside
  /// a mate. Events are then missed, and their fractions too small.
  package var shortestRead: Int { LibraryTraits.shortestRead(arePaired: arePaired) }

  /// Whether so many reads are short that fractions of events are lower limits. docs/decisions/0305.
  package var areReadsShort: Bool { shortReads >= LibraryTraits.notableShort }

  /// Whether reads with a variant find their position as well as others do. Of single reads that are short they do not: a
  /// heterozygous variant is seen in 16 % of reads of 36 bases, and in 40 % of reads of 50. Beside a mate they do.
  package var areAllelesComparable: Bool { arePaired || !areReadsShort }

  private static func shortestRead(arePaired: Bool) -> Int { arePaired ? 45 : 67 }

  /// Of reads that were trimmed some are always short.
  private static let notableShort = 0.2

  /// From this depth of genomic DNA on, relative to the transcripts, fractions of alleles are not those of the transcripts.
  private static let notableDNA = 0.02

  /// Whether so much genomic DNA is there that fractions of alleles do not tell one person from two.
  package var mayHideASecondPerson: Bool { (genomic ?? 0) >= LibraryTraits.notableDNA }

  init(_ alignments: TranscriptAlignments, copies: FragmentCopies, genes: [SplicedGene]) {
    fragments = copies.fragments
    repeated = copies.fraction
    copiesPresent = copies.arePresent
    insertLengths = copies.lengths(atMost: LibraryTraits.mostLengths, fewest: LibraryTraits.fewestLengths)
    var antisense = 0
    var first = 0
    var onTranscripts = 0
    var lengths: [Int: Int] = [:]
    for read in alignments.spliced.reads {
      onTranscripts += read.end - read.start
      lengths[read.bases.count, default: 0] += 1
      guard !read.isSecond else { continue }
      first += 1
      if read.strand == .reverse { antisense += 1 }
    }
    let half = alignments.spliced.reads.count / 2
    var passed = 0
    readLength =
      lengths.sorted { $0.key < $1.key }.first { entry in
        passed += entry.value
        return passed > half
      }?.key ?? 0
    arePaired = first < alignments.spliced.reads.count
    let shortest = LibraryTraits.shortestRead(arePaired: arePaired)
    let short = lengths.reduce(0) { $0 + ($1.key < shortest ? $1.value : 0) }
    shortReads = Double(short) / Double(max(1, alignments.spliced.reads.count))
    antisenseFirst = first > 0 ? Double(antisense) / Double(first) : nil
    // The transcripts' flanks: RNA that runs on past the last exon is not of DNA, so only what lies before the first counts.
    var before = 0
    for read in alignments.unspliced.reads where read.mappingQuality > 0 {
      let start = genes[read.reference].transcript.recordRange.lowerBound
      if read.end <= start - LibraryTraits.margin { before += read.end - read.start }
    }
    let room = genes.reduce(0) { $0 + max(0, $1.transcript.recordRange.lowerBound - LibraryTraits.margin) }
    let length = genes.reduce(0) { $0 + $1.mRNA.count }
    genomic =
      room >= 1000 && onTranscripts > 0
      ? Double(before) / Double(room) / (Double(onTranscripts) / Double(length)) : nil
  }

  private static let mostLengths = 50_000
  private static let fewestLengths = 50

  /// Bases before the transcript that are left out: other starts of transcription.
  private static let margin = 300
}
