// The predicted name on the level of RNA: what the transcript reads, as far as the sequence tells.

import BioSequence

extension VariantNames {
  /// `NM_000088.4:r.(589g>u)`; `r.spl` where a splice site is lost, `r.?` where the sequence alone does not tell, `r.(0)`
  /// without a transcript; `nil` outside the transcript.
  ///
  /// - Parameters:
  ///   - gene: the gene that the variant was named on.
  ///   - isSplicingDoubtful: whether something else than the two bases of each site supports a change of splicing.
  package func rna(on gene: GeneModel, isSplicingDoubtful: Bool) -> String? {
    isInside ? accession + ":r." + rnaBody(gene.transcripts[version], isSplicingDoubtful) : nil
  }

  private func rnaBody(_ model: TranscriptModel, _ isSplicingDoubtful: Bool) -> String {
    if edit.kind == .identity { return "(=)" }
    if let splicing = effect.splicing {
      guard let certain = splicing.certain else { return "?" }
      switch certain.splicing {
      case .exonSkip: return "spl"
      case .exonDeletion, .exonDuplication, .intronLoss:
        // What is left of exons beside those that the outcome names belongs to the transcript, too.
        return model.expectedTranscript(of: edit).map(model.rnaName(ofTranscript:)) ?? "?"
      case .noTranscript: return "(0)"
      default: return "?"
      }
    }
    if effect.consequences.contains(.transcriptAblation) { return "(0)" }
    if isSplicingDoubtful { return "?" }
    guard effect.exons != nil else { return "(=)" }
    let place = edit.kind == .duplication ? edit.range : edit.replacedRange
    guard let range = model.transcriptRange(ofRecordRange: place) else { return "?" }
    let replaced = edit.kind == .duplication ? range.upperBound..<range.upperBound : range
    return model.rnaName(replacing: replaced, alleleBases)
  }
}

extension TranscriptModel {
  /// What a whole transcript has in place of the bases of the normal one.
  fileprivate func rnaName(ofTranscript codes: [UInt8]) -> String {
    if codes == spliced { return "(=)" }
    let (first, end) = TranscriptModel.sharedEnds(codes, spliced)
    return rnaName(replacing: first..<spliced.count - end, Array(codes[first..<codes.count - end]))
  }

  /// `(589g>u)`: a change of the spliced transcript in the letters of RNA, predicted.
  func rnaName(replacing range: Range<Int>, _ bases: [UInt8]) -> String {
    let edit = SequenceEdit(replacing: range, with: bases, on: spliced, limit: spliced.count)
    guard edit.kind != .identity else { return "(=)" }
    let ends = edit.namedEnds
    return text {
      $0.append(UInt8(ascii: "("))
      position(ofTranscriptOffset: ends.first, intronOffset: 0).write(to: &$0)
      if ends.last > ends.first {
        $0.append(UInt8(ascii: "_"))
        position(ofTranscriptOffset: ends.last, intronOffset: 0).write(to: &$0)
      }
      let start = $0.count
      edit.writeChange(to: &$0, on: spliced)
      // Bases in the letters of RNA; no keyword holds a T.
      for place in start..<$0.count {
        switch $0[place] {
        case UInt8(ascii: "T"): $0[place] = UInt8(ascii: "u")
        case 65...90: $0[place] |= 0x20
        default: break
        }
      }
      $0.append(UInt8(ascii: ")"))
    }
  }
}
