// Text for a terminal or a letter.

/// Paragraphs of plain text.
enum WrappedText {
  /// Words broken into lines of at most 100 columns.
  static func lines(_ text: String, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > 100 {
        lines.append(margin + line)
        line = "  "
      }
      line += (line.isEmpty || line == "  " ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [margin + line]
  }
}
