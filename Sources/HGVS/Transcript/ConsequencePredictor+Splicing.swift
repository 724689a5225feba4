// Terms and translation of a change that touches or copies splice sites or exon ends, read from the transcripts it can make.

import BioSequence

extension TranscriptModel {
  /// The effect of an edit, its terms by its place corrected by what the allele can make.
  func effect(of edit: SequenceEdit, _ place: TranscriptEffect, _ splicing: SplicingOutcomes) -> TranscriptEffect {
    var terms = place.consequences
    var coding = terms.contains(.transcriptAblation) ? place.coding : CodingEffect(change: .unknown)
    var (exons, introns) = (place.exons, place.introns)
    if edit.kind == .duplication {
      let original = touchedParts(edit.range)
      if original.exons != nil { (exons, introns) = original }
    }
    switch splicing.certain?.splicing {
    case .exonDuplication(let copied, _, _):
      terms = [ConsequenceSet(.featureElongation), ConsequenceSet(.codingSequence), ConsequenceSet(.intron)]
      exons = copied
    case .intronLoss:
      coding = splicing.certain?.coding ?? coding
      terms = [consequences(of: coding.change), ConsequenceSet(.intron)]
      if coding.change == .identity { terms.insert(.spliceRegion) }
    case nil:
      if splicing.all.first?.splicing == .geneDuplication {
        terms = ConsequenceSet(.transcriptAmplification)
      } else if splicing.all.first?.splicing == .geneInversion {
        terms = ConsequenceSet(.sequenceVariant)
      } else if place.introns == nil, edit.kind != .duplication {
        // An end of the transcript alone: the terms of its place hold.
        break
      } else if splicing.expected.contains(where: { $0.splicing.isExonDuplication })
        || edit.kind == .duplication && holdsExon(edit.range)
      {
        terms = [ConsequenceSet(.featureElongation), ConsequenceSet(.codingSequence), ConsequenceSet(.intron)]
      } else if let kept = SplicedAllele(edit, on: self).placeThatKeepsSites {
        // The site's bases are there in an equal description: the terms of both.
        terms.formUnion(placedEffect(of: kept).consequences)
        terms.insert(.spliceRegion)
      } else if edit.kind == .duplication, touchedParts(edit.range).exons != nil {
        terms = [ConsequenceSet(.spliceRegion), ConsequenceSet(.codingSequence), ConsequenceSet(.intron)]
      }
    default: break
    }
    return TranscriptEffect(
      consequences: terms, coding: coding, exons: exons, introns: introns, splicing: splicing)
  }
}
