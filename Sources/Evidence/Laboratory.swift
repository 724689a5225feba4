// The laboratory that a report is of: its header, who authorises the report, and texts in its own words.

import Documents
import DocumentsYAML

/// What `--lab FILE.yaml` says. Everything is optional; what is absent stays a labelled blank.
package struct Laboratory: Sendable, Hashable {
  /// Name of the laboratory.
  package var name: String?
  /// Address, in one line.
  package var address: String?
  /// Accreditation, such as `ISO 15189, D-ML-00000-00-00`.
  package var accreditation: String?
  /// Name of who authorises reports.
  package var authorisedBy: String?
  /// Title of the same.
  package var authorisedTitle: String?
  /// How the laboratory tests, beside the program's own methods.
  package var method: String?
  /// What the laboratory's method cannot find, beside the program's own limits.
  package var limits: String?
  /// Recommendation in place of the program's.
  package var recommendation: String?

  /// A laboratory that says nothing of itself.
  package init() {}

  /// Reads the file.
  ///
  /// - Parameter file: base name for error messages.
  /// - Throws: ``EvidenceError`` with every unknown key and wrong type.
  package init(text: String, file: String) throws(EvidenceError) {
    let document = try DocumentNode.parse(text, file: file, limit: 1 << 20)
    let list = FaultList(file: file)
    let reader = RecordReader(document, path: "", list: list)
    name = reader.text("name")
    address = reader.text("address")
    accreditation = reader.text("accreditation")
    if let part = reader.table("authorised_by") {
      authorisedBy = part.text("name")
      authorisedTitle = part.text("title")
      part.finish()
    }
    if let part = reader.table("texts") {
      method = part.text("method")
      limits = part.text("limits")
      recommendation = part.text("recommendation")
      part.finish()
    }
    reader.finish()
    guard list.faults.isEmpty else { throw EvidenceError(list.inPlace) }
  }
}
