// The bases a sample is asked about: exons, whole genes, or a laboratory's own panel.

import BioSequence

/// One named stretch of a gene record that is part of the target.
package struct TargetRegion: Sendable, Hashable {
  /// Index of the gene in its catalog.
  package let gene: Int
  /// 0-based half-open range on the gene record.
  package let range: Range<Int>
  /// Name for people: `exon_7`, `intron_7`, `upstream`, `downstream` or a name of the panel.
  package let name: String

  /// A stretch with a name.
  package init(gene: Int, range: Range<Int>, name: String) {
    self.gene = gene
    self.range = range
    self.name = name
  }
}

/// A target: stretches that do not overlap, sorted by gene and place.
package struct TargetRegions: Sendable, Hashable {
  /// The stretches.
  package let regions: [TargetRegion]

  /// A target from stretches in any order. Bases named twice keep the first name.
  package init(_ regions: [TargetRegion]) {
    var kept: [TargetRegion] = []
    let ordered = regions.enumerated().sorted {
      ($0.element.gene, $0.element.range.lowerBound, $0.offset) < (
        $1.element.gene, $1.element.range.lowerBound, $1.offset
      )
    }
    for (_, region) in ordered {
      var lower = region.range.lowerBound
      if let last = kept.last, last.gene == region.gene { lower = max(lower, last.range.upperBound) }
      guard lower < region.range.upperBound else { continue }
      kept.append(TargetRegion(gene: region.gene, range: lower..<region.range.upperBound, name: region.name))
    }
    self.regions = kept
  }

  /// Every exon of the preferred transcripts, with 20 bases of intron on each side that has one.
  package static func exons(of genes: GeneCatalog) -> TargetRegions {
    TargetRegions(
      genes.genes.enumerated().flatMap { index, gene in
        let exons = gene.record.preferredTranscript.exons
        return exons.enumerated().map { number, exon in
          let lower = number == 0 ? exon.lowerBound : exon.lowerBound - intronFlank
          let upper = number == exons.count - 1 ? exon.upperBound : exon.upperBound + intronFlank
          return TargetRegion(gene: index, range: lower..<upper, name: "exon_\(number + 1)")
        }
      })
  }

  /// Every gene from the first to the last base of the transcript, introns included.
  package static func whole(_ genes: GeneCatalog) -> TargetRegions {
    TargetRegions(
      genes.genes.enumerated().flatMap { index, gene in
        let exons = gene.record.preferredTranscript.exons
        return exons.enumerated().flatMap { number, exon -> [TargetRegion] in
          let own = TargetRegion(gene: index, range: exon, name: "exon_\(number + 1)")
          guard number + 1 < exons.count else { return [own] }
          let intron = exon.upperBound..<exons[number + 1].lowerBound
          return [own, TargetRegion(gene: index, range: intron, name: "intron_\(number + 1)")]
        }
      })
  }

  /// Bases of intron beside an exon that belong to it.
  package static let intronFlank = 20

  /// What of the target lies in exons of the preferred transcripts: all that RNA can show.
  package func exonic(_ genes: GeneCatalog) -> TargetRegions {
    TargetRegions(
      regions.flatMap { region in
        genes.genes[region.gene].record.preferredTranscript.exons.compactMap { exon in
          let part = exon.clamped(to: region.range)
          return part.isEmpty ? nil : TargetRegion(gene: region.gene, range: part, name: region.name)
        }
      })
  }

  /// The ranges of one gene, merged where they touch.
  package func ranges(ofGene gene: Int) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for region in regions where region.gene == gene {
      if let last = merged.last, last.upperBound == region.range.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<region.range.upperBound
      } else {
        merged.append(region.range)
      }
    }
    return merged
  }

  /// Whether there is no base at all.
  package var isEmpty: Bool { regions.isEmpty }
}
