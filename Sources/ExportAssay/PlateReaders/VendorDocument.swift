// Documents of readers' software that are no exports: what they are, and how the data get out of them.

internal import Documents

/// A file that only the software of an instrument opens.
enum VendorDocument {
  /// Endings of names, the software, and what to do there.
  private static let kinds: [(ending: String, software: String, remedy: String)] = [
    (".sda", "SoftMax Pro", "in SoftMax Pro export it as text (.txt) or XML, with plates and groups"),
    (".sdax", "SoftMax Pro", "in SoftMax Pro export it as text (.txt) or XML, with plates and groups"),
    (".pda", "SoftMax Pro", "in SoftMax Pro export it as text (.txt) or XML, with plates and groups"),
    (".xpt", "Gen5", "in Gen5 export layout and results as text"),
    (".prt", "Gen5", "this is a protocol; in Gen5 export layout and results of the experiment as text"),
    (".wsp", "Tecan Magellan", "in Magellan export the plate as .xlsx or text"),
    (".dbf", "BMG MARS", "in MARS export the raw data as CSV or .xlsx"),
    (".skax", "Thermo SkanIt", "in SkanIt export the results as .xlsx or text"),
  ]

  /// Refuses a document of a reader's software by the name of that software.
  ///
  /// - Throws: `unknownFormat` where the name ends like such a document and the file is no text.
  static func check(_ file: PlateFile) throws(InputFaults) {
    let name = file.name.lowercased()
    guard let kind = kinds.first(where: { name.hasSuffix($0.ending) }), file.text == nil else { return }
    throw InputFaults(
      .unknownFormat, file: file.name, line: 1,
      reason: "a document of \(kind.software) (\(kind.ending)), which only that software opens", remedy: kind.remedy)
  }
}
