// Telling the kinds of input apart by their content.

extension PlateRecord {
  /// Whether the text is a plate export or a plater grid, and which.
  static func exportSource(_ text: DecodedText) -> Source? {
    guard let first = text.lines.first(where: { !$0.trimmed.isEmpty }) else { return nil }
    if first.hasPrefix("##BLOCKS") { return .softMax }
    let head = text.lines.prefix(40)
    if head.contains(where: {
      $0.hasPrefix("Software Version") || $0.hasPrefix("Procedure Details") || $0.hasPrefix("Plate Number")
    }) {
      return .gen5
    }
    return isPlater(text) ? .plater : nil
  }

  /// Reads an export or plater file.
  static func read(_ text: DecodedText, _ source: Source) throws(AssayError) -> [PlateRecord] {
    switch source {
    case .softMax: try softMax(text)
    case .gen5: try gen5(text)
    case .plater: try plater(text)
    case .tidy: try tidy(NamedTable(text))
    }
  }
}
