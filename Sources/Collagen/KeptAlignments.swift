// The aligned reads in chromosome coordinates, for BAM.

import Alignment
package import BioSequence
package import Reporting
import TypeICollagen
import VariantCalling

/// Aligned reads with their names.
///
/// Mates that lie nowhere on the genes stand beside their aligned mates as unmapped reads, as far as they were kept. A read
/// whose mate was not kept is written as a read of its own: a flag would promise a line that is not in the file.
package struct KeptAlignments: Sendable {
  private let genes: GeneCatalog
  private let store: AlignedReadStore
  private let names: [Int: String]
  private let duplicates: Set<Int>

  /// - Parameters:
  ///   - genes: the genes that reads were aligned to.
  ///   - store: the aligned reads.
  ///   - names: read names by template number.
  ///   - marksDuplicates: whether calls rest on one copy of each fragment only.
  init(genes: GeneCatalog, store: AlignedReadStore, names: [Int: String], marksDuplicates: Bool) {
    self.genes = genes
    self.store = store
    self.names = names
    duplicates = marksDuplicates ? Set(DuplicateFinder.templates(in: store)) : []
  }

  /// SAM header text with the contigs of a screen and its command line.
  ///
  /// The platform is the one that the errors of the reads are like, and said to be no more; without it the field is left
  /// out.
  package func header(of report: ScreenDocument, version: String, commandLine: [String]) -> String {
    var lines = ["@HD\tVN:1.6\tSO:coordinate"]
    lines += report.contigs.map { "@SQ\tSN:\($0.name)\tLN:\($0.length)\tAS:\(report.assembly.rawValue)" }
    let group = "@RG\tID:\(KeptAlignments.readGroup)\tSM:\(report.sample)\tLB:\(report.sample)"
    lines.append(
      group
        + (platform(report.library?.platform).map { "\tPL:\($0)\tDS:platform judged by the errors of the reads" } ?? "")
    )
    var program = "@PG\tID:collagen\tPN:collagen\tVN:\(version)"
    if !commandLine.isEmpty { program += "\tCL:\(commandLine.joined(separator: " "))" }
    lines.append(program)
    return lines.joined(separator: "\n") + "\n"
  }

  private static let readGroup = "1"

  private func platform(_ kind: LibraryReport.Platform?) -> String? {
    switch kind {
    case .illuminaLike: "ILLUMINA"
    case .ionLike: "IONTORRENT"
    case .nanoporeLike: "ONT"
    case .unknown, nil: nil
    }
  }

  /// The records sorted by contig in the order of the chromosomes and position, mates filled in.
  package func records(on assembly: Assembly) -> [BAMRecord] {
    var pieces: [Int: [Int]] = [:]
    for (index, read) in store.reads.enumerated() where !read.isSupplementary {
      pieces[read.template, default: []].append(index)
    }
    let orphans = Dictionary(store.orphanMates.map { ($0.template, $0) }) { first, _ in first }
    var placed: [BAMRecord] = []
    for (index, read) in store.reads.enumerated() {
      guard let own = locus(read, on: assembly) else { continue }
      let mate = pieces[read.template]?.first { store.reads[$0].isSecond != read.isSecond }
      if let mate, let other = locus(store.reads[mate], on: assembly) {
        placed.append(record(index, at: own, mate: (mate, other)))
      } else if let orphan = orphans[read.template], !read.isSupplementary {
        placed.append(record(index, at: own, hasUnmappedMate: true))
        placed.append(unmapped(orphan, mateOf: index, at: own))
      } else {
        placed.append(record(index, at: own))
      }
    }
    return placed.sorted {
      ($0.contig, $0.position, $0.name, $0.flags) < ($1.contig, $1.position, $1.name, $1.flags)
    }
  }

  /// Where a read lies on its chromosome.
  private struct Locus {
    let mapping: AssemblyMapping
    let contig: Int
    let range: Range<Int>
    let isReverse: Bool
  }

  private func locus(_ read: AlignedRead, on assembly: Assembly) -> Locus? {
    guard let mapping = genes.genes[read.reference].record.mapping(on: assembly) else { return nil }
    return Locus(
      mapping: mapping, contig: genes.contigRank(mapping.chromosome, on: mapping.assembly) ?? 0,
      range: mapping.chromosomeRange(ofRecordRange: read.start..<read.end),
      isReverse: (read.strand == .reverse) != (mapping.strand == .reverse))
  }

  private func operations(_ read: AlignedRead, at locus: Locus) -> [CIGAROperation] {
    locus.mapping.strand == .reverse ? store.cigars[read.cigar].reversed() : Array(store.cigars[read.cigar])
  }

  private func record(
    _ index: Int, at locus: Locus, mate: (read: Int, locus: Locus)? = nil, hasUnmappedMate: Bool = false
  ) -> BAMRecord {
    let read = store.reads[index]
    let bases = letters(store.bases[read.bases], on: locus)
    var qualities = Array(store.qualities[read.bases])
    if locus.mapping.strand == .reverse { qualities.reverse() }
    let operations = operations(read, at: locus)
    var flags: UInt16 = locus.isReverse ? 0x10 : 0
    if read.isSupplementary { flags |= 0x800 }
    if duplicates.contains(read.template) { flags |= 0x400 }
    if mate != nil || hasUnmappedMate { flags |= 0x1 | (read.isSecond ? 0x80 : 0x40) }
    if hasUnmappedMate { flags |= 0x8 }
    if read.isProperPair && mate != nil { flags |= 0x2 }
    if mate?.locus.isReverse == true { flags |= 0x20 }
    let differences = AlignmentDifferences(
      bases: bases, operations: operations, reference: reference(of: read, at: locus))
    var fields: [(tag: String, value: BAMRecord.Field)] = [
      ("RG", .text(KeptAlignments.readGroup)), ("NM", .number(Int32(differences.distance))),
      ("MD", .text(differences.mismatches)),
    ]
    if let mate {
      let text = self.operations(store.reads[mate.read], at: mate.locus).map(\.description).joined()
      fields.append(("MC", .text(text)))
    }
    let isPaired = mate != nil || hasUnmappedMate
    let other = mate?.locus ?? locus
    return BAMRecord(
      name: name(read.template), flags: flags, contig: locus.contig, position: locus.range.lowerBound,
      mappingQuality: read.mappingQuality, cigar: operations.map(\.packed), mateContig: isPaired ? other.contig : -1,
      matePosition: isPaired ? other.range.lowerBound : -1,
      templateLength: mate.map { length(from: locus, to: $0.locus, isSecond: read.isSecond) } ?? 0, bases: bases,
      qualities: qualities, fields: fields)
  }

  /// A mate without a position; it stands where its aligned mate does. Its qualities were not kept.
  private func unmapped(_ orphan: OrphanMate, mateOf index: Int, at locus: Locus) -> BAMRecord {
    let mate = store.reads[index]
    // It was kept as if it faced its mate; an unmapped read stands as the sequencer read it.
    let kept = DNASequence(codes: orphan.bases)
    let bases = Array((mate.strand == .forward ? kept.reverseComplement : kept).description.utf8)
    var flags: UInt16 = 0x1 | 0x4 | (mate.isSecond ? 0x40 : 0x80)
    if locus.isReverse { flags |= 0x20 }
    if duplicates.contains(orphan.template) { flags |= 0x400 }
    return BAMRecord(
      name: name(orphan.template), flags: flags, contig: locus.contig, position: locus.range.lowerBound,
      mappingQuality: 0, cigar: [], mateContig: locus.contig, matePosition: locus.range.lowerBound, templateLength: 0,
      bases: bases, qualities: [UInt8](repeating: 0xff, count: bases.count),
      fields: [
        ("RG", .text(KeptAlignments.readGroup)),
        ("MC", .text(operations(mate, at: locus).map(\.description).joined())),
      ])
  }

  private func name(_ template: Int) -> String { names[template] ?? "template\(template)" }

  private func letters(_ codes: some Collection<UInt8>, on locus: Locus) -> [UInt8] {
    Array(locus.mapping.oriented(DNASequence(codes: Array(codes))).description.utf8)
  }

  /// The chromosome's letters from the first aligned base to the last one: the record's, but for where the assembly differs.
  private func reference(of read: AlignedRead, at locus: Locus) -> [UInt8] {
    let record = genes.genes[read.reference].record.sequence
    var codes = Array(record.codes[read.start..<read.end])
    for difference in locus.mapping.differences where read.start..<read.end ~= difference.offset {
      codes[difference.offset - read.start] = difference.assemblyBase.rawValue
    }
    return letters(codes, on: locus)
  }

  /// The observed length of a template on one chromosome: positive for its leftmost read.
  private func length(from own: Locus, to other: Locus, isSecond: Bool) -> Int {
    guard own.contig == other.contig else { return 0 }
    let start = min(own.range.lowerBound, other.range.lowerBound)
    let end = max(own.range.upperBound, other.range.upperBound)
    let isLeft =
      own.range.lowerBound < other.range.lowerBound || (own.range.lowerBound == other.range.lowerBound && !isSecond)
    return isLeft ? end - start : start - end
  }
}
