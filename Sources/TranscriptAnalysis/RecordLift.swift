// From the transcripts back to the records: alignments, calls and coverage.

package import Alignment
package import BioSequence
package import VariantCalling

/// Carries what was found on a gene's transcript over to its record.
package struct RecordLift: Sendable {
  /// The gene.
  package let gene: SplicedGene

  /// A lift for a gene.
  package init(gene: SplicedGene) {
    self.gene = gene
  }

  /// A variant of the transcript as a variant of the record, leftmost there.
  ///
  /// A deletion over an exon border takes the intron with it; an insertion at a border stands at the end of the exon, or
  /// at the start of the next one if it repeats the end of the intron.
  package func variant(_ variant: Variant) -> Variant {
    let variant = insideOneExon(variant)
    if let repeated = repeatOfIntron(variant) { return repeated.leftAligned(on: gene.record) }
    let start =
      variant.range.isEmpty ? gene.recordEnd(variant.range.lowerBound) : gene.recordStart(variant.range.lowerBound)
    let end = variant.range.isEmpty ? start : gene.recordEnd(variant.range.upperBound)
    return Variant(range: start..<end, replacement: variant.replacement).leftAligned(on: gene.record)
  }

  /// An equal representation of a deletion that lies in one exon, if there is one: beside a border it may be written over it.
  private func insideOneExon(_ variant: Variant) -> Variant {
    guard variant.replacement.isEmpty, gene.recordPieces(of: variant.range).count > 1 else { return variant }
    let span = variant.shiftRange(on: gene.mRNA)
    let count = variant.range.count
    for start in span.lowerBound...max(span.lowerBound, span.upperBound - count) {
      let range = start..<start + count
      if gene.recordPieces(of: range).count == 1 { return Variant(range: range, replacement: variant.replacement) }
    }
    return variant
  }

  /// An insertion at a border that repeats the last bases of the intron, as a variant there.
  private func repeatOfIntron(_ variant: Variant) -> Variant? {
    guard variant.range.isEmpty, !variant.replacement.isEmpty else { return nil }
    let left = variant.leftAligned(on: gene.mRNA)
    let right = variant.rightAligned(on: gene.mRNA)
    for border in left.range.lowerBound...right.range.lowerBound {
      guard let exon = gene.exon(startingAt: border), exon > 0 else { continue }
      let intron = gene.introns[exon - 1]
      let turned = left.replacement.rotated(by: border - left.range.lowerBound)
      let count = turned.count
      guard count < intron.count else { continue }
      let isHead = gene.record[intron.lowerBound..<intron.lowerBound + count] == turned
      if !isHead, gene.record[intron.upperBound - count..<intron.upperBound] == turned {
        return Variant(range: intron.upperBound..<intron.upperBound, replacement: turned)
      }
    }
    return nil
  }

  /// A call on the transcript as one on the record.
  package func call(_ call: VariantCall) -> VariantCall {
    VariantCall(
      reference: call.reference, variant: variant(call.variant), genotype: call.genotype, zygosity: call.zygosity,
      phaseSet: call.phaseSet.map { gene.recordStart($0) }, quality: call.quality,
      genotypeQuality: call.genotypeQuality, depth: call.depth, referenceDepth: call.referenceDepth,
      alternateForwardDepth: call.alternateForwardDepth, alternateReverseDepth: call.alternateReverseDepth,
      alleleFraction: call.alleleFraction, filters: call.filters)
  }

  /// Depths and verdicts of the transcript's bases on the record; everything else has no reads.
  package func coverage(_ coverage: ReferenceCoverage) -> ReferenceCoverage {
    var depths = [Int32](repeating: 0, count: gene.record.count)
    var verdicts = [CoverageVerdict](repeating: .noCall(.noReads), count: gene.record.count)
    for (index, exon) in gene.transcript.exons.enumerated() {
      let start = gene.exonStarts[index]
      for step in 0..<exon.count {
        depths[exon.lowerBound + step] = coverage.depths[start + step]
        verdicts[exon.lowerBound + step] = coverage.verdicts[start + step]
      }
    }
    return ReferenceCoverage(
      targets: coverage.targets.flatMap { gene.recordPieces(of: $0) }, depths: depths, verdicts: verdicts)
  }

  /// The start on the record and the operations of a read that lies on the transcript: introns become `N` operations.
  func alignment(_ operations: some Sequence<CIGAROperation>, from start: Int) -> (
    start: Int, operations: [CIGAROperation]
  ) {
    var offset = start
    var result: [CIGAROperation] = []
    /// Record offset after the last aligned or deleted base; `nil` before the first.
    var reached: Int?
    for operation in operations {
      switch operation.kind {
      case .insertion, .softClip: result.append(operation)
      case .skip: offset += operation.length
      case .match, .deletion:
        for piece in gene.recordPieces(of: offset..<offset + operation.length) {
          if let reached, piece.lowerBound > reached {
            result.append(CIGAROperation(.skip, piece.lowerBound - reached))
          }
          result.append(CIGAROperation(operation.kind, piece.count))
          reached = piece.upperBound
        }
        offset += operation.length
      }
    }
    return (gene.recordStart(start), result)
  }
}

extension TranscriptAlignments {
  /// All reads on the records, in order of their templates.
  package func onRecords(_ genes: [SplicedGene]) -> AlignedReadStore {
    var result = AlignedReadStore()
    var other = 0
    func takeUnspliced(before template: Int) {
      while other < unspliced.reads.count, unspliced.reads[other].template < template {
        result.append(other, of: unspliced)
        other += 1
      }
    }
    for read in spliced.reads {
      takeUnspliced(before: read.template)
      let lift = RecordLift(gene: genes[read.reference])
      let (start, operations) = lift.alignment(spliced.cigars[read.cigar], from: read.start)
      result.append(
        reference: read.reference, start: start, strand: read.strand, mappingQuality: read.mappingQuality,
        template: read.template, isSecond: read.isSecond, isProperPair: read.isProperPair,
        bases: spliced.bases[read.bases], qualities: spliced.qualities[read.bases], cigar: operations)
    }
    takeUnspliced(before: Int.max)
    return result
  }
}
