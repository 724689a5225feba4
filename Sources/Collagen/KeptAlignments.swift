// The aligned reads in chromosome coordinates, for BAM.

import Alignment
package import BioSequence
package import Reporting
import TypeICollagen

/// Aligned reads with their names.
package struct KeptAlignments: Sendable {
  private let genes: GeneCatalog
  private let store: AlignedReadStore
  private let names: [Int: String]

  /// - Parameters:
  ///   - genes: the genes that reads were aligned to.
  ///   - store: the aligned reads.
  ///   - names: read names by template number.
  init(genes: GeneCatalog, store: AlignedReadStore, names: [Int: String]) {
    self.genes = genes
    self.store = store
    self.names = names
  }

  /// SAM header text with the given contigs.
  package func header(sample: String, contigs: [(name: String, length: Int)], version: String) -> String {
    var lines = ["@HD\tVN:1.6\tSO:coordinate"]
    lines += contigs.map { "@SQ\tSN:\($0.name)\tLN:\($0.length)" }
    lines.append("@RG\tID:1\tSM:\(sample)")
    lines.append("@PG\tID:collagen\tPN:collagen\tVN:\(version)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The records sorted by contig in the order of the chromosomes and position, mates filled in.
  package func records(on assembly: Assembly) -> [BAMRecord] {
    var mates: [Int: [Int]] = [:]
    for (index, read) in store.reads.enumerated() { mates[read.template, default: []].append(index) }
    let placed = store.reads.indices.compactMap { index in
      record(
        index,
        mate: mates[store.reads[index].template]?.first { other in
          store.reads[other].isSecond != store.reads[index].isSecond
        }, on: assembly)
    }
    return placed.sorted {
      ($0.contig, $0.position, $0.name, $0.flags) < ($1.contig, $1.position, $1.name, $1.flags)
    }
  }

  private func contig(_ mapping: AssemblyMapping) -> Int {
    genes.contigRank(mapping.chromosome, on: mapping.assembly) ?? 0
  }

  private func locus(_ read: AlignedRead, on assembly: Assembly) -> (contig: Int, range: Range<Int>, isReverse: Bool)? {
    guard let mapping = genes.genes[read.reference].record.mapping(on: assembly) else { return nil }
    return (
      contig(mapping), mapping.chromosomeRange(ofRecordRange: read.start..<read.end),
      (read.strand == .reverse) != (mapping.strand == .reverse)
    )
  }

  private func record(_ index: Int, mate: Int?, on assembly: Assembly) -> BAMRecord? {
    let read = store.reads[index]
    guard let locus = locus(read, on: assembly),
      let mapping = genes.genes[read.reference].record.mapping(on: assembly)
    else { return nil }
    var bases = DNASequence(codes: Array(store.bases[read.bases]))
    var qualities = Array(store.qualities[read.bases])
    var cigar = store.cigars[read.cigar].map(\.packed)
    if mapping.strand == .reverse {
      bases = bases.reverseComplement
      qualities.reverse()
      cigar.reverse()
    }
    var flags: UInt16 = locus.isReverse ? 0x10 : 0
    if read.isSupplementary { flags |= 0x800 }
    let other = mate.map { store.reads[$0] }
    let otherLocus = other.flatMap { self.locus($0, on: assembly) }
    if read.isSecond || other != nil { flags |= 0x1 | (read.isSecond ? 0x80 : 0x40) }
    if read.isSecond && other == nil { flags |= 0x8 }
    if read.isProperPair && other != nil { flags |= 0x2 }
    if otherLocus?.isReverse == true { flags |= 0x20 }
    var length = 0
    if let otherLocus, otherLocus.contig == locus.contig {
      let start = min(locus.range.lowerBound, otherLocus.range.lowerBound)
      let end = max(locus.range.upperBound, otherLocus.range.upperBound)
      let isLeft =
        locus.range.lowerBound < otherLocus.range.lowerBound
        || (locus.range.lowerBound == otherLocus.range.lowerBound && !read.isSecond)
      length = isLeft ? end - start : start - end
    }
    return BAMRecord(
      name: names[read.template] ?? "template\(read.template)", flags: flags, contig: locus.contig,
      position: locus.range.lowerBound, mappingQuality: read.mappingQuality, cigar: cigar,
      mateContig: otherLocus?.contig ?? -1, matePosition: otherLocus?.range.lowerBound ?? -1, templateLength: length,
      bases: Array(bases.description.utf8), qualities: qualities)
  }
}
