// Forms of a case's result for the programs of others: which there are, and what all of them say alike.

import Documents

/// A form of a case's result that another program reads.
package enum CaseExport: String, Sendable, CaseIterable {
  /// The submission form of ClinVar.
  case clinvar
  /// GA4GH VA-Spec statements.
  case va
  /// A bundle of HL7 FHIR Genomics Reporting.
  case fhir
  /// A table with LOVD's columns.
  case lovd

  /// What follows the case's id in the file's name.
  package var suffix: String {
    switch self {
    case .clinvar: ".clinvar.json"
    case .va: ".va-spec.json"
    case .fhir: ".fhir.json"
    case .lovd: ".lovd.tsv"
    }
  }

  /// The file's text.
  package func text(_ report: CaseReport) -> String {
    switch self {
    case .clinvar: ClinVarExport.value(report).document()
    case .va: VASpecExport.value(report).document()
    case .fhir: FHIRExport.value(report).document()
    case .lovd: LOVDExport.text(report)
    }
  }
}
