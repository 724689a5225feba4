// Text exports of SoftMax Pro.

package import Documents

/// Reads text exports of SoftMax Pro: one record a group of standards.
package struct SoftMaxReader: PlateReader {
  package let format = PlateFormat(name: "SoftMax Pro", takesPlateMap: true, fitsLevelMeans: true)

  package func recognize(_ file: PlateFile) -> RecognitionCertainty? {
    let first = file.text?.lines.first { !$0.trimmingBlanks.isEmpty }
    return first?.hasPrefix("##BLOCKS") == true ? .certain : nil
  }

  package func read(_ file: PlateFile) throws(InputFaults) -> PlateExport {
    let text = try file.requireText()
    let export = try SoftMaxExport(text)
    guard !export.groups.isEmpty else {
      let grids = try export.grids(format)
      if !grids.isEmpty { return PlateExport(grids: grids, provenance: provenance(text)) }
      throw InputFaults(
        .notEvaluable, file: text.file, line: text.lines.count,
        "no group table says which wells hold standards and samples")
    }
    return PlateExport(plates: try SoftMaxAssembly(export).records(format), provenance: provenance(text))
  }

  /// The line below the blocks: `Original Filename: name; Date Last Saved: 1/17/2025 12:13:53 PM`.
  private func provenance(_ text: DecodedText) -> PlateProvenance {
    let mark = "Date Last Saved:"
    let line = text.lines.last { $0.hasPrefix("Original Filename:") }
    let saved = line?.split(separator: ";").map { String($0).trimmingBlanks }.last { $0.hasPrefix(mark) }
    return PlateProvenance(software: format.name, saved: saved.map { String($0.dropFirst(mark.count)).trimmingBlanks })
  }
}
