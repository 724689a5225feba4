// What the protein loses when exons are left out of the transcript.

/// The result of skipping one or more neighbouring exons.
package struct ExonSkip: Sendable, Hashable {
  /// Indices (0-based) of the skipped exons.
  package let exons: ClosedRange<Int>
  /// Coding bases that are lost.
  package let codingBases: Int
  /// Whether the start or the stop codon is lost with them.
  package let losesStartOrStop: Bool
  /// Residues lost or changed, 1-based: in frame those that are missing, else from the first one that may differ on.
  package let residues: ClosedRange<Int>?
  /// Whether the transcript undergoes nonsense-mediated decay when the frame is shifted; `nil` in frame.
  package let decay: NonsenseMediatedDecay?

  /// Whether the remaining exons read on in frame, with start and stop kept.
  package var isInFrame: Bool { !losesStartOrStop && codingBases % 3 == 0 }
}

extension ExonSkip {
  /// What the skip does, in one sentence.
  ///
  /// - Parameter isDeletion: false if the exons are there twice instead of lost.
  package func summary(isDeletion: Bool = true) -> String {
    let first = exons.lowerBound + 1
    let name = exons.count == 1 ? "exon \(first)" : "exons \(first) to \(exons.upperBound + 1)"
    let verb = isDeletion ? "lost" : "gained"
    if losesStartOrStop { return "\(name) with the start or stop codon \(verb)" }
    guard let residues else { return "\(name) \(verb): no coding base" }
    if isInFrame {
      return
        "\(name) \(verb) in frame: \(residues.count) residues, p.\(residues.lowerBound) to p.\(residues.upperBound)"
    }
    return "\(name) \(verb) with a shift of the frame" + (decay.map { isDeletion ? ": \($0.explanation)" : "" } ?? "")
  }
}

extension TranscriptModel {
  /// What skipping these exons (0-based indices) does.
  ///
  /// - Precondition: the indices are exons of the transcript.
  package func skipping(exons skipped: ClosedRange<Int>) -> ExonSkip {
    let range = exonStarts[skipped.lowerBound]..<exonStarts[skipped.upperBound + 1]
    let lost = range.clamped(to: coding)
    let losesStart = range.lowerBound < coding.lowerBound + 3 && range.upperBound > coding.lowerBound
    let losesStop = range.upperBound > coding.upperBound - 3 && range.lowerBound < coding.upperBound
    guard !lost.isEmpty, !losesStart, !losesStop else {
      return ExonSkip(
        exons: skipped, codingBases: lost.count, losesStartOrStop: losesStart || losesStop, residues: nil, decay: nil)
    }
    let first = (lost.lowerBound - coding.lowerBound) / 3 + 1
    if lost.count % 3 == 0 {
      let count = lost.count / 3
      return ExonSkip(
        exons: skipped, codingBases: lost.count, losesStartOrStop: false, residues: first...first + count - 1,
        decay: nil)
    }
    let altered = AlteredTranscript(spliced: spliced, replaced: range, replacement: [])
    let stop = altered.codonsToStop(from: coding.lowerBound) ?? protein.count
    let junction = exonStarts[exonStarts.count - 2] - range.count
    return ExonSkip(
      exons: skipped, codingBases: lost.count, losesStartOrStop: false, residues: first...protein.count - 1,
      decay: NonsenseMediatedDecay(stopCodon: stop, distance: junction - (coding.lowerBound + 3 * stop)))
  }
}
