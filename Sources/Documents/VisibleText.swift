// Text made safe: characters that a terminal, browser or spreadsheet would act on are shown instead of obeyed.

extension Unicode.Scalar {
  /// Whether the character steers a display instead of being seen: controls, line and paragraph separators, marks that
  /// change the direction of writing, and characters of no width that make two texts look the same.
  package var isInvisibleControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true  // C0, DEL, C1
    case 0xAD, 0x61C, 0x180E: true  // soft hyphen, Arabic letter mark, Mongolian vowel separator
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true  // zero width, separators, bidirectional controls
    case 0xFEFF, 0xFFF9...0xFFFB: true  // byte-order mark, interlinear annotation
    case 0xE0000...0xE007F: true  // tags
    default: false
    }
  }
}

extension StringProtocol {
  /// The text with every control, line end, separator and direction-changing character written as `\t`, `\n`,
  /// `\r` or `\u{...}`.
  ///
  /// One rule for terminals, pages, pictures and tables. Text without such characters comes back as it is.
  package var visible: String {
    guard unicodeScalars.contains(where: \.isInvisibleControl) else { return String(self) }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case _ where scalar.isInvisibleControl: result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A cell or word of an input inside a message: in quotes, made visible, cut to so many characters.
  package func quoted(_ count: Int = 24) -> String {
    let head = String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    return "'" + head.visible + (unicodeScalars.count > count ? "..." : "") + "'"
  }
}
