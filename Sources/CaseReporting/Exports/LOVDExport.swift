// A case's variants as a table with the columns of LOVD 3 (Variants_On_Genome and Variants_On_Transcripts, one row each).

import BioSequence
import Documents
import Evidence
import Reporting
import TypeICollagen

/// LOVD table of a ``CaseReport``. Lines that begin with `#` are comments, as in LOVD's own files.
enum LOVDExport {
  private static let columns = [
    "Individual/Lab_ID", "chromosome", "genome_build", "allele", "effectid", "VariantOnGenome/DNA",
    "VariantOnGenome/ClinicalClassification", "VariantOnGenome/ClinicalClassification/Method",
    "VariantOnGenome/Genetic_origin", "VariantOnGenome/Remarks", "geneid", "id_ncbi", "VariantOnTranscript/DNA",
    "VariantOnTranscript/RNA", "VariantOnTranscript/Protein", "VariantOnTranscript/Exon",
  ]

  /// The table.
  static func text(_ report: CaseReport) -> String {
    let date = report.date.map { ", \($0.date.text)" } ?? ""
    let comments = ([report.version + date] + report.marks).map { "# \(visible($0, limit: 400))\n" }
    return comments.joined() + TSV.table(columns, report.assessment.calls.map { row($0, report) })
  }

  private static func row(_ call: AssessedCall, _ report: CaseReport) -> [String] {
    let finding = call.finding
    let (genomic, coding) = (parts(finding.hgvsG), parts(finding.hgvsC))
    return [
      report.id, finding.chrom.hasPrefix("chr") ? String(finding.chrom.dropFirst(3)) : finding.chrom,
      finding.assembly.rawValue, finding.zygosity == .homozygous ? "3" : "0", effect(call.ledger.pointsClass),
      genomic.change, classification(call.ledger.pointsClass), "ACMG",
      report.origin(of: call).lovd, ([call.classSentence] + call.remarks).joined(separator: ". "),
      finding.gene,
      coding.accession, coding.change,
      rna(call, report), parts(finding.hgvsP).change, finding.exon ?? "",
    ]
  }

  /// The transcript that was seen on RNA and that the call explains; LOVD asks for this column, and what was not seen is
  /// written as `r.(?)`.
  private static func rna(_ call: AssessedCall, _ report: CaseReport) -> String {
    let found = report.assessment
    let seen = found.splicing?.event(
      explainedBy: call.finding, call.meaning, among: found.calls.map(\.finding), common: found.commonCalls,
      genes: found.genes)?.hgvsR
    return seen.map { parts($0).change } ?? "r.(?)"
  }

  /// The accession and what follows its colon.
  private static func parts(_ name: String?) -> (accession: String, change: String) {
    guard let name else { return ("", "") }
    guard let colon = name.firstIndex(of: ":") else { return ("", name) }
    return (String(name[..<colon]), String(name[name.index(after: colon)...]))
  }

  /// LOVD's two digits: what the submitter reports (9 affects function, 7 probably, 5 not known, 3 probably not, 1 does not),
  /// and what the curator concludes (0, not yet).
  private static func effect(_ own: VariantClassification) -> String {
    switch own {
    case .pathogenic: "90"
    case .likelyPathogenic: "70"
    case .uncertain: "50"
    case .likelyBenign: "30"
    case .benign: "10"
    }
  }

  /// LOVD's own words; the class in those of the page stands in the remarks.
  private static func classification(_ own: VariantClassification) -> String {
    own == .uncertain ? "VUS" : own.rawValue.lowercased()
  }
}
