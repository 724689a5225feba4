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
    isInside ? text { write(rna: gene, isSplicingDoubtful: isSplicingDoubtful, to: &$0) } : nil
  }

  /// Appends ``rna(on:isSplicingDoubtful:)``; nothing outside the transcript.
  package func write(rna gene: GeneModel, isSplicingDoubtful: Bool, to text: inout [UInt8]) {
    guard isInside else { return }
    text.append(text: accession)
    text.append(literal: ":r.")
    writeRNABody(gene.transcripts[version], isSplicingDoubtful, to: &text)
  }

  private func writeRNABody(_ model: TranscriptModel, _ isSplicingDoubtful: Bool, to text: inout [UInt8]) {
    if edit.kind == .identity { return text.append(literal: "(=)") }
    if let splicing = effect.splicing {
      guard let certain = splicing.certain else { return text.append(literal: "?") }
      switch certain.splicing {
      case .exonSkip: text.append(literal: "spl")
      case .exonDeletion, .exonDuplication, .intronLoss:
        // What is left of exons beside those that the outcome names belongs to the transcript, too.
        text.append(text: model.expectedTranscript(of: edit).map(model.rnaName(ofTranscript:)) ?? "?")
      case .noTranscript: text.append(literal: "(0)")
      default: text.append(literal: "?")
      }
      return
    }
    if effect.consequences.contains(.transcriptAblation) { return text.append(literal: "(0)") }
    if isSplicingDoubtful { return text.append(literal: "?") }
    guard effect.exons != nil else { return text.append(literal: "(=)") }
    let place = edit.kind == .duplication ? edit.range : edit.replacedRange
    guard let range = model.transcriptRange(ofRecordRange: place) else { return text.append(literal: "?") }
    let replaced = edit.kind == .duplication ? range.upperBound..<range.upperBound : range
    model.write(rnaNameReplacing: replaced, alleleBases, to: &text)
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
    text { write(rnaNameReplacing: range, bases, to: &$0) }
  }

  /// Appends ``rnaName(replacing:_:)``.
  func write(rnaNameReplacing range: Range<Int>, _ bases: [UInt8], to text: inout [UInt8]) {
    let edit = SequenceEdit(replacing: range, with: bases, on: spliced, limit: spliced.count)
    guard edit.kind != .identity else { return text.append(literal: "(=)") }
    let ends = edit.namedEnds
    text.append(UInt8(ascii: "("))
    position(ofTranscriptOffset: ends.first, intronOffset: 0).write(to: &text)
    if ends.last > ends.first {
      text.append(UInt8(ascii: "_"))
      position(ofTranscriptOffset: ends.last, intronOffset: 0).write(to: &text)
    }
    let start = text.count
    edit.writeChange(to: &text, on: spliced)
    // Bases in the letters of RNA; no keyword holds a T.
    for place in start..<text.count {
      switch text[place] {
      case UInt8(ascii: "T"): text[place] = UInt8(ascii: "u")
      case 65...90: text[place] |= 0x20
      default: break
      }
    }
    text.append(UInt8(ascii: ")"))
  }
}
