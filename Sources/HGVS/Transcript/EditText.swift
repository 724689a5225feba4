// Whole descriptions: accession, coordinate type and positions of an edit.

extension SequenceEdit {
  /// Appends `accession:g.12_13del`; positions count from `origin`.
  ///
  /// - Parameters:
  ///   - codes: the sequence the edit was made for.
  ///   - origin: 1-based position of the sequence's offset 0.
  func writeGenomic(_ accession: String, to text: inout [UInt8], on codes: [UInt8], origin: Int) {
    text.append(text: accession)
    text.append(literal: ":g.")
    writeGenomicBody(to: &text, on: codes, origin: origin)
  }

  /// Appends positions and change without accession.
  func writeGenomicBody(to text: inout [UInt8], on codes: [UInt8], origin: Int) {
    let ends = namedEnds
    text.append(number: origin + ends.first)
    if ends.last > ends.first {
      text.append(UInt8(ascii: "_"))
      text.append(number: origin + ends.last)
    }
    writeChange(to: &text, on: codes)
  }

  /// Appends `accession:c.12_13+4del`.
  ///
  /// - Returns: false, and the text unchanged, if an end lies outside the transcript.
  func writeCoding(_ accession: String, to text: inout [UInt8], on model: TranscriptModel) -> Bool {
    let mark = text.count
    text.append(text: accession)
    text.append(literal: ":c.")
    guard writeCodingBody(to: &text, on: model) else {
      text.removeLast(text.count - mark)
      return false
    }
    return true
  }

  /// Appends positions and change without accession; false, with the text unfinished, outside the transcript.
  func writeCodingBody(to text: inout [UInt8], on model: TranscriptModel) -> Bool {
    let ends = namedEnds
    guard let first = model.position(ofRecordOffset: ends.first) else { return false }
    first.write(to: &text)
    if ends.last > ends.first {
      guard let last = model.position(ofRecordOffset: ends.last) else { return false }
      text.append(UInt8(ascii: "_"))
      last.write(to: &text)
    }
    writeChange(to: &text, on: model.record)
    return true
  }
}
